// Turns the pick of one constant position into a slice, which is a plain move on every target. Tables of a stacked
// recommendation model read their indices and offsets in this way.
//
//   %k = gather(%stacked, 3) {axis = 0}                           stacked [T, N]
//   →
//   %s = slice(%stacked) {axes = [0], starts = [3], ends = [4], steps = [1]}
//   %k = reshape(%s) {shape = [N]}
//
// Only where the position is provably inside: a gather out of range is an error, a slice would clamp.

import { type Dim, dim } from '@afterglow/core';
import type { Node, Value } from '@afterglow/ir';
import { standsFor } from './build-bag.js';
import { axisOf, intAttr, knownScalar, rankOf, shapeOf } from './look.js';
import { type Decline, decline, raiseRule } from './rule.js';

interface ConstantPick {
  readonly gather: Node;
  readonly source: Value;
  readonly axis: number;
  readonly start: Dim;
  readonly shape: readonly Dim[];
}

function match(gather: Node): ConstantPick | Decline | undefined {
  const [source, position] = gather.operands;
  const shape = shapeOf(source);
  if (!source || !position || !shape || rankOf(position) !== 0) return undefined;
  // Constants fold, and entries of vectors are index arithmetic.
  if (source.def.kind === 'const' || shape.length < 2) return undefined;
  const index = knownScalar(position);
  if (typeof index !== 'number') return undefined;
  const axis = axisOf(intAttr(gather, 'axis'), shape.length);
  const size = shape[axis];
  if (size === undefined) return undefined;
  const least = dim.dimRange(size, gather.func.ranges).lo;
  if (index >= least || index < -least) return decline(`position ${index} is not provably inside the axis`);
  const start = index < 0 ? dim.add(size, index) : index;
  return { gather, source, axis, start, shape: shape.filter((_, i) => i !== axis) };
}

export const constantPick = raiseRule({
  name: 'constant-pick-to-slice',
  summary: 'the pick of one constant position is a slice',
  roots: ['gather'],
  match,
  build({ gather, source, axis, start, shape }, rewriter) {
    const builder = rewriter.before(gather);
    const piece = builder.value('slice', [source], {
      axes: [axis],
      starts: [start],
      ends: [dim.add(start, 1)],
      steps: [1],
    });
    return standsFor(gather, [builder.value('reshape', [piece], { shape })], rewriter);
  },
});
