// A scale or bias behind a norm whose result was turned back goes before the turn, where it becomes part of the norm.
//
//   %n = layer_norm(%t, ones) {axis = 2}                     %t [N, 256, 512]
//   %b = transpose(%n) {perm = [0, 2, 1]}
//   %y = mul(%b, %g)                                         const %g : f32[512, 1]
//   →
//   %p = mul(%n, const %g' : f32[1, 1, 512])
//   %y = transpose(%p) {perm = [0, 2, 1]}
//
// A turn only moves down, past one node a time, so the rule ends.

import { type Node, producer, type Value } from '@afterglow/ir';
import { hasOneReader } from '../../basic/look.js';
import { defineRule } from '../../manager/rule.js';
import { originOf, type Parts, wholePattern } from '../idiom/parts.js';
import { axisOf, intAttr, intsAttr, rankOf, shapeOf } from '../look.js';
import { inverseOf, turned, widenedShape } from './turned.js';

interface Turned extends Parts {
  readonly norm: Node;
  readonly perm: readonly number[];
  readonly by: Value;
}

const NORMS: ReadonlySet<string> = new Set(['layer_norm', 'rms_norm']);

function match(root: Node): Turned | undefined {
  const [a, b] = root.operands;
  for (const [value, by] of [
    [a, b],
    [b, a],
  ]) {
    const turn = producer(value);
    const norm = producer(turn?.operands[0]);
    if (!by || turn?.op.name !== 'transpose' || !norm || !NORMS.has(norm.op.name)) continue;
    if (by.def.kind !== 'const' || turn.results[0]?.type !== root.results[0]?.type) continue;
    return { root, nodes: new Set([norm, turn]), norm, perm: intsAttr(turn, 'perm'), by };
  }
  return undefined;
}

/** True when, turned, it is one number for each normalised element: a scale or a bias. */
function isOfRows({ norm, perm, by }: Turned): boolean {
  const rank = rankOf(norm.results[0]) ?? 0;
  const shape = widenedShape(shapeOf(by) ?? [], rank);
  const inNorm = inverseOf(perm).map((axis) => shape[axis]);
  return inNorm.slice(0, axisOf(intAttr(norm, 'axis'), rank)).every((size) => size === 1);
}

export const turnedAffine = defineRule<Turned>({
  name: 'turned-norm-affine',
  summary: 'a scale or bias behind a norm that was turned back goes before the turn',
  root: ['mul', 'add'],
  match,
  where: [
    { if: isOfRows, because: 'what follows the norm differs between rows' },
    { if: ({ norm }) => norm.results.every(hasOneReader), because: 'the result is read elsewhere, too' },
    ...wholePattern,
  ],
  build(found, rewriter) {
    const { root, norm, perm, by } = found;
    const builder = rewriter.before(root, originOf('turned-norm-affine', found));
    const made = builder.value(root.op.name, [norm.results[0], turned(builder, by, inverseOf(perm))]);
    return builder.value('transpose', [made], { perm });
  },
});
