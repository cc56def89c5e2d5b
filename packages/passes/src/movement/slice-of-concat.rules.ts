// Taking apart what was put together.
//
//   slice(concat(%a, %b) {axis = 1}) {…}  within %b         →   slice(%b) {…}
//   slice(concat(%a, %b, %c)) of exactly %b and %c          →   concat(%b, %c)
//   split(concat(%a, %b) {axis = 1}) at the same places     →   %a, %b
//   slice(slice(%x) {…}) {…}                                →   slice(%x) {…}
//   split(%x) of which one part is read                     →   slice(%x) {…}
//
// Each removes a node, or reads further up; so the rules end.

import { dim } from '@afterglow/core';
import type { Node, Value } from '@afterglow/ir';
import { dimsAttr, hasOneReader, madeBy, tensorTypeOf } from '../basic/look.js';
import { defineRule, type Rule } from '../manager/rule.js';
import { axisOf, boundaries, isAtMost, plainRange, type Range, rangesOf, sliceAttrs } from './ranges.js';

interface OfConcat {
  readonly node: Node;
  readonly concat: Node;
  readonly axis: number;
  readonly range: Range;
  readonly parts: readonly Value[];
  readonly at: ReturnType<typeof boundaries>;
}

function partsOf(concat: Node) {
  const axis = axisOf(concat);
  const parts = concat.operands.filter((value) => value !== undefined);
  return { axis, parts, at: boundaries(parts.map((part) => tensorTypeOf(part)?.shape[axis] ?? 0)) };
}

/** Number of the part that a range lies in, or -1. */
function partWith({ node, range, at }: OfConcat): number {
  return at.findIndex((begin, i) => {
    const end = at[i + 1];
    return end !== undefined && isAtMost(node.func, begin, range.start) && isAtMost(node.func, range.end, end);
  });
}

const sliceOfConcat = defineRule<OfConcat>({
  name: 'slice-of-concat',
  summary: 'a slice within one part of a concat is a slice of the part',
  root: 'slice',
  match: (node) => {
    const concat = madeBy(node.operands[0], 'concat');
    const found = concat && partsOf(concat);
    const range = found && rangesOf(node).find(({ axis }) => axis === found.axis);
    return concat && found && range?.step === 1 ? { node, concat, range, ...found } : undefined;
  },
  where: [{ if: (match) => partWith(match) >= 0, because: 'it does not provably lie within one part' }],
  build: (match, rewriter) => {
    const { node, parts, axis, at } = match;
    const i = partWith(match);
    const ranges = rangesOf(node).map((range) => {
      if (range.axis !== axis) return range;
      const begin = at[i] ?? 0;
      return { ...range, start: dim.sub(range.start, begin), end: dim.sub(range.end, begin) };
    });
    return rewriter.before(node).value('slice', [parts[i]], sliceAttrs(ranges));
  },
});

const partsOfConcat = defineRule<OfConcat & { readonly run: readonly Value[] }>({
  name: 'parts-of-concat',
  summary: 'a slice that takes whole parts of a concat is a concat of these',
  root: 'slice',
  match: (node) => {
    const range = plainRange(node);
    const concat = madeBy(node.operands[0], 'concat');
    const found = concat && partsOf(concat);
    if (!range || !concat || !found || range.axis !== found.axis) return undefined;
    const [from, to] = [found.at.indexOf(range.start), found.at.lastIndexOf(range.end)];
    const run = from >= 0 && to > from + 1 ? found.parts.slice(from, to) : [];
    return run.length > 0 ? { node, concat, range, ...found, run } : undefined;
  },
  where: [
    {
      if: ({ node }) => node.operands[0] !== undefined && hasOneReader(node.operands[0]),
      because: 'the concat is read elsewhere too',
    },
  ],
  build: ({ node, axis, run }, rewriter) => rewriter.before(node).value('concat', run, { axis }),
});

const splitOfConcat = defineRule<{ readonly parts: readonly Value[]; readonly node: Node }>({
  name: 'split-of-concat',
  summary: 'a split at the places where a concat was joined gives its parts',
  root: 'split',
  match: (node) => {
    const concat = madeBy(node.operands[0], 'concat');
    const found = concat && partsOf(concat);
    return found && found.axis === axisOf(node) ? { node, parts: found.parts } : undefined;
  },
  where: [
    {
      if: ({ node, parts }) =>
        parts.length === node.results.length && parts.every((part, i) => part.type === node.results[i]?.type),
      because: 'it is cut elsewhere',
    },
  ],
  build: ({ parts }) => parts,
});

/** The range of a slice of a slice that leaves nothing out, counted in the operand of the inner one. */
function composed(inner: Range, outer: Range): Range {
  const at = (bound: Range['start']) => dim.add(inner.start, bound);
  return { ...outer, start: at(outer.start), end: at(outer.end) };
}

const mergeSlices = defineRule<{ readonly node: Node; readonly inner: Node }>({
  name: 'merge-slices',
  root: 'slice',
  match: (node) => {
    const inner = madeBy(node.operands[0], 'slice');
    return inner && { node, inner };
  },
  where: [
    {
      if: ({ inner }) => inner.results[0] !== undefined && hasOneReader(inner.results[0]),
      because: 'the slice between is read elsewhere too',
    },
    {
      if: ({ node, inner }) =>
        rangesOf(node).every(({ step }) => step > 0) && rangesOf(inner).every(({ step }) => step === 1),
      because: 'one of them goes backwards, or the inner one leaves elements out',
    },
  ],
  build: ({ node, inner }, rewriter) => {
    const [before, after] = [rangesOf(inner), rangesOf(node)];
    const merged = before.map((range) => {
      const outer = after.find(({ axis }) => axis === range.axis);
      return outer ? composed(range, outer) : range;
    });
    const others = after.filter(({ axis }) => !before.some((range) => range.axis === axis));
    const ranges = [...merged, ...others];
    const [source] = inner.operands;
    const builder = rewriter.before(node);
    const inferred = builder.infer('slice', [source], sliceAttrs(ranges));
    if (!inferred.ok || inferred.types[0] !== node.results[0]?.type)
      return { because: 'the sizes are not provably equal' };
    return builder.value('slice', [source], sliceAttrs(ranges));
  },
});

const splitToSlice = defineRule<{ readonly node: Node; readonly index: number }>({
  name: 'split-to-slice',
  summary: 'a split of which one part is read is a slice',
  root: 'split',
  match: (node) => {
    const read = node.results.flatMap((result, i) => (result.uses.size > 0 ? [i] : []));
    const [index] = read;
    return index !== undefined && read.length === 1 && node.results.length > 1 ? { node, index } : undefined;
  },
  build: ({ node, index }, rewriter) => {
    const at = boundaries(dimsAttr(node, 'sizes'));
    const range = { axis: axisOf(node), start: at[index] ?? 0, end: at[index + 1] ?? 0, step: 1 };
    const part = rewriter.before(node).value('slice', [node.operands[0]], sliceAttrs([range]));
    return node.results.map(() => part);
  },
});

export const sliceRules: readonly Rule[] = [sliceOfConcat, partsOfConcat, splitOfConcat, mergeSlices, splitToSlice];
