// Reads the text form of a module (`.gir`). One pass over the tokens, linear in the text; every problem that can be told
// apart is reported with its place, and a text that is refused leaves nothing behind.

import type { Origin } from '@afterglow/core';
import { type ByteSource, checkedBytes, type Diagnostics, type Tensor, tensorDigest } from '@afterglow/core';
import { Cursor, nameOf, parseName, token, tokenSpan } from '@afterglow/syntax';
import { createModule } from '../graph/builder.js';
import type { Module } from '../graph/graph.js';
import { mutable, newConst } from '../graph/mutate.js';
import type { OpRegistry } from '../graph/op-def.js';
import { type StoredForm, storedForm } from '../graph/stored-tensor.js';
import { DIGEST_DIGITS } from './blob-ref.js';
import { girDiagnostics } from './diagnostics.js';
import { NodeTypes } from './node-types.js';
import { FuncParser, MAX_ERRORS, type PendingOrigin } from './parse-func.js';
import { parseOriginEntry } from './parse-origins.js';
import { parseTensor } from './parse-tensor.js';
import { parseType } from './parse-type.js';
import { GIR_VERSION } from './print.js';

export interface ParseOptions {
  /** Name of the text for messages. */
  readonly file: string;
  readonly registry: OpRegistry;
  /** Opens a file by its name relative to the text; only names inside the text's folder are asked for. */
  readonly open?: (file: string) => ByteSource | undefined;
  /**
   * The tensor that stands in the text as `elided(bytes, "place")`, of the element type and shape asked for. Without it such
   * a text is refused (`gir/elided`).
   */
  readonly elided?: (place: string, form: StoredForm) => Tensor | undefined;
  readonly diagnostics: Diagnostics;
}

/** Digests that texts stated, by the tensor that was made from the reference. */
const stated = new WeakMap<Tensor, string>();

class ModuleParser {
  readonly #cursor: Cursor;
  readonly #options: ParseOptions;
  readonly #types: NodeTypes;
  readonly #pending: PendingOrigin[] = [];
  readonly #origins = new Map<string, Origin>();
  readonly #sources = new Map<string, ByteSource | undefined>();

  constructor(cursor: Cursor, options: ParseOptions) {
    this.#cursor = cursor;
    this.#types = new NodeTypes(cursor);
    this.#options = options;
  }

  parse(): Module {
    const cursor = this.#cursor;
    const before = cursor.diagnostics.list.length;
    const flooded = () => cursor.diagnostics.list.length - before > MAX_ERRORS;
    cursor.expectWord('gir');
    const version = cursor.peek();
    if (version.image !== String(GIR_VERSION)) {
      cursor.fail(girDiagnostics.version, { found: version.image, known: GIR_VERSION });
    }
    cursor.next();
    cursor.expectWord('module');
    const module = createModule(parseName(cursor, token.GlobalName));
    cursor.expect(token.LBrace);
    while (cursor.isWord('const') && !flooded()) {
      const start = cursor.index;
      if (cursor.attempt(() => this.#const(module)) === undefined) this.#skip(start, ['const', 'func']);
    }
    while (cursor.isWord('func') && !flooded()) {
      const start = cursor.index;
      if (cursor.attempt(() => this.#func(module)) === undefined) this.#skip(start, ['func']);
    }
    if (flooded()) cursor.fail(girDiagnostics.tooManyErrors, { limit: MAX_ERRORS });
    while (cursor.is(token.TableRef)) parseOriginEntry(cursor, this.#origins);
    if (!cursor.accept(token.RBrace)) cursor.failExpected("'func', '#0 = loc …' or '}'");
    if (!cursor.atEnd) cursor.failExpected('the end of the text');
    this.#resolveOrigins();
    return module;
  }

  /** Goes on to the next of these words, or to the table of origins. */
  #skip(before: number, words: readonly string[]): void {
    const cursor = this.#cursor;
    if (cursor.index === before) cursor.next();
    while (!cursor.atEnd) {
      const tableEntry = cursor.is(token.TableRef) && cursor.is(token.Equals, 1);
      if (tableEntry || words.some((word) => cursor.isWord(word))) return;
      cursor.next();
    }
  }

  #const(module: Module): true {
    const cursor = this.#cursor;
    cursor.expectWord('const');
    const at = cursor.expect(token.ValueName);
    const name = nameOf(cursor, at);
    cursor.expect(token.Colon);
    const typeToken = cursor.peek();
    const type = parseType(cursor);
    const form = type.kind === 'tensor' ? storedForm(type) : undefined;
    if (!form || checkedBytes(form.elem, form.shape) === undefined) {
      const problem = `its type ${type.key} is not a tensor of a known size that can be addressed`;
      return cursor.fail(girDiagnostics.badConst, { name, problem }, tokenSpan(typeToken));
    }
    cursor.expect(token.Equals);
    const tensor = parseTensor(cursor, form, {
      name,
      open: (file) => this.#open(file),
      stated: (blob, digest) => stated.set(blob, digest),
      elided: this.#options.elided,
    });
    if (module.consts.has(name)) {
      return cursor.fail(girDiagnostics.redefined, { what: 'constant', name: `%${name}` }, tokenSpan(at));
    }
    newConst(module, name, type, tensor);
    return true;
  }

  /** Each file is opened once, so that tensors of one file share their source. */
  #open(file: string): ByteSource | undefined {
    if (!this.#sources.has(file)) this.#sources.set(file, this.#options.open?.(file));
    return this.#sources.get(file);
  }

  #func(module: Module): true {
    const cursor = this.#cursor;
    cursor.expectWord('func');
    const at = cursor.expect(token.GlobalName);
    const name = nameOf(cursor, at);
    if (module.funcs.has(name)) {
      cursor.report(girDiagnostics.redefined, { what: 'function', name: `@${name}` }, tokenSpan(at));
    }
    new FuncParser(cursor, this.#options.registry, this.#types, module, name, this.#pending).parse();
    return true;
  }

  #resolveOrigins(): void {
    for (const { node, ref } of this.#pending) {
      const origin = this.#origins.get(ref.image);
      if (origin) mutable.node(node).origin = origin;
      else this.#cursor.report(girDiagnostics.undefinedOrigin, { ref: ref.image }, tokenSpan(ref));
    }
  }
}

/** The module that `text` describes, or undefined with the problems reported. Never throws, whatever the text. */
export function parseModule(text: string, options: ParseOptions): Module | undefined {
  const { diagnostics, file } = options;
  const before = diagnostics.list.length;
  const cursor = Cursor.of({ file, text }, diagnostics);
  const module = cursor?.attempt(() => new ModuleParser(cursor, options).parse());
  const failed = diagnostics.list.slice(before).some((entry) => entry.severity === 'error');
  return failed ? undefined : module;
}

/** Compares the digests that the text stated with the bytes in the files: reads all weights once. True when all agree. */
export function verifyBlobs(module: Module, diagnostics: Diagnostics): boolean {
  let ok = true;
  for (const [name, value] of module.consts) {
    let tensor = value.def.kind === 'const' ? value.def.tensor : undefined;
    while (tensor?.storage.kind === 'converted') tensor = tensor.storage.from;
    const written = tensor && stated.get(tensor);
    if (!tensor || written === undefined) continue;
    const found = tensorDigest(tensor);
    if (found.startsWith(written)) continue;
    ok = false;
    diagnostics.report(girDiagnostics.digestMismatch, { name, written, found: found.slice(0, DIGEST_DIGITS) });
  }
  return ok;
}
