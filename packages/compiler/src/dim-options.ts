// `--dim` options: parsing, and matching against the symbols of a function.

import { type Diagnostics, type DimRange, dim } from '@afterglow/core';
import { type Func, type Module, setRange, substituteSymbols } from '@afterglow/ir';
import { compilerDiagnostics } from './diagnostics.js';
import type { CompileOptions, DimOption } from './options.js';

/** Parses `name=4`, `name=1..64`, `pattern*=0..4096`; a problem is reported. */
export function parseDimOption(text: string, diagnostics: Diagnostics): DimOption | undefined {
  const match = /^([^=]+)=(\d{1,15})(?:\.\.(\d{1,15}))?$/.exec(text.trim());
  const [lo, hi] = [Number(match?.[2]), Number(match?.[3] ?? match?.[2])];
  if (!match || lo > hi) {
    diagnostics.report(compilerDiagnostics.badDim, { text });
    return undefined;
  }
  return { pattern: (match[1] ?? '').trim(), lo, hi };
}

/** Whether a pattern with `*` for any run of characters matches a name. */
export function matches(pattern: string, name: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`).test(name);
}

function printRange({ lo, hi }: DimRange): string {
  if (lo === hi) return String(lo);
  return `${lo}..${hi === Number.POSITIVE_INFINITY ? '' : hi}`;
}

/** The `--dim` options of a compilation, and which free dims of the model they were matched against. */
export class DimOptions {
  readonly #options: readonly DimOption[];
  readonly #asked = new Set<string>();
  readonly #onMatch: CompileOptions['onDimMatch'];

  constructor(options: readonly DimOption[], onMatch?: CompileOptions['onDimMatch']) {
    this.#options = options;
    this.#onMatch = onMatch;
  }

  /** The range asked for a free dim of an ONNX model, by the name it has there; the last matching option counts. */
  readonly rangeOf = (symbol: string): DimRange | undefined => {
    this.#asked.add(symbol);
    const option = this.#options.findLast(({ pattern }) => matches(pattern, symbol));
    return option && { lo: option.lo, hi: option.hi };
  };

  /** Whether an option names this free dim. */
  has(symbol: string): boolean {
    return this.#options.some(({ pattern }) => matches(pattern, symbol));
  }

  /**
   * Narrows the symbols that the importer was not asked about: those of a `.gir` file, and those it made itself. A range of
   * one size replaces the symbol by that number. Options that widen a declared range are reported, and those that match nothing where nobody listens.
   */
  apply(module: Module, func: Func, diagnostics: Diagnostics): void {
    const known = new Set([...this.#asked, ...func.ranges.keys()]);
    for (const option of this.#options) {
      const names = [...known].filter((name) => matches(option.pattern, name));
      const text = `${option.pattern}=${printRange(option)}`;
      if (this.#onMatch) this.#onMatch(option, names);
      else if (names.length === 0) {
        diagnostics.report(compilerDiagnostics.unusedDim, { text, known: freeDims(func).join(', ') || 'none' });
      }
      for (const name of names) if (!this.#asked.has(name)) narrow(func, name, option, diagnostics);
    }
    const fixed = new Map([...func.ranges].filter(([, { lo, hi }]) => lo === hi).map(([name, { lo }]) => [name, lo]));
    if (fixed.size > 0) for (const each of module.funcs.values()) substituteSymbols(each, (name) => fixed.get(name));
  }
}

/** Free dims as a user of the model knows them: those of its inputs. */
function freeDims(func: Func): string[] {
  const found = new Set<string>();
  for (const { type } of func.body.params) {
    if (type.kind === 'tensor') for (const size of type.shape) dim.symbolsOf(size, found);
  }
  return [...found];
}

function narrow(func: Func, name: string, option: DimOption, diagnostics: Diagnostics): void {
  const declared = func.ranges.get(name) ?? { lo: 0, hi: Number.POSITIVE_INFINITY };
  if (option.lo >= declared.lo && option.hi <= declared.hi) setRange(func, name, { lo: option.lo, hi: option.hi });
  else {
    const params = { name, given: printRange(option), declared: printRange(declared) };
    diagnostics.report(compilerDiagnostics.dimOutOfRange, params);
  }
}

/**
 * Upper bound of a size on the host, which plans no memory for it: more than models are run with. A model whose arithmetic
 * bounds a size by more (some clip a batch to a billion) has said nothing about it.
 */
export const HOST_BOUND = 2 ** 20;

/** Upper bound a symbol gets when neither the model nor an option states one. */
export function defaultBound(isLookupCount: boolean, onHost: boolean): number {
  if (onHost) return HOST_BOUND;
  return isLookupCount ? 4096 : 64;
}

/** Symbols of `func` that size a list of embedding lookups, and nothing else. */
export function lookupCounts(func: Func): Set<string> {
  const counts = new Set<string>();
  const others = new Set<string>();
  for (const param of func.body.params) {
    if (param.type.kind !== 'tensor') continue;
    const inner = param.type.shape[param.type.shape.length - 1];
    const list = param.type.shape.length > 0 && readsAsLookups(param);
    for (const d of param.type.shape) {
      for (const name of dim.symbolsOf(d)) (list && d === inner ? counts : others).add(name);
    }
  }
  for (const name of others) counts.delete(name);
  return counts;
}

/** True when every reader uses the value as indices or weights of an embedding bag, views and slices in between. */
function readsAsLookups(value: Func['body']['params'][number], depth = 0): boolean {
  if (value.uses.size === 0 || depth > 8) return false;
  const views = new Set(['slice', 'reshape', 'squeeze', 'unsqueeze', 'cast', 'split', 'identity']);
  return [...value.uses].every((use) => {
    if (use.kind !== 'operand') return false;
    if (use.node.op.name === 'embedding_bag') return use.index === 1 || use.index === 3;
    return views.has(use.node.op.name) && use.node.results.every((result) => readsAsLookups(result, depth + 1));
  });
}
