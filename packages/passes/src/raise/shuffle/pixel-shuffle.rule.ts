// Raises blocks of channels that become blocks of pixels, and back, which PyTorch's `pixel_shuffle` and `pixel_unshuffle` and hand-written
// reorganisations spell out.
//
//   %s = reshape(%x) {shape = [N, 4, 2, 2, 8, 8]}                        %x : f32[N, 16, 8, 8]
//   %t = transpose(%s) {perm = [0, 1, 4, 2, 5, 3]}
//   %y = reshape(%t) {shape = [N, 4, 16, 16]}
//   →
//   %y = depth_to_space(%x) {block = 2, mode = crd}
//
//   reshape(transpose(reshape(%x) {shape = [N, 4, 8, 2, 8, 2]}) {perm = [0, 3, 5, 1, 2, 4]})   →   space_to_depth(%x) {block = 2}
//
// The types of %x and %y say the block; which mode it is, where the elements go, so that unit axes may be missing and the batch may be
// part of another axis. A shuffle of channels has the type of %x again and no op of its own: it stays. Each application removes a
// transpose, so the rule ends.

import { type Dim, dim } from '@afterglow/core';
import type { Node, Shape, Value } from '@afterglow/ir';
import { defineRule } from '../../manager/rule.js';
import { originOf, type Parts, wholePattern } from '../idiom/parts.js';
import { axisOf, intsAttr, madeBy, shapeOf, strip } from '../look.js';
import { isSameMovement, type Movement, movementOf } from './movement.js';

type Mode = 'dcr' | 'crd';

interface Form {
  readonly op: 'depth_to_space' | 'space_to_depth';
  readonly block: number;
}

interface Shuffle extends Parts, Form {
  readonly x: Value;
  /** The mode that moves elements as the pattern does. */
  readonly mode: Mode | undefined;
}

const NAME = 'raise-pixel-shuffle';

/** The one op that has these types, if any: the ratio of channels is the square of the block. */
function formOf(from: Shape, to: Shape): Form | undefined {
  const [before, after] = [from[1], to[1]];
  if (from.length !== 4 || to.length !== 4 || typeof before !== 'number' || typeof after !== 'number') return undefined;
  const block = Math.sqrt(Math.max(before, after) / Math.min(before, after));
  // 1 for equal channels; NaN or infinite where there are none.
  if (!Number.isSafeInteger(block) || block < 2) return undefined;
  return { op: before > after ? 'depth_to_space' : 'space_to_depth', block };
}

/** How the op moves elements, as its reference kernel says it. */
function movementOfOp({ op, block }: Form, mode: Mode, from: Shape, to: Shape): Movement {
  const [n = 1, c = 1, h = 1, w = 1] = from;
  if (op === 'depth_to_space') {
    const depth: Dim = to[1] ?? 1;
    return mode === 'dcr'
      ? movementOf([n, block, block, depth, h, w], [0, 3, 4, 1, 5, 2])
      : movementOf([n, depth, block, block, h, w], [0, 1, 4, 2, 5, 3]);
  }
  const six = [n, c, dim.floorDiv(h, block), block, dim.floorDiv(w, block), block];
  return movementOf(six, mode === 'dcr' ? [0, 3, 5, 1, 2, 4] : [0, 1, 3, 5, 2, 4]);
}

function match(root: Node): Shuffle | undefined {
  const transpose = madeBy(root.operands[0], 'transpose');
  const split = madeBy(transpose?.operands[0], 'reshape');
  const [source] = split?.operands ?? [];
  const [from, six, to] = [shapeOf(source), shapeOf(split?.results[0]), shapeOf(root.results[0])];
  const form = from && to && formOf(from, to);
  if (!transpose || !split || !source || !six || !form) return undefined;
  const perm = intsAttr(transpose, 'perm').map((axis) => axisOf(axis, six.length));
  const moved = movementOf(six, perm);
  const mode = (['dcr', 'crd'] as const).find((each) => isSameMovement(moved, movementOfOp(form, each, from, to)));
  return { ...form, root, nodes: new Set([split, transpose]), x: strip(source), mode };
}

export const pixelShuffle = defineRule<Shuffle>({
  name: NAME,
  summary: 'blocks of channels that become blocks of pixels, or the other way, are one op',
  root: 'reshape',
  match,
  where: [
    {
      if: ({ mode }) => mode !== undefined,
      because: 'the elements of a block are in neither of the two orders',
    },
    ...wholePattern,
  ],
  build: (found, rewriter) => {
    const { root, op, x, block, mode = 'dcr' } = found;
    const made = rewriter.before(root, originOf(NAME, found)).add(op, [x], { block, mode });
    if (made.results[0]?.type === root.results[0]?.type) return made.results;
    rewriter.erase(made);
    return { because: 'height and width are not provably those of the op' };
  },
});
