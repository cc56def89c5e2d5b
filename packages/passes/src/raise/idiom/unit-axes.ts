// Axes of size one. Exporters reduce with or without them and put them back by a reshape later, so statistics of rows are
// followed through any reshape that only adds or drops such axes.
// Invariant: looking through never changes the order of elements; the shape that counts is checked where rows are used.

import { producer, type Shape, type Value } from '@afterglow/ir';
import { axisOf, intsAttr, madeBy, rankOf, sameShape, shapeOf, strip } from '../look.js';

function withoutUnits(shape: Shape): Shape {
  return shape.filter((size) => size !== 1);
}

/** The value seen through reshapes that only add or drop axes of size one. */
export function throughUnitAxes(value: Value): Value {
  let at = strip(value);
  for (let node = producer(at); node && RESHAPES.has(node.op.name); node = producer(at)) {
    const [source] = node.operands;
    const [before, after] = [shapeOf(source), shapeOf(at)];
    if (!source || !before || !after || !sameShape(withoutUnits(before), withoutUnits(after))) return at;
    at = strip(source);
  }
  return at;
}

const RESHAPES: ReadonlySet<string> = new Set(['reshape', 'squeeze', 'unsqueeze']);

/** What a value reduces, over which axes (counted from the front, in order). */
export interface Reduction {
  readonly source: Value;
  readonly axes: readonly number[];
}

/** The reduction of kind `op` that a value is, axes of size one aside. */
export function reductionIn(value: Value, op: string): Reduction | undefined {
  const node = madeBy(throughUnitAxes(value), op);
  const [source] = node?.operands ?? [];
  const rank = rankOf(source);
  if (!node || !source || rank === undefined) return undefined;
  const given = intsAttr(node, 'axes').map((axis) => axisOf(axis, rank));
  const axes = given.length === 0 ? Array.from({ length: rank }, (_, i) => i) : given.sort((a, b) => a - b);
  return { source: strip(source), axes };
}

/** True when the rows broadcast against `x` as one number for each run over `axes`. */
export function standsForRows(rows: Value, x: Value, axes: readonly number[]): boolean {
  const shape = shapeOf(x);
  return (
    shape !== undefined &&
    sameShape(
      shapeOf(rows),
      shape.map((size, axis) => (axes.includes(axis) ? 1 : size)),
    )
  );
}

/** The first of `axes` where they are the last ones of a rank, in order. */
export function trailingAxis(axes: readonly number[], rank: number): number | undefined {
  const first = rank - axes.length;
  return axes.length > 0 && axes.every((axis, i) => axis === first + i) ? first : undefined;
}
