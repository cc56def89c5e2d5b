// Sizes behind symbols during a run. A symbol gets its number from the first value whose shape names it; every later
// shape is checked against it.

import { type DimRange, dim, type HostValue } from '@afterglow/core';
import { printType, type Type } from '@afterglow/ir';
import { printShape } from '../data/shape.js';
import { interpreterDiagnostics } from '../diagnostics.js';
import { fault } from '../fault.js';

type Dim = Parameters<typeof dim.printDim>[0];

/** Symbols of one scope; a region's scope starts as a copy of the one around it. */
export type Bindings = Map<string, number>;

/** The only unbound symbol of a linear dim and the number that makes it `size`. */
function solve(d: Dim, size: number, bindings: Bindings): { name: string; value: number } | undefined {
  const rest = dim.substitute(d, (name) => bindings.get(name));
  if (typeof rest === 'number' || rest.terms.length !== 1) return undefined;
  const { coeff, atoms } = rest.terms[0];
  const [atom] = atoms;
  if (atoms.length !== 1 || atom.kind !== 'symbol') return undefined;
  const value = (size - rest.constant) / coeff;
  return Number.isInteger(value) && value >= 0 ? { name: atom.name, value } : undefined;
}

/** Dims that could not be decided yet because they have more than one unbound symbol. */
export interface OpenDim {
  readonly value: string;
  readonly type: Type;
  readonly dim: Dim;
  readonly axis: number;
  readonly shape: readonly number[];
}

function mismatch(open: OpenDim, why: string): never {
  fault(interpreterDiagnostics.shapeMismatch, {
    value: open.value,
    declared: printType(open.type),
    got: printShape(open.shape),
    why,
  });
}

/** Binds or checks one dim. False: nothing can be said yet. */
function settle(open: OpenDim, bindings: Bindings, ranges: ReadonlyMap<string, DimRange>): boolean {
  const size = open.shape[open.axis];
  const known = dim.evaluate(open.dim, bindings);
  const text = dim.printDim(open.dim);
  if (known !== undefined) {
    const shown = text === String(known) ? text : `${text} = ${known}`;
    if (known !== size) mismatch(open, `axis ${open.axis} must be ${shown}, is ${size}`);
    return true;
  }
  const solved = solve(open.dim, size, bindings);
  if (!solved) {
    const rest = dim.substitute(open.dim, (name) => bindings.get(name));
    if (dim.symbolsOf(rest).size === 1 && typeof rest !== 'number' && isLinear(rest)) {
      mismatch(open, `axis ${open.axis} must be ${text}, which is never ${size}`);
    }
    return false;
  }
  const range = ranges.get(solved.name);
  if (range && (solved.value < range.lo || solved.value > range.hi)) {
    mismatch(open, `${solved.name} = ${solved.value} is outside ${range.lo}..${range.hi}`);
  }
  bindings.set(solved.name, solved.value);
  return true;
}

function isLinear(rest: Exclude<Dim, number>): boolean {
  return rest.terms.length === 1 && rest.terms[0].atoms.length === 1 && rest.terms[0].atoms[0].kind === 'symbol';
}

/** What an optional holds, or the value itself. Sizes of items in sequences bind nothing: reading an item does. */
function contentOf(type: Type, value: HostValue): { type: Type; value: HostValue | undefined } {
  if (type.kind !== 'optional' || !('kind' in value) || value.kind !== 'optional') return { type, value };
  return value.value ? contentOf(type.of, value.value) : { type, value: undefined };
}

/** Binds and checks the shapes of tensors against their types. */
export function bindShapes(
  values: readonly { readonly name: string; readonly type: Type; readonly value: HostValue }[],
  bindings: Bindings,
  ranges: ReadonlyMap<string, DimRange>,
): void {
  let open: OpenDim[] = [];
  for (const { name, type: whole, value: held } of values) {
    const { type, value } = contentOf(whole, held);
    if (type.kind !== 'tensor' || !value || 'kind' in value) continue;
    const { shape } = value;
    if (shape.length !== type.shape.length) {
      fault(interpreterDiagnostics.shapeMismatch, {
        value: name,
        declared: printType(type),
        got: printShape(shape),
        why: `the rank must be ${type.shape.length}, is ${shape.length}`,
      });
    }
    type.shape.forEach((d, axis) => {
      // Most sizes are known or bound by now: those need no second look.
      const known = typeof d === 'number' ? d : undefined;
      if (known !== shape[axis]) open.push({ value: name, type, dim: d, axis, shape });
    });
  }
  if (open.length === 0) return;
  // Bare symbols first, so that expressions find them bound; then again while anything moves.
  open.sort((a, b) => Number(!isBare(a.dim)) - Number(!isBare(b.dim)));
  for (let before = -1; open.length !== before; ) {
    before = open.length;
    open = open.filter((entry) => !settle(entry, bindings, ranges));
  }
}

function isBare(d: Dim): boolean {
  return typeof d !== 'number' && d.constant === 0 && isLinear(d) && d.terms[0].coeff === 1;
}
