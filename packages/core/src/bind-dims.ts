// Binds the symbols of declared shapes to the sizes actually given, and checks every dim against them.

import { type Dim, evaluate, printDim, substitute } from './dim/index.js';

export interface DeclaredShape {
  readonly name: string;
  readonly shape: readonly Dim[];
}

export interface DimBinding {
  readonly bindings: ReadonlyMap<string, number>;
  /** One sentence a mismatch, naming the tensor, the axis and both sizes. */
  readonly problems: readonly string[];
}

/** The value of the only unbound symbol of a dim linear in it, or undefined. */
function solve(
  d: Dim,
  size: number,
  bindings: ReadonlyMap<string, number>,
): { symbol: string; value: number } | undefined {
  const partial = substitute(d, (name) => bindings.get(name));
  if (typeof partial === 'number' || partial.terms.length !== 1) return undefined;
  const [term] = partial.terms;
  const [atom] = term?.atoms ?? [];
  if (term?.atoms.length !== 1 || atom?.kind !== 'symbol') return undefined;
  const value = (size - partial.constant) / term.coeff;
  return Number.isInteger(value) && value >= 0 ? { symbol: atom.name, value } : undefined;
}

/** The name of the symbol when `d` is nothing but one. */
function bareSymbol(d: Dim): string | undefined {
  if (typeof d === 'number' || d.constant !== 0 || d.terms.length !== 1) return undefined;
  const [term] = d.terms;
  const [atom] = term?.atoms ?? [];
  return term?.coeff === 1 && term.atoms.length === 1 && atom?.kind === 'symbol' ? atom.name : undefined;
}

/**
 * Solves for the symbols of `declared` from `actual` shapes. Dims that are one symbol bind first, linear ones after; every
 * dim is then checked.
 */
export function bindDims(
  declared: readonly DeclaredShape[],
  actual: (name: string) => readonly number[] | undefined,
): DimBinding {
  const bindings = new Map<string, number>();
  const problems: string[] = [];
  const pairs: { name: string; axis: number; declared: Dim; size: number }[] = [];
  for (const { name, shape } of declared) {
    const given = actual(name);
    if (!given) continue;
    if (given.length !== shape.length) {
      problems.push(`${name} has rank ${given.length}, declared ${shape.length} ([${shape.map(printDim).join(', ')}])`);
      continue;
    }
    shape.forEach((d, axis) => pairs.push({ name, axis, declared: d, size: given[axis] ?? 0 }));
  }
  for (const pair of pairs) {
    const name = bareSymbol(pair.declared);
    if (name !== undefined && !bindings.has(name)) bindings.set(name, pair.size);
  }
  for (let progress = true; progress; ) {
    progress = false;
    for (const pair of pairs) {
      const solved = solve(pair.declared, pair.size, bindings);
      if (solved && !bindings.has(solved.symbol)) {
        bindings.set(solved.symbol, solved.value);
        progress = true;
      }
    }
  }
  for (const pair of pairs) {
    const expected = evaluate(pair.declared, bindings);
    if (expected === pair.size) continue;
    const text = printDim(pair.declared);
    const why = expected === undefined || String(expected) === text ? text : `${text} = ${expected}`;
    problems.push(`${pair.name} has size ${pair.size} on axis ${pair.axis}, declared ${why}`);
  }
  return { bindings, problems };
}
