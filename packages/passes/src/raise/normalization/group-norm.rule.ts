// Raises group norm from a normalisation of groups as if each were one channel.
//
//   %g = reshape(%x) {shape = [N, 8, 4 * H * W]}             x [N, 32, H, W]
//   %n = instance_norm(%g, ones, zeros)                      or layer_norm over the last axis
//   %y = reshape(%n) {shape = [N, 32, H, W]}
//   →
//   %y = group_norm(%x, ones, zeros) {groups = 8}
//
// Scale and bias of channels come in by `affine.rules.ts`. Ends: every application removes two reshapes.

import type { Node, Value } from '@afterglow/ir';
import { uniformConst } from '../../basic/look.js';
import { defineRule } from '../../manager/rule.js';
import { originOf, type Parts, wholePattern } from '../idiom/parts.js';
import { axisOf, intAttr, madeBy, rankOf, sameShape, shapeOf, strip } from '../look.js';
import { channelConst } from './affine.rules.js';
import { normOf } from './normalize.rule.js';

interface GroupNorm extends Parts {
  readonly x: Value;
  readonly norm: Node;
}

/** True when two shapes differ in spatial axes only. */
function keepsChannels(a: Value | undefined, b: Value | undefined): boolean {
  const [before, after] = [shapeOf(a), shapeOf(b)];
  if (!before || !after || before.length < 3 || after.length < 3) return false;
  return before[0] === after[0] && before[1] === after[1];
}

function match(root: Node): GroupNorm | undefined {
  const norm = normOf(root.operands[0], 'instance_norm', 'layer_norm');
  const split = norm && madeBy(norm.operands[0], 'reshape');
  const [source] = split?.operands ?? [];
  if (!norm || !split || !source || !keepsChannels(source, root.results[0])) return undefined;
  const rank = rankOf(norm.operands[0]) ?? 0;
  const isPerGroup = norm.op.name === 'instance_norm' || axisOf(intAttr(norm, 'axis'), rank) === 2;
  if (rank < 3 || !isPerGroup) return undefined;
  return { root, nodes: new Set([norm, split]), x: strip(source), norm };
}

export const groupNorm = defineRule<GroupNorm>({
  name: 'raise-group-norm',
  summary: 'groups of channels normalised like single channels are a group_norm',
  root: 'reshape',
  match,
  where: [
    {
      if: ({ x, norm }) => shapeOf(x)?.[0] === shapeOf(norm.operands[0])?.[0],
      because: 'the groups reach over entries of the batch',
    },
    {
      if: ({ x, norm }) => {
        const [channels, groups] = [shapeOf(x)?.[1], shapeOf(norm.operands[0])?.[1]];
        return typeof channels === 'number' && typeof groups === 'number' && groups > 0 && channels % groups === 0;
      },
      because: 'the channels are not known to divide into the groups',
    },
    {
      if: ({ norm }) =>
        uniformConst(norm.operands[1]) === 1 && (!norm.operands[2] || uniformConst(norm.operands[2]) === 0),
      because: 'the groups have a scale or a bias of their own',
    },
    ...wholePattern,
  ],
  build(found, rewriter) {
    const { root, x, norm } = found;
    const builder = rewriter.before(root, originOf('raise-group-norm', found));
    const [scale, bias] = [channelConst(builder, x, 1, 'ones'), channelConst(builder, x, 0, 'zeros')];
    const groups = shapeOf(norm.operands[0])?.[1];
    const shape = shapeOf(root.results[0]) ?? [];
    const rows = sameShape(shapeOf(x), shape) ? x : builder.value('reshape', [x], { shape });
    return builder.value('group_norm', [rows, scale, bias], {
      groups: typeof groups === 'number' ? groups : 1,
      epsilon: norm.attrs['epsilon'],
    });
  },
});

interface Reshaped extends Parts {
  readonly norm: Node;
  readonly x: Value;
}

/** `reshape(group_norm(reshape(%x)))` back to the shape of x, where both only join or split spatial axes. */
export const unshapedGroupNorm = defineRule<Reshaped>({
  name: 'group-norm-shape',
  summary: 'a group_norm does not mind how its spatial axes are arranged',
  root: 'reshape',
  match(root) {
    const norm = normOf(root.operands[0], 'group_norm', 'instance_norm');
    const split = norm && madeBy(norm.operands[0], 'reshape');
    const [x] = split?.operands ?? [];
    if (!norm || !split || !x || x.type !== root.results[0]?.type) return undefined;
    return keepsChannels(x, split.results[0]) ? { root, nodes: new Set([norm, split]), norm, x } : undefined;
  },
  where: wholePattern,
  build(found, rewriter) {
    const { root, norm, x } = found;
    const builder = rewriter.before(root, originOf('group-norm-shape', found));
    return builder.value(norm.op.name, [x, ...norm.operands.slice(1)], norm.attrs);
  },
});
