// The command line's side of conformance runs: folders of the file system, and a subject that compiles a case for a
// backend in memory and runs it.

import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Directory, LoadedModel, LoadMode, Port, Refusal, Subject } from '@afterglow/backend-api';
import type { TensorInfo } from '@afterglow/bundle';
import { openFolder } from '@afterglow/bundle/node';
import { type CompileOptions, compile, type ModelInput } from '@afterglow/compiler';
import { type Diagnostic, Diagnostics } from '@afterglow/core';
import { decodeValueProto } from '@afterglow/onnx';
import { loadNetwork } from '@afterglow/runtime';
import { EXIT, exitCodeOf } from './exit-code.js';
import { typeOfInfo } from './type-of-info.js';
import { verifyBundle } from './verify-bundle.js';

/** A folder on disk as conformance discovery sees it. Files stay open until `close`. */
export function diskDirectory(path: string, opened: { close(): void }[] = []): Directory & { close(): void } {
  let folder: ReturnType<typeof openFolder> | undefined;
  return {
    name: basename(resolve(path)),
    list() {
      const entries = readdirSync(path, { withFileTypes: true });
      const names = (keep: (entry: (typeof entries)[number]) => boolean) =>
        entries.filter(keep).map(({ name }) => name);
      return { files: names((entry) => entry.isFile()), folders: names((entry) => entry.isDirectory()) };
    },
    folder: (name) => diskDirectory(join(path, name), opened),
    open(name) {
      if (!folder) {
        folder = openFolder(path);
        opened.push(folder);
      }
      return folder.open(name);
    },
    close() {
      for (const each of opened.splice(0)) each.close();
    },
  };
}

function inOneLine(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(({ code, message }) => `${code}: ${message}`).join('; ');
}

/** Unsupported when that is all that is wrong; the reasons in one line. */
function refusal(diagnostics: readonly Diagnostic[]): Refusal {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return { kind: exitCodeOf(diagnostics) === EXIT.unsupported ? 'unsupported' : 'error', reason: inOneLine(errors) };
}

/** Above every size of a recorded case, on a target that plans no memory for the bound. */
const WIDE = { lo: 0, hi: 1 << 20 };
/** The default bound of a size, on one that does. */
const NARROW = { lo: 0, hi: 64 };

/** How the importer takes the inputs in a mode; notes the positions of those that become constants. */
function importing(
  mode: LoadMode,
  target: string | undefined,
  constants: Set<number>,
): NonNullable<ModelInput['inputs']> {
  if (mode.kind === 'symbolic') return { freeSizes: target === 'interpreter' ? WIDE : NARROW };
  if (mode.kind !== 'folded') return {};
  return {
    bindInput(index, type) {
      const tensor = mode.input(index, type);
      if (tensor) constants.add(index);
      return tensor;
    },
  };
}

/** The inputs that are left, each with its position in the graph. */
function withPositions(infos: readonly TensorInfo[], constants: ReadonlySet<number>): Port[] {
  let index = -1;
  return infos.map((info) => {
    do index++;
    while (constants.has(index));
    return { name: info.name, type: typeOfInfo(info), index };
  });
}

/** Compiles and runs cases with `options`; a case whose programs cannot be shown to be sound fails. */
export function compileSubject(options: CompileOptions): Subject {
  return {
    decode(bytes, type) {
      const diagnostics = new Diagnostics();
      const value = decodeValueProto(bytes, type, diagnostics);
      return diagnostics.hasErrors ? undefined : value;
    },
    async load(source, folder, _name, mode): Promise<LoadedModel | Refusal> {
      const constants = new Set<number>();
      const inputs = importing(mode, options.target, constants);
      const input = { name: 'model.onnx', source, open: (file: string) => folder.open(file), inputs };
      const compiled = await compile(input, { ...options, undeclaredShape: mode.undeclaredShape });
      if (!compiled.ok) return refusal(compiled.diagnostics);
      const bundle = compiled.value.bundle?.inMemory();
      if (!bundle) return { kind: 'error', reason: 'nothing was compiled' };
      const findings = new Diagnostics();
      await verifyBundle(bundle, findings);
      if (findings.list.length > 0) return { kind: 'fail', reason: inOneLine(findings.list) };
      const network = await loadNetwork(bundle, { workers: 0 });
      if (!network.ok) return refusal(network.diagnostics);
      const { manifest, run, close } = network.value;
      return {
        kind: 'ready',
        inputs: withPositions(manifest.inputs, constants),
        outputs: manifest.outputs.map((info) => ({ name: info.name, type: typeOfInfo(info) })),
        async run(inputs) {
          const result = await run(inputs);
          return result.ok
            ? { kind: 'outputs', outputs: [...result.value.outputs.values()] }
            : refusal(result.diagnostics);
        },
        close: () => void close(),
      };
    },
  };
}
