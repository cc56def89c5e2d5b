// Data of tensors that live beside the model: entry → checked path → checked range → a source, opened once a file.

import type { ByteSource, Diagnostics, Location } from '@afterglow/core';
import { tensorDiagnostics as codes } from '../diagnostics/tensor.js';
import { wireDiagnostics } from '../diagnostics/wire.js';
import type { TensorProto } from '../model/proto.js';
import { externalPathFault } from './external-path.js';

export type OpenExternal = (relativePath: string) => ByteSource | undefined;

const KNOWN_KEYS = new Set(['location', 'offset', 'length']);
const MAX_INT64 = 2n ** 63n - 1n;

export class ExternalFiles {
  readonly #open: OpenExternal;
  readonly #opened = new Map<string, ByteSource | undefined>();
  readonly #warned = new Set<string>();

  constructor(open: OpenExternal) {
    this.#open = open;
  }

  /** Where the `bytes` bytes of an external tensor are, or undefined after a report. */
  locate(
    proto: TensorProto,
    bytes: bigint,
    what: string,
    diagnostics: Diagnostics,
    location: Location,
  ): { readonly source: ByteSource; readonly offset: number } | undefined {
    const entries = new Map(proto.externalData.map((entry) => [entry.key, entry.value]));
    const extras = { location };
    for (const key of entries.keys()) {
      if (KNOWN_KEYS.has(key) || this.#warned.has(key)) continue;
      this.#warned.add(key);
      diagnostics.report(wireDiagnostics.ignoredField, { what: `external data key "${key}"`, count: 1 }, extras);
    }
    const path = entries.get('location') ?? '';
    const fault = externalPathFault(path);
    if (fault === 'escape') diagnostics.report(codes.externalEscape, { what, path }, extras);
    else if (fault === 'absolute') diagnostics.report(codes.externalAbsolute, { what, path }, extras);
    else if (fault) {
      const problem = path === '' ? 'it has no location' : `${JSON.stringify(path)} is not the path of a file`;
      diagnostics.report(codes.externalEntry, { what, problem }, extras);
    }
    if (fault) return undefined;

    const offset = decimal(entries.get('offset') ?? '0');
    const length = decimal(entries.get('length') ?? String(bytes));
    if (offset === undefined || length === undefined) {
      const problem = `${offset === undefined ? 'offset' : 'length'} is not a decimal number of bytes`;
      diagnostics.report(codes.externalEntry, { what, problem }, extras);
      return undefined;
    }
    if (offset + length > MAX_INT64 || offset + length > BigInt(Number.MAX_SAFE_INTEGER)) {
      diagnostics.report(codes.externalRange, { what, path, offset, length }, extras);
      return undefined;
    }
    if (length !== bytes) {
      const problem = `length is ${length} bytes, but the type needs ${bytes}`;
      diagnostics.report(codes.externalEntry, { what, problem }, extras);
      return undefined;
    }
    const source = this.#file(path);
    if (!source) {
      diagnostics.report(codes.externalMissing, { what, path }, extras);
      return undefined;
    }
    if (offset + length > BigInt(source.size)) {
      diagnostics.report(codes.externalRange, { what, path, offset, length, size: source.size }, extras);
      return undefined;
    }
    return { source, offset: Number(offset) };
  }

  #file(path: string): ByteSource | undefined {
    if (!this.#opened.has(path)) this.#opened.set(path, this.#open(path));
    return this.#opened.get(path);
  }
}

function decimal(text: string): bigint | undefined {
  return /^\d{1,30}$/.test(text) ? BigInt(text) : undefined;
}
