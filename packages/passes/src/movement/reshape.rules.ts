// Reshapes around something that does not need them.
//
//   reshape(relu(reshape(%x) {shape = a})) {shape = b}                       →   reshape(relu(%x)) {shape = b}
//   reshape(softmax(reshape(%x : [N, 9, 1, 1]) {shape = [N, 9]})) {shape = [N, 9, 1, 1]}   →   softmax(%x) {axis = 1}
//   reshape(fully_connected(reshape(%x : [B, S, K]) {shape = [B*S, K]}, %w)) {shape = [B, S, M]}   →   fully_connected(%x, %w)
//
// Each removes one or two reshapes, so the rules end.

import { type Dim, dim } from '@afterglow/core';
import type { Node, Shape, Value } from '@afterglow/ir';
import { producer } from '@afterglow/ir';
import { hasOneReader, tensorTypeOf } from '../basic/look.js';
import { type Condition, defineRule, type Rule } from '../manager/rule.js';

interface Between {
  readonly outer: Node;
  readonly middle: Node;
  readonly inner: Node;
  /** What the inner reshape reads. */
  readonly source: Value;
}

/** A reshape, the node it reads, and the reshape that this one reads as its first operand. */
function between(outer: Node, fits: (middle: Node) => boolean): Between | undefined {
  const middle = producer(outer.operands[0]);
  if (!middle || !fits(middle)) return undefined;
  const inner = producer(middle.operands[0]);
  const source = inner?.op.name === 'reshape' ? inner.operands[0] : undefined;
  return inner && source && { outer, middle, inner, source };
}

const where: readonly Condition<Between>[] = [
  {
    if: ({ middle, inner }) => [...middle.results, ...inner.results].every(hasOneReader),
    because: 'a value between the reshapes is read elsewhere too',
  },
  { if: ({ outer, middle }) => outer.region === middle.region, because: 'it is computed in an outer region' },
  {
    if: ({ outer, source }) => !tensorTypeOf(source)?.encoding && !tensorTypeOf(outer.results[0])?.encoding,
    because: 'the values are quantized',
  },
];

const shapeOf = (value: Value | undefined): Shape => tensorTypeOf(value)?.shape ?? [];
const isSame = (a: readonly Dim[], b: readonly Dim[]) => a.length === b.length && a.every((size, i) => size === b[i]);

function isUnary(node: Node): boolean {
  if (!node.op.traits.has('elementwise') || node.results.length !== 1) return false;
  return node.operands.slice(1).every((value) => value && shapeOf(value).length === 0);
}

const reshapeOfElementwise = defineRule<Between>({
  name: 'reshape-around-elementwise',
  summary: 'between two reshapes, elements can be computed in the shape before them',
  root: 'reshape',
  match: (node) => between(node, isUnary),
  where,
  build: ({ outer, middle, source }, rewriter) => {
    const builder = rewriter.before(outer);
    const operands = [source, ...middle.operands.slice(1)];
    const y = builder.value(middle.op.name, operands, middle.attrs, { origin: middle.origin });
    return y.type === outer.results[0]?.type ? y : builder.value('reshape', [y], outer.attrs);
  },
});

const ALONG_AXIS: ReadonlySet<string> = new Set(['softmax', 'log_softmax', 'hardmax']);

/** The axis of `shape` that lies in memory as `axis` of `other` does. */
function sameAxis(shape: Shape, other: Shape, axis: number): number | undefined {
  const before = dim.product(other.slice(0, axis));
  const found = shape.findIndex((size, i) => size === other[axis] && dim.product(shape.slice(0, i)) === before);
  return found >= 0 ? found : undefined;
}

function axisBefore({ middle, source }: Between): number | undefined {
  const given = Number(middle.attrs['axis'] ?? -1);
  const shape = shapeOf(middle.operands[0]);
  return sameAxis(shapeOf(source), shape, given < 0 ? given + shape.length : given);
}

const reshapeAroundSoftmax = defineRule<Between>({
  name: 'reshape-around-softmax',
  summary: 'an axis of the operand itself serves softmax as well',
  root: 'reshape',
  match: (node) => between(node, ({ op }) => ALONG_AXIS.has(op.name)),
  where: [
    ...where,
    {
      if: ({ outer, source }) => isSame(shapeOf(outer.results[0]), shapeOf(source)),
      because: 'the shape is not that of before',
    },
    { if: (match) => axisBefore(match) !== undefined, because: 'the axis is made of several' },
  ],
  build: (match, rewriter) => {
    const { outer, middle, source } = match;
    return rewriter.before(outer).value(middle.op.name, [source], { ...middle.attrs, axis: axisBefore(match) ?? 0 });
  },
});

const reshapeAroundLayer = defineRule<Between>({
  name: 'reshape-around-layer',
  summary: 'a fully connected layer takes all leading axes as they are',
  root: 'reshape',
  match: (node) => between(node, ({ op }) => op.name === 'fully_connected'),
  where: [
    ...where,
    {
      if: ({ outer, middle, source }) => {
        const [from, to] = [shapeOf(source), shapeOf(outer.results[0])];
        const [k, m] = [shapeOf(middle.operands[1])[1], shapeOf(middle.results[0]).at(-1)];
        return from.at(-1) === k && to.at(-1) === m && isSame(from.slice(0, -1), to.slice(0, -1));
      },
      because: 'the leading axes are not those of before',
    },
  ],
  build: ({ outer, middle, source }, rewriter) =>
    rewriter.before(outer).value('fully_connected', [source, ...middle.operands.slice(1)], middle.attrs),
});

export const reshapeRules: readonly Rule[] = [reshapeOfElementwise, reshapeAroundSoftmax, reshapeAroundLayer];
