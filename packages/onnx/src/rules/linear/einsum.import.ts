// Einsum by ops that backends know: diagonals for repeated letters, then operand by operand a matrix product over the letters
// that both have and nobody needs later, and at the end a transposition.

import { type Dim, dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { isOpen, parseEquation } from './einsum-equation.js';

/** A value whose axes have labels, no label twice. */
interface Labelled {
  readonly value: Value;
  readonly labels: readonly string[];
}

function shapeOf(n: NodeReader, value: Value): readonly Dim[] {
  const type = n.context.session.symbols.resolveType(value.type);
  return type.kind === 'tensor' ? type.shape : n.invalid('an operand is not a tensor');
}

/** Axes of one letter become one. */
function withoutRepeats(b: ImportBuilder, value: Value, labels: readonly string[]): Labelled {
  const second = labels.findIndex((label, i) => labels.indexOf(label) !== i);
  if (second < 0) return { value, labels };
  const first = labels.indexOf(labels[second] ?? '');
  const rest = labels.filter((_, i) => i !== second);
  return withoutRepeats(b, build.diagonal(b, value, { first, second }), rest);
}

/** Sums over the axes that are not kept. */
function sumTo(b: ImportBuilder, { value, labels }: Labelled, kept: ReadonlySet<string>): Labelled {
  const axes = labels.flatMap((label, i) => (kept.has(label) ? [] : [i]));
  if (axes.length === 0) return { value, labels };
  return {
    value: build.reduceSum(b, value, { axes, keepdims: false }),
    labels: labels.filter((label) => kept.has(label)),
  };
}

/** The axes in the given order; labels that the value does not have become axes of size 1. */
function arranged(n: NodeReader, b: ImportBuilder, x: Labelled, order: readonly string[]): Value {
  const own = order.filter((label) => x.labels.includes(label));
  const perm = own.map((label) => x.labels.indexOf(label));
  const turned = perm.every((axis, i) => axis === i) ? x.value : build.transpose(b, x.value, { perm });
  if (own.length === order.length) return turned;
  const shape = shapeOf(n, turned);
  return b.reshape(
    turned,
    order.map((label) => (own.includes(label) ? (shape[own.indexOf(label)] ?? 1) : 1)),
  );
}

/** The product of two values, summed over what neither later operands nor the result need. */
function product(
  n: NodeReader,
  b: ImportBuilder,
  left: Labelled,
  right: Labelled,
  needed: ReadonlySet<string>,
): Labelled {
  const a = sumTo(b, left, new Set([...needed, ...right.labels]));
  const c = sumTo(b, right, new Set([...needed, ...left.labels]));
  const shared = a.labels.filter((label) => c.labels.includes(label));
  const inner = shared.filter((label) => !needed.has(label));
  // Axes of an ellipsis broadcast even where only one operand has them, as leading axes of a matrix product do.
  const isBatch = (label: string) => !inner.includes(label) && (shared.includes(label) || isOpen(label));
  const batch = [...new Set([...a.labels, ...c.labels])].filter(isBatch);
  const rows = a.labels.filter((label) => !batch.includes(label) && !inner.includes(label));
  const columns = c.labels.filter((label) => !batch.includes(label) && !inner.includes(label));
  const x = arranged(n, b, a, [...batch, ...rows, ...inner]);
  const y = arranged(n, b, c, [...batch, ...inner, ...columns]);
  const [from, to] = [shapeOf(n, x), shapeOf(n, y)];
  const k = batch.length;
  const depth = from.slice(k + rows.length);
  const matrices = build.matmul(
    b,
    b.reshape(x, [...from.slice(0, k), dim.product(from.slice(k, k + rows.length)), dim.product(depth)]),
    b.reshape(y, [...to.slice(0, k), dim.product(depth), dim.product(to.slice(k + inner.length))]),
  );
  const outer = shapeOf(n, matrices).slice(0, k);
  const shape = [...outer, ...from.slice(k, k + rows.length), ...to.slice(k + inner.length)];
  return { value: b.reshape(matrices, shape), labels: [...batch, ...rows, ...columns] };
}

function einsum(n: NodeReader, b: ImportBuilder): Value {
  const elem = n.elem(0);
  const equation = parseEquation(
    n.string('equation'),
    n.all().map((_, i) => n.rank(i)),
  );
  if (typeof equation === 'string') return n.invalid(`equation "${n.string('equation')}": ${equation}`);
  const { terms, output } = equation;
  // Narrow floats are computed in single precision: between the products nothing is rounded to them.
  const narrow = elem === 'f16' || elem === 'bf16';
  const operands = terms.map((labels, i) => withoutRepeats(b, narrow ? b.cast(n.in(i), 'f32') : n.in(i), labels));
  const [first, ...rest] = operands;
  if (!first) return n.invalid('it has no operand');
  const result = rest.reduce((sofar, operand, i) => {
    const later = rest.slice(i + 1).flatMap(({ labels }) => labels);
    return product(n, b, sofar, operand, new Set([...output, ...later]));
  }, first);
  const summed = sumTo(b, result, new Set(output));
  const value = arranged(n, b, summed, output);
  return narrow ? b.cast(value, elem) : value;
}

export const einsumRule = importRule('ai.onnx', 'Einsum', { '12-': einsum });
