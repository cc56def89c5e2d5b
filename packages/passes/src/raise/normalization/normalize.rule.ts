// Raises layer norm and RMS norm from the statistics exporters spell out, in any spelling of mean, variance and root.
//
//   %m = reduce_mean(%x) {axes = [2]}
//   %d = sub(%x, %m)
//   %q = pow(%d, 2.0)                        or mul(%d, %d), or mean(x²) - mean(x)²
//   %v = reduce_mean(%q) {axes = [2]}
//   %s = sqrt(add(%v, 1e-12))
//   %y = div(%d, %s)                         or a product with 1 / sqrt, or with a power of -0.5
//   →
//   %y = layer_norm(%x, [1, …]) {axis = 2, epsilon = 1e-12}
//
//   x / sqrt(mean(x²) + epsilon)             →   rms_norm(%x, [1, …]) {axis, epsilon}
//
// Rows along other axes than the last are turned there, and the result turned back: two transposes for what were eight steps.
// What scales and shifts the result is moved in by the rules of `affine.rules.ts`. The op computes the variance from distances to
// the mean, and rounds once: a difference of means of squares, which cancels, gets better. Ends: each removes a square root.

import { type Dim, splatTensor } from '@afterglow/core';
import { type Builder, type Node, producer, type Value } from '@afterglow/ir';
import { defineRule } from '../../manager/rule.js';
import { originOf, type Parts, wholePattern } from '../idiom/parts.js';
import { standsForRows, trailingAxis } from '../idiom/unit-axes.js';
import { madeBy, rankOf, shapeOf, strip, tensorTypeOf } from '../look.js';
import { quotientsOf } from './inverse-root.js';
import { centredIn, spreadOf } from './moments.js';
import { axesLast, inverseOf, turned } from './turned.js';

interface Normalized extends Parts {
  readonly x: Value;
  readonly isCentred: boolean;
  readonly axes: readonly number[];
  readonly epsilon: number;
  /** What the normalised rows are multiplied by in the same step. */
  readonly factor: Value | undefined;
  /** The number is added to the deviation instead of the variance. */
  readonly isOutside: boolean;
}

function sameAxes(a: readonly number[], b: readonly number[]): boolean {
  return a.join() === b.join();
}

function match(root: Node): Normalized | undefined {
  for (const { numerator, rows, square, factor, nodes } of quotientsOf(root)) {
    const z = strip(numerator);
    const around = new Set<Node>();
    const centred = centredIn(z, around);
    const spread = spreadOf(square, z, centred, nodes);
    if (!spread || !standsForRows(rows, z, spread.axes)) continue;
    const isCentred = centred !== undefined && sameAxes(centred.axes, spread.axes);
    const all = new Set([...nodes, ...(isCentred ? around : [])]);
    const x = isCentred ? centred.source : z;
    return { root, nodes: all, x, isCentred, ...spread, factor, isOutside: false };
  }
  return root.op.name === 'div' ? outsideMatch(root) : undefined;
}

/** `d / (deviation + epsilon)`: not the same function, but worth a word. */
function outsideMatch(root: Node): Normalized | undefined {
  const [numerator, divisor] = root.operands;
  const nodes = new Set<Node>();
  const centred = numerator && centredIn(strip(numerator), nodes);
  const sum = madeBy(divisor, 'add');
  const rootNode = madeBy(sum?.operands[0], 'sqrt');
  const [square] = rootNode?.operands ?? [];
  const spread = centred && square && spreadOf(square, strip(numerator), centred, nodes);
  if (!spread || !centred) return undefined;
  return { root, nodes, x: centred.source, isCentred: true, ...spread, factor: undefined, isOutside: true };
}

/** A constant scale of ones for the normalised axes. */
function ones(builder: Builder, x: Value, axis: number): Value {
  const { elem = 'f32', shape = [] } = tensorTypeOf(x) ?? {};
  const sizes: readonly Dim[] = shape.slice(axis);
  const known = sizes.map((size) => (typeof size === 'number' ? size : 1));
  return builder.constant(`${x.name}.ones`, splatTensor(elem, known, 1));
}

export const normalize = defineRule<Normalized>({
  name: 'raise-norm',
  summary: 'rows divided by their root mean square are normalised: layer_norm, or rms_norm where the mean stays',
  root: ['div', 'mul'],
  match,
  where: [
    { if: ({ isOutside }) => !isOutside, because: 'the epsilon is added to the deviation, not to the variance' },
    {
      if: ({ x, axes, factor }) =>
        trailingAxis(axes, rankOf(x) ?? 0) !== undefined || (rankOf(factor) ?? 0) <= (rankOf(x) ?? 0),
      because: 'the normalised axes are not the last ones, and a factor has more of them',
    },
    {
      if: ({ root, x, factor }) => x.type === root.results[0]?.type || factor !== undefined,
      because: 'the result has another shape than what is normalised',
    },
    ...wholePattern,
  ],
  build(found, rewriter) {
    const { root, x, axes, isCentred, epsilon, factor } = found;
    const builder = rewriter.before(root, originOf('raise-norm', found));
    const perm = axesLast(axes, rankOf(x) ?? 0);
    const axis = perm.length - axes.length;
    const rows = turned(builder, x, perm);
    const made = builder.value(isCentred ? 'layer_norm' : 'rms_norm', [rows, ones(builder, rows, axis)], {
      axis,
      epsilon,
    });
    const scaled = factor ? builder.value('mul', [made, turned(builder, factor, perm)]) : made;
    return turned(builder, scaled, inverseOf(perm));
  },
});

/** The normalisation a value is, with the positions of its scale and bias. */
export function normOf(value: Value | undefined, ...ops: readonly string[]): Node | undefined {
  const node = value && producer(strip(value));
  return node && ops.includes(node.op.name) && shapeOf(node.operands[0]) ? node : undefined;
}
