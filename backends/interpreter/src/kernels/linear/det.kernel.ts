// Det-22: elimination with the largest pivot of each column, in double; the product of the pivots, rounded once. A matrix of
// no rows has determinant 1.
// Bounds: rows and columns below n.

import { floatsOf, newFloats, sealFloats } from '../../data/elements.js';
import { sizeOf } from '../../data/shape.js';
import { kernel, tensorAt } from '../../kernel.js';

/** The determinant of the n × n matrix `m`, which is used up. */
function determinant(m: Float64Array, n: number): number {
  let product = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let row = k + 1; row < n; row++) {
      if (Math.abs(m[row * n + k]) > Math.abs(m[pivot * n + k])) pivot = row;
    }
    const top = m[pivot * n + k];
    if (top === 0) return 0;
    if (pivot !== k) {
      product = -product;
      for (let column = k; column < n; column++) {
        [m[k * n + column], m[pivot * n + column]] = [m[pivot * n + column], m[k * n + column]];
      }
    }
    product *= top;
    for (let row = k + 1; row < n; row++) {
      const factor = m[row * n + k] / top;
      if (factor === 0) continue;
      for (let column = k; column < n; column++) m[row * n + column] -= factor * m[k * n + column];
    }
  }
  return product;
}

export const det = kernel('det', (context) => {
  const x = tensorAt(context, 0);
  const shape = x.shape.slice(0, -2);
  const n = x.shape[x.shape.length - 1];
  const values = floatsOf(x);
  const out = newFloats(x.elem, sizeOf(shape));
  for (let i = 0; i < out.length; i++) {
    out[i] = determinant(Float64Array.from(values.subarray(i * n * n, (i + 1) * n * n)), n);
  }
  return [sealFloats(x.elem, shape, out)];
});
