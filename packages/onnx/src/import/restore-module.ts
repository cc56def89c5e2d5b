// Files that `exportOnnx` wrote carry their module as text. It is read back where exporting it again gives the very graph
// that the file has: then the file says nothing else, whoever wrote the text. Weights come from the file alone.

import { type ByteSource, Diagnostics, type DimRange, memorySource, type Tensor, tensorsEqual } from '@afterglow/core';
import {
  type Module,
  ops,
  parseModule,
  type StoredForm,
  setRange,
  substituteSymbols,
  verifyModule,
} from '@afterglow/ir';
import { decodeTensor } from '../data/decode-tensor.js';
import { exportDiagnostics as codes } from '../diagnostics/export.js';
import { MODULE_KEY } from '../export/domain.js';
import { exportOnnx } from '../export/export-model.js';
import type { ExternalFiles } from '../external/external-files.js';
import type { ModelProto, TensorProto } from '../model/proto.js';
import { readModel } from '../wire/read-model.js';
import type { ImportOptions } from './import-model.js';
import { differenceOf } from './same-model.js';

/** The module that a file carries, or undefined: it carries none, or one that the graph does not bear out (reported). */
export function restoreModule(
  model: ModelProto,
  source: ByteSource,
  external: ExternalFiles,
  options: ImportOptions,
): Module | undefined {
  const text = model.metadata.find(({ key }) => key === MODULE_KEY)?.value;
  // Who binds inputs, or states other sizes, wants another module.
  if (text === undefined || options.freeSizes || options.bindInput) return undefined;
  const file = new CarriedModule(model, source, external);
  const restored = file.restore(text);
  if (typeof restored !== 'string') return narrowed(restored, options.dims);
  const location = { kind: 'file', file: source.name } as const;
  options.diagnostics.report(codes.editedModule, { problem: restored }, { location });
  return undefined;
}

class CarriedModule {
  readonly #model: ModelProto;
  readonly #source: ByteSource;
  readonly #external: ExternalFiles;
  /** Initializers whose numbers the text leaves to the file. */
  readonly #elided = new Set<string>();

  constructor(model: ModelProto, source: ByteSource, external: ExternalFiles) {
    this.#model = model;
    this.#source = source;
    this.#external = external;
  }

  /** The module, or what is wrong with it. */
  restore(text: string): Module | string {
    const diagnostics = new Diagnostics();
    const tensors = new Map(this.#model.graph?.initializer.map((proto) => [proto.name, proto]));
    const elided = (place: string, form: StoredForm) => {
      const proto = tensors.get(place);
      const tensor = proto && this.#decode(proto, this.#source);
      this.#elided.add(place);
      return tensor?.elem === form.elem && String(tensor.shape) === String(form.shape) ? tensor : undefined;
    };
    const module = parseModule(text, { file: this.#source.name, registry: ops, diagnostics, elided });
    const sound = module && verifyModule(module, diagnostics);
    if (!sound) return diagnostics.list[0]?.message ?? 'the text of its module is not one';
    return this.#change(module) ?? module;
  }

  /** What differs between the file and what the module would be written as; undefined when nothing does. */
  #change(module: Module): string | undefined {
    const diagnostics = new Diagnostics();
    const written = exportOnnx(module, { diagnostics, file: this.#source.name });
    const again = memorySource('again', written?.bytes ?? new Uint8Array());
    const expected = written && readModel(again, diagnostics);
    if (!expected) return diagnostics.list[0]?.message ?? 'its module cannot be written';
    return differenceOf(expected, this.#model, (a, b) => {
      if (a.name !== '' && this.#elided.has(a.name)) return true;
      const [left, right] = [this.#decode(a, again), this.#decode(b, this.#source)];
      return left !== undefined && right !== undefined && tensorsEqual(left, right);
    });
  }

  #decode(proto: TensorProto, source: ByteSource): Tensor | undefined {
    const what = `initializer "${proto.name}"`;
    return decodeTensor(proto, { source, external: this.#external, what, diagnostics: new Diagnostics() });
  }
}

/** The module with the sizes that the caller asks for. */
function narrowed(module: Module, dims: ImportOptions['dims']): Module {
  const fixed = new Map<string, number>();
  const main = module.funcs.get('main');
  for (const [symbol, range] of main?.ranges ?? []) {
    const asked = dims?.(symbol);
    if (!main || !asked) continue;
    const both: DimRange = { lo: Math.max(range.lo, asked.lo), hi: Math.min(range.hi, asked.hi) };
    if (both.lo === both.hi) fixed.set(symbol, both.lo);
    else if (both.lo < both.hi) setRange(main, symbol, both);
  }
  if (fixed.size > 0) for (const func of module.funcs.values()) substituteSymbols(func, (name) => fixed.get(name));
  return module;
}
