// embedding_bag: what PyTorch's exporter writes as a Loop over Slice-13, Gather-13, Mul-14 and ReduceSum/Mean/Max, with
// exactly that meaning: a bag is indices[begin : end] with Slice's wrapping and clamping, so decreasing offsets make empty
// bags. Empty bag: sum 0, mean 0, max −∞.
// Exact: summed in double, rounded once. Card: f32 in lookup order, weight · value rounded, then the add rounded; a mean
// divides the f32 sum by the count once; then one rounding to the element type. Tables of integer rows: `row-bag.ts`.
// Bounds: lookups are checked against the table's rows; bag bounds are clamped to [0, N].

import { arrayOf, type Tensor } from '@afterglow/core';
import { floatsOf, integersAsNumbers, newFloats, sealFloats } from '../../data/elements.js';
import { wrapIndex } from '../../data/index.js';
import { tableReader } from '../../data/row-table.js';
import {
  badOperand,
  boolAttr,
  type KernelContext,
  kernel,
  optionalTensorAt,
  tensorAt,
  wordAttr,
} from '../../kernel.js';
import { clampSlice } from '../shape/slice.kernel.js';
import { rowBag, storedRows } from './row-bag.js';

/** Begin and end of every bag in the flat index list. */
function bagsOf(context: KernelContext, indices: Tensor, lookups: number): readonly (readonly [number, number])[] {
  const offsetsTensor = optionalTensorAt(context, 2);
  if (!offsetsTensor) {
    const [bags, length] = indices.shape;
    return Array.from({ length: bags }, (_, j) => [j * length, (j + 1) * length]);
  }
  const offsets = integersAsNumbers(offsetsTensor);
  const withLast = boolAttr(context, 'last_offset');
  if (withLast && offsets.length === 0) badOperand(context, 'last_offset needs at least one offset');
  const bags = withLast ? offsets.length - 1 : offsets.length;
  return Array.from({ length: bags }, (_, j) => {
    const { start, end } = clampSlice(offsets[j], offsets[j + 1] ?? lookups, 1, lookups);
    return [start, Math.max(start, end)];
  });
}

export const embeddingBag = kernel(
  'embedding_bag',
  (context) => {
    const [table, indices] = [tensorAt(context, 0), tensorAt(context, 1)];
    const weightsTensor = optionalTensorAt(context, 3);
    const rows = table.shape[0];
    const elem = context.results[0].elem ?? table.elem;
    const picks = arrayOf(indices) as ArrayLike<number | bigint>;
    const bags = bagsOf(context, indices, picks.length);
    const weights = weightsTensor ? floatsOf(weightsTensor) : undefined;
    if (weights && weights.length !== picks.length) {
      badOperand(context, `${weights.length} weights for ${picks.length} indices`);
    }
    const mode = wordAttr(context, 'mode', 'sum');
    const rowOf = (i: number) => wrapIndex('embedding_bag', picks[i], rows, 'the rows of the table');
    const type = context.operandTypes[0];
    if (context.numerics === 'card' && type?.kind === 'tensor' && type.encoding?.kind === 'row') {
      const [width, readStored] = [Number(type.shape[1]), storedRows(table, type)];
      const results = newFloats(elem, bags.length * width);
      bags.forEach(([begin, end], bag) => {
        const rowAt = (i: number) => readStored(rowOf(begin + i));
        results.set(
          rowBag(end - begin, width, mode, rowAt, (i) => (weights ? weights[begin + i] : 1)),
          bag * width,
        );
      });
      return [sealFloats(elem, [bags.length, width], results)];
    }
    const { width, read } = tableReader(context, table);
    const round = context.numerics === 'card' && elem !== 'f64' ? Math.fround : (v: number) => v;
    const out = newFloats(elem, bags.length * width);
    const acc = new Float64Array(width);
    bags.forEach(([begin, end], bag) => {
      acc.fill(mode === 'max' ? -Infinity : 0);
      for (let i = begin; i < end; i++) {
        const { values, at } = read(rowOf(i));
        for (let d = 0; d < width; d++) {
          const value = weights ? round(weights[i] * values[at + d]) : values[at + d];
          acc[d] = mode === 'max' ? Math.max(acc[d], value) : round(acc[d] + value);
        }
      }
      const count = end - begin;
      for (let d = 0; d < width; d++) {
        out[bag * width + d] = mode === 'mean' && count > 0 ? round(acc[d] / round(count)) : acc[d];
      }
    });
    return [sealFloats(elem, [bags.length, width], out)];
  },
  { lazy: [0] },
);
