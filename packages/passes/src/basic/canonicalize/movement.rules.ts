// Chains of movements become one movement, in one spelling.
//
//   squeeze(%x) {axes = [1]}, unsqueeze(%x) {axes = [0]}     →   reshape(%x) {shape = …}
//   reshape(reshape(%x) {…}) {shape = s}                     →   reshape(%x) {shape = s}
//   transpose(transpose(%x) {perm = p}) {perm = q}           →   transpose(%x) {perm = p[q]}
//   transpose(%x : [1, N, 8]) {perm = [1, 0, 2]}             →   reshape(%x) {shape = [N, 1, 8]}
//   cast(cast(%x : f16) {to = f32}) {to = f16}               →   %x
//
// Each removes a movement or makes it a reshape, which is never taken back, so the rules end.

import { type ElementType, isFloat, isInteger } from '@afterglow/core';
import type { Node, Value } from '@afterglow/ir';
import { defineRule, type Rule } from '../../manager/rule.js';
import { isLossless } from '../../rules/lossless.js';
import { madeBy, numbersAttr, tensorTypeOf } from '../look.js';

const axesToReshape = defineRule<Node>({
  name: 'axes-to-reshape',
  summary: 'squeeze and unsqueeze are reshapes',
  root: ['squeeze', 'unsqueeze'],
  match: (node) => node,
  build: (node, rewriter) => {
    const shape = tensorTypeOf(node.results[0])?.shape ?? [];
    return rewriter.before(node).value('reshape', [node.operands[0]], { shape });
  },
});

interface Chain {
  readonly node: Node;
  readonly inner: Node;
}

function chainOf(op: string): (node: Node) => Chain | undefined {
  return (node) => {
    const inner = madeBy(node.operands[0], op);
    return inner && { node, inner };
  };
}

const mergeReshapes = defineRule<Chain>({
  name: 'merge-reshapes',
  root: 'reshape',
  match: chainOf('reshape'),
  build: ({ node, inner }, rewriter) => {
    const [source] = inner.operands;
    if (source && source.type === node.results[0]?.type) return source;
    return rewriter.before(node).value('reshape', [source], node.attrs);
  },
});

const mergeTransposes = defineRule<Chain & { readonly perm: readonly number[] }>({
  name: 'merge-transposes',
  root: 'transpose',
  match: (node) => {
    const chain = chainOf('transpose')(node);
    const [outer, inner] = [numbersAttr(node, 'perm'), chain && numbersAttr(chain.inner, 'perm')];
    return chain && outer && inner && { ...chain, perm: outer.map((axis) => inner[axis] ?? 0) };
  },
  build: ({ node, inner, perm }, rewriter) => {
    const [source] = inner.operands;
    if (source && perm.every((axis, i) => axis === i)) return source;
    return rewriter.before(node).value('transpose', [source], { perm });
  },
});

const transposeToReshape = defineRule<Node>({
  name: 'transpose-to-reshape',
  summary: 'a transpose that moves only axes of size 1',
  root: 'transpose',
  match: (node) => {
    const shape = tensorTypeOf(node.operands[0])?.shape;
    const moved = numbersAttr(node, 'perm')?.filter((axis) => shape?.[axis] !== 1);
    return moved?.every((axis, i) => i === 0 || axis > (moved[i - 1] ?? 0)) ? node : undefined;
  },
  where: [
    {
      if: (node) => tensorTypeOf(node.operands[0])?.encoding?.kind !== 'axis',
      because: 'the scales belong to an axis',
    },
  ],
  build: (node, rewriter) => {
    const shape = tensorTypeOf(node.results[0])?.shape ?? [];
    return rewriter.before(node).value('reshape', [node.operands[0]], { shape });
  },
});

const castBack = defineRule<{ readonly source: Value; readonly node: Node; readonly via: ElementType }>({
  name: 'cast-back',
  summary: 'a cast to a wider type and back',
  root: 'cast',
  match: (node) => {
    const inner = madeBy(node.operands[0], 'cast');
    const source = inner?.operands[0];
    const via = tensorTypeOf(inner?.results[0])?.elem;
    return source && via && source.type === node.results[0]?.type ? { source, node, via } : undefined;
  },
  where: [
    {
      if: ({ source, via }) => {
        const elem = tensorTypeOf(source)?.elem;
        return elem !== undefined && isLossless(elem, via);
      },
      because: 'the type in between does not hold every value',
    },
  ],
  build: ({ source }) => source,
});

const widenOnce = defineRule<Chain>({
  name: 'widen-once',
  summary: 'two casts of which the first loses nothing, between types of one kind',
  root: 'cast',
  match: chainOf('cast'),
  where: [
    {
      if: ({ node, inner }) => {
        const [from, via, to] = [inner.operands[0], inner.results[0], node.results[0]].map(
          (v) => tensorTypeOf(v)?.elem,
        );
        if (!from || !via || !to || !isLossless(from, via)) return false;
        return (isFloat(from) && isFloat(via) && isFloat(to)) || (isInteger(from) && isInteger(via) && isInteger(to));
      },
      because: 'the first cast may lose something, or changes the kind of number',
    },
  ],
  build: ({ node, inner }, rewriter) => rewriter.before(node).value('cast', [inner.operands[0]], node.attrs),
});

export const movementRules: readonly Rule[] = [
  axesToReshape,
  mergeReshapes,
  mergeTransposes,
  transposeToReshape,
  castBack,
  widenOnce,
];
