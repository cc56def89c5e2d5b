// Gather-13, GatherElements-13, GatherND-13. Negative indices count from the end; one outside its axis stops the run.
// Bounds: every index is checked against the axis it selects from before it becomes an offset.

import { arrayOf } from '@afterglow/core';
import { moved, wordsIn } from '../../data/elements.js';
import { indicesInto, wrapIndex } from '../../data/index.js';
import { copyBlock } from '../../data/move.js';
import { aroundAxis, axisOf, sizeOf, stridesOf } from '../../data/shape.js';
import { rowReader } from '../../data/table.js';
import { badOperand, intAttr, kernel, tensorAt } from '../../kernel.js';

export const gather = kernel(
  'gather',
  (context) => {
    const [x, indices] = [tensorAt(context, 0), tensorAt(context, 1)];
    const axis = axisOf(intAttr(context, 'axis', 0), x.shape.length);
    const { outer, n, inner } = aroundAxis(x.shape, axis);
    const picks = indicesInto('gather', indices, n, `axis ${axis}`);
    const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
    const read = rowReader(x, inner);
    return [
      moved(x.elem, shape, (out) => {
        let at = 0;
        for (let o = 0; o < outer; o++) {
          for (let i = 0; i < picks.length; i++, at += inner) {
            const { words, offset } = read(o * n + picks[i]);
            copyBlock(out, at, words, offset, inner);
          }
        }
      }),
    ];
  },
  { lazy: [0] },
);

/** Offset of each element of an `indices`-shaped result in `shape`, its axis replaced by the index. */
export function elementOffsets(
  op: string,
  shape: readonly number[],
  indexShape: readonly number[],
  picks: Float64Array,
  axis: number,
): Float64Array {
  const strides = stridesOf(shape);
  const own = stridesOf(indexShape);
  const offsets = new Float64Array(picks.length);
  for (let i = 0; i < picks.length; i++) {
    let offset = picks[i] * strides[axis];
    for (let d = 0; d < shape.length; d++) {
      const coordinate = Math.floor(i / own[d]) % indexShape[d];
      if (d !== axis) offset += wrapIndex(op, coordinate, shape[d], `axis ${d}`) * strides[d];
    }
    offsets[i] = offset;
  }
  return offsets;
}

export const gatherElements = kernel('gather_elements', (context) => {
  const [x, indices] = [tensorAt(context, 0), tensorAt(context, 1)];
  const axis = axisOf(intAttr(context, 'axis', 0), x.shape.length);
  const picks = indicesInto('gather_elements', indices, x.shape[axis], `axis ${axis}`);
  const offsets = elementOffsets('gather_elements', x.shape, indices.shape, picks, axis);
  const from = wordsIn(x);
  return [
    moved(x.elem, indices.shape, (out) => {
      for (let i = 0; i < offsets.length; i++) out[i] = from[offsets[i]];
    }),
  ];
});

export const gatherNd = kernel('gather_nd', (context) => {
  const [x, indices] = [tensorAt(context, 0), tensorAt(context, 1)];
  const batch = intAttr(context, 'batch_dims', 0);
  const tuple = indices.shape[indices.shape.length - 1];
  if (batch + tuple > x.shape.length) badOperand(context, `${tuple} indices for ${x.shape.length - batch} axes`);
  const batches = sizeOf(indices.shape.slice(0, batch));
  const tuples = sizeOf(indices.shape.slice(batch, -1));
  const slice = sizeOf(x.shape.slice(batch + tuple));
  const strides = stridesOf(x.shape);
  const perBatch = sizeOf(x.shape.slice(batch));
  const shape = [...indices.shape.slice(0, -1), ...x.shape.slice(batch + tuple)];
  const offsets = tupleOffsets('gather_nd', indices, x.shape, strides, batch);
  const from = wordsIn(x);
  return [
    moved(x.elem, shape, (out) => {
      for (let t = 0; t < batches * tuples; t++) {
        copyBlock(out, t * slice, from, Math.floor(t / tuples) * perBatch + offsets[t], slice);
      }
    }),
  ];
});

/** Offset of the slice each index tuple (last axis of `indices`) points at, within its batch. */
export function tupleOffsets(
  op: string,
  indices: Parameters<typeof indicesInto>[1],
  shape: readonly number[],
  strides: readonly number[],
  batch: number,
): Float64Array {
  const tuple = indices.shape[indices.shape.length - 1];
  const count = sizeOf(indices.shape.slice(0, -1));
  const values = arrayOf(indices) as ArrayLike<number | bigint>;
  const offsets = new Float64Array(count);
  for (let t = 0; t < count; t++) {
    for (let k = 0; k < tuple; k++) {
      const axis = batch + k;
      offsets[t] += wrapIndex(op, values[t * tuple + k], shape[axis], `axis ${axis}`) * strides[axis];
    }
  }
  return offsets;
}
