// AffineGrid-20, any spatial rank: the places of an image, −1 to 1 along each axis and last axis first, each taken
// through the affine map theta of its batch entry. Computed in double, rounded once.

import type { Tensor } from '@afterglow/core';
import { floatsOf, integersAsNumbers, newFloats, sealFloats } from '../../data/elements.js';
import { sizeOf, stridesOf } from '../../data/shape.js';
import { badOperand, boolAttr, intsAttr, type KernelContext, kernel, tensorAt } from '../../kernel.js';

/** Coordinates along one axis. A single element with aligned corners lies at −1. */
function axisPlaces(size: number, corners: boolean): Float64Array {
  if (corners) return Float64Array.from({ length: size }, (_, i) => (size === 1 ? -1 : (2 * i) / (size - 1) - 1));
  return Float64Array.from({ length: size }, (_, i) => (2 * i + 1) / size - 1);
}

function grid(context: KernelContext, sizes: readonly number[]): Tensor {
  const theta = tensorAt(context, 0);
  const [batch, rank, width] = theta.shape;
  const negative = sizes.find((size) => size < 0);
  if (negative !== undefined) badOperand(context, `a size of ${negative}`);
  const strides = stridesOf(sizes);
  const positions = sizeOf(sizes);
  const shape = [batch, ...sizes, rank];
  const maps = floatsOf(theta);
  // Memory for the whole comes first: one axis may be huge where the data say so.
  const out = newFloats(theta.elem, sizeOf(shape));
  if (out.length === 0) return sealFloats(theta.elem, shape, out);
  const places = sizes.map((size) => axisPlaces(size, boolAttr(context, 'align_corners')));
  for (let p = 0; p < positions; p++) {
    const place = sizes.map((size, axis) => places[axis][Math.floor(p / strides[axis]) % size]).reverse();
    for (let n = 0; n < batch; n++) {
      for (let row = 0; row < rank; row++) {
        const at = (n * rank + row) * width;
        let sum = maps[at + rank];
        for (let axis = 0; axis < rank; axis++) sum += maps[at + axis] * place[axis];
        out[(n * positions + p) * rank + row] = sum;
      }
    }
  }
  return sealFloats(theta.elem, shape, out);
}

export const affineGrid = kernel('affine_grid', (context) => [grid(context, intsAttr(context, 'sizes'))]);

export const dynamicAffineGrid = kernel('dynamic_affine_grid', (context) => [
  grid(context, integersAsNumbers(tensorAt(context, 1)).slice(2)),
]);
