// Dims as JSON: a number, a symbol's name as a string, or [operation, ...arguments]. For manifests and notes in binaries.

import { mul, sum } from './arithmetic.js';
import { floorDiv, mod } from './division.js';
import { type Dim, type DimAtom, symbol } from './expr.js';
import { max, min } from './extremum.js';

export type DimJson = number | string | readonly [string, ...DimJson[]];

function atomToJson(atom: DimAtom): DimJson {
  switch (atom.kind) {
    case 'symbol':
      return atom.name;
    case 'let':
      // A reader that does not know the name refuses it, which is better than a manifest of a million characters.
      return atom.key;
    case 'div':
    case 'mod':
      return [atom.kind, toJson(atom.left), toJson(atom.right)];
    case 'max':
    case 'min':
      return [atom.kind, ...atom.args.map(toJson)];
  }
}

/** Operations: `+` and `*` (any number of arguments), `div` (towards minus infinity), `mod`, `max`, `min`. */
export function toJson(d: Dim): DimJson {
  if (typeof d === 'number') return d;
  const terms = d.terms.map(({ coeff, atoms }): DimJson => {
    const factors = [...(coeff === 1 ? [] : [coeff]), ...atoms.map(atomToJson)];
    const [only] = factors;
    return factors.length === 1 && only !== undefined ? only : ['*', ...factors];
  });
  if (d.constant !== 0) terms.push(d.constant);
  const [only] = terms;
  return terms.length === 1 && only !== undefined ? only : ['+', ...terms];
}

const deepest = 200;

/** The dim that `toJson` wrote, or undefined when the value is not one (it may come from a damaged file). */
export function fromJson(json: unknown, depth = 0): Dim | undefined {
  if (typeof json === 'number') return Number.isSafeInteger(json) ? json : undefined;
  if (typeof json === 'string') return json === '' ? undefined : symbol(json);
  if (!Array.isArray(json) || depth > deepest) return undefined;
  const [operation, ...rest] = json as unknown[];
  const args: Dim[] = [];
  for (const item of rest) {
    const arg = fromJson(item, depth + 1);
    if (arg === undefined) return undefined;
    args.push(arg);
  }
  const [left, right] = args;
  if (left === undefined) return undefined;
  if (operation === '+') return sum(args);
  if (operation === '*') return args.reduce(mul);
  if (operation === 'max') return max(...args);
  if (operation === 'min') return min(...args);
  if (right === undefined || args.length !== 2) return undefined;
  if (operation === 'div') return floorDiv(left, right);
  return operation === 'mod' ? mod(left, right) : undefined;
}
