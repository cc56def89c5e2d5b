// Everything that limits a value from one or both sides is one clip, or relu.
//
//   maximum(%x, 0.5)                               →   clip(%x) {min = 0.5}
//   minimum(clip(%x) {min = 0.0}, 6.0)             →   clip(%x) {min = 0.0, max = 6.0}
//   clip(relu(%x)) {min = -1.0, max = 6.0}         →   clip(%x) {min = 0.0, max = 6.0}
//   clip(%x) {min = 0.0}                           →   relu(%x)
//
// NaN passes through all of them. Each removes a node or makes it one of an op further down in this list (minimum, clip, relu), so
// they end.

import { ELEMENT_TYPES, fusedOrigin } from '@afterglow/core';
import { type Node, producer, type Value } from '@afterglow/ir';
import { hasOneReader, tensorTypeOf, uniformConst } from '../basic/look.js';
import { defineRule, type Rule } from '../manager/rule.js';

interface Bounds {
  readonly lo: number;
  readonly hi: number;
}

interface Bounded extends Bounds {
  readonly node: Node;
  readonly x: Value;
}

/** The value that a node limits, and the bounds; undefined for other nodes. */
function boundsOf(node: Node | undefined): Bounded | undefined {
  const [x, other] = node?.operands ?? [];
  if (!node || !x || x.type !== node.results[0]?.type) return undefined;
  const [lo, hi] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const { min = lo, max = hi } = node.attrs;
  switch (node.op.name) {
    case 'relu':
      return { node, x, lo: 0, hi };
    case 'clip':
      return { node, x, lo: Number(min), hi: Number(max) };
    case 'maximum':
    case 'minimum': {
      const bound = uniformConst(other);
      if (bound === undefined || Number.isNaN(bound)) return undefined;
      return node.op.name === 'maximum' ? { node, x, lo: bound, hi } : { node, x, lo, hi: bound };
    }
  }
  return undefined;
}

function attrsOf({ lo, hi }: Bounds) {
  return {
    ...(lo === Number.NEGATIVE_INFINITY ? {} : { min: lo }),
    ...(hi === Number.POSITIVE_INFINITY ? {} : { max: hi }),
  };
}

const boundToClip = defineRule<Bounded>({
  name: 'bound-to-clip',
  summary: 'the larger or smaller of a value and a constant is a clip',
  root: ['maximum', 'minimum'],
  match: boundsOf,
  where: [{ if: ({ x }) => tensorTypeOf(x)?.encoding === undefined, because: 'the value is quantized' }],
  build: (match, rewriter) => rewriter.before(match.node).value('clip', [match.x], attrsOf(match)),
});

const mergeBounds = defineRule<{ readonly outer: Bounded; readonly inner: Bounded }>({
  name: 'merge-bounds',
  summary: 'two clips are one',
  root: ['clip', 'relu'],
  match: (node) => {
    const outer = boundsOf(node);
    const before = producer(node.operands[0]);
    const inner = before && ['clip', 'relu'].includes(before.op.name) ? boundsOf(before) : undefined;
    return outer && inner && { outer, inner };
  },
  where: [
    { if: ({ outer }) => hasOneReader(outer.x), because: 'the value between them is read elsewhere too' },
    {
      if: ({ outer, inner }) =>
        [outer, inner].every(({ lo, hi }) => lo <= hi) && inner.hi >= outer.lo && outer.hi >= inner.lo,
      because: 'no value lies within both bounds',
    },
  ],
  build: ({ outer, inner }, rewriter) => {
    const bounds = { lo: Math.max(outer.lo, inner.lo), hi: Math.min(outer.hi, inner.hi) };
    const origin = fusedOrigin('merge-bounds', [inner.node.origin, outer.node.origin]);
    return rewriter.before(outer.node, origin).value('clip', [inner.x], attrsOf(bounds));
  },
});

const clipToRelu = defineRule<Bounded>({
  name: 'clip-to-relu',
  summary: 'a clip at zero from below is relu',
  root: 'clip',
  match: (node) => {
    const bounds = boundsOf(node);
    const elem = tensorTypeOf(bounds?.x)?.elem;
    const isSigned = elem !== undefined && ELEMENT_TYPES[elem].class !== 'unsigned';
    return bounds?.lo === 0 && bounds.hi === Number.POSITIVE_INFINITY && isSigned ? bounds : undefined;
  },
  build: ({ node, x }, rewriter) => rewriter.before(node).value('relu', [x]),
});

export const boundsRules: readonly Rule[] = [boundToClip, mergeBounds, clipToRelu];
