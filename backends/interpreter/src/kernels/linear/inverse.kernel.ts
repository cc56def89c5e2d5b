// com.microsoft Inverse: Gauss-Jordan elimination with the largest pivot of each column, in double, rounded once.
// Bounds: rows and columns below n.

import { floatsOf, newFloats, sealFloats } from '../../data/elements.js';
import { badOperand, kernel, tensorAt } from '../../kernel.js';

/** The inverse of the n × n matrix `m`, which is used up; undefined where there is none. */
function inverted(m: Float64Array, n: number): Float64Array | undefined {
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) inverse[i * n + i] = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let row = k + 1; row < n; row++) {
      if (Math.abs(m[row * n + k]) > Math.abs(m[pivot * n + k])) pivot = row;
    }
    const top = m[pivot * n + k];
    if (top === 0) return undefined;
    for (const x of [m, inverse]) {
      for (let column = 0; column < n; column++) {
        const swapped = x[k * n + column];
        x[k * n + column] = x[pivot * n + column] / top;
        if (pivot !== k) x[pivot * n + column] = swapped;
      }
    }
    for (let row = 0; row < n; row++) {
      const factor = m[row * n + k];
      if (row === k || factor === 0) continue;
      for (const x of [m, inverse]) {
        for (let column = 0; column < n; column++) x[row * n + column] -= factor * x[k * n + column];
      }
    }
  }
  return inverse;
}

export const inverse = kernel('inverse', (context) => {
  const x = tensorAt(context, 0);
  const n = x.shape[x.shape.length - 1];
  const values = floatsOf(x);
  const out = newFloats(x.elem, values.length);
  for (let at = 0; at < values.length; at += n * n) {
    const found = inverted(Float64Array.from(values.subarray(at, at + n * n)), n);
    if (!found) badOperand(context, `matrix ${at / (n * n)} has no inverse`);
    out.set(found, at);
  }
  return [sealFloats(x.elem, x.shape, out)];
});
