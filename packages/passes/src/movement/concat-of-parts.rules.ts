// Putting together what was taken apart, and joining at once.
//
//   concat(%a, %b) {axis = 1}  of  %a, %b = split(%x) {axis = 1, …}     →   %x
//   concat(slice(%x) {0 .. 2}, slice(%x) {2 .. 5}) {axis = 1}           →   slice(%x) {0 .. 5}
//   concat(%a, concat(%b, %c) {axis = 1}) {axis = 1}                    →   concat(%a, %b, %c) {axis = 1}
//
// Each leaves fewer operands or fewer nodes, so the rules end.

import { type Dim, dim } from '@afterglow/core';
import { type Node, producer, type Value } from '@afterglow/ir';
import { hasOneReader, madeBy, tensorTypeOf } from '../basic/look.js';
import { defineRule, type Rule } from '../manager/rule.js';
import { axisOf, plainRange, sliceAttrs } from './ranges.js';

interface Joined {
  readonly node: Node;
  readonly parts: readonly Value[];
}

function operandsOf(node: Node): readonly Value[] {
  return node.operands.filter((value) => value !== undefined);
}

/** The operands with the results of one split, all of them in order, replaced by what was split. */
function withoutSplit(node: Node): readonly Value[] | undefined {
  const operands = operandsOf(node);
  for (const [i, value] of operands.entries()) {
    const split = madeBy(value, 'split');
    if (!split || split.results[0] !== value || axisOf(split) !== axisOf(node)) continue;
    const [source] = split.operands;
    const run = operands.slice(i, i + split.results.length);
    if (source && split.results.every((result, k) => result === run[k])) {
      return [...operands.slice(0, i), source, ...operands.slice(i + run.length)];
    }
  }
  return undefined;
}

const concatOfSplit = defineRule<Joined>({
  name: 'concat-of-split',
  summary: 'all parts of a split, joined again, are what was split',
  root: 'concat',
  match: (node) => {
    const parts = withoutSplit(node);
    return parts && { node, parts };
  },
  build: ({ node, parts }, rewriter) => {
    const [only] = parts;
    if (only && parts.length === 1 && only.type === node.results[0]?.type) return only;
    return rewriter.before(node).value('concat', parts, { axis: axisOf(node) });
  },
});

interface Adjacent {
  readonly node: Node;
  /** Position of the first of two operands that follow each other in their source. */
  readonly first: number;
}

function lengthOf(slice: Node, axis: number): Dim {
  return tensorTypeOf(slice.results[0])?.shape[axis] ?? 0;
}

const concatOfSlices = defineRule<Adjacent>({
  name: 'concat-of-slices',
  summary: 'slices that follow each other in one value, joined, are one slice',
  root: 'concat',
  match: (node) => {
    const slices = operandsOf(node).map((value) => {
      const slice = producer(value);
      const range = plainRange(slice);
      return slice && range?.axis === axisOf(node) ? { range, source: slice.operands[0] } : undefined;
    });
    const first = slices.findIndex((slice, i) => {
      const next = slices[i + 1];
      return slice && next && slice.source === next.source && slice.range.end === next.range.start;
    });
    return first >= 0 ? { node, first } : undefined;
  },
  where: [
    {
      if: ({ node, first }) =>
        operandsOf(node)
          .slice(first, first + 2)
          .every(hasOneReader),
      because: 'a slice is read elsewhere too',
    },
  ],
  build: ({ node, first }, rewriter) => {
    const operands = operandsOf(node);
    const [a, b] = [producer(operands[first]), producer(operands[first + 1])];
    const [begin, end] = [plainRange(a), plainRange(b)];
    if (!a || !b || !begin || !end) return { because: 'a slice is gone' };
    const builder = rewriter.before(node);
    const attrs = sliceAttrs([{ ...begin, end: end.end }]);
    // One of them may be empty for some sizes, where the whole would not be: the sum of two lengths is no difference of ends then.
    const inferred = builder.infer('slice', [a.operands[0]], attrs);
    const [type] = inferred.ok ? inferred.types : [];
    const length = dim.add(lengthOf(a, begin.axis), lengthOf(b, begin.axis));
    if (type?.kind !== 'tensor' || type.shape[begin.axis] !== length)
      return { because: 'a slice may be empty, so that the lengths do not provably add up' };
    const whole = builder.value('slice', [a.operands[0]], attrs);
    const parts = [...operands.slice(0, first), whole, ...operands.slice(first + 2)];
    if (parts.length > 1) return builder.value('concat', parts, { axis: axisOf(node) });
    return whole.type === node.results[0]?.type ? whole : builder.value('concat', parts, { axis: axisOf(node) });
  },
});

const mergeConcats = defineRule<Joined>({
  name: 'merge-concats',
  summary: 'a concat within a concat of the same axis',
  root: 'concat',
  match: (node) => {
    const isInner = (value: Value) => {
      const inner = madeBy(value, 'concat');
      return inner !== undefined && axisOf(inner) === axisOf(node) && hasOneReader(value);
    };
    const operands = operandsOf(node);
    if (!operands.some(isInner)) return undefined;
    const parts = operands.flatMap((value) => (isInner(value) ? operandsOf(producer(value) ?? node) : [value]));
    return { node, parts };
  },
  build: ({ node, parts }, rewriter) => rewriter.before(node).value('concat', parts, { axis: axisOf(node) }),
});

export const concatRules: readonly Rule[] = [concatOfSplit, concatOfSlices, mergeConcats];
