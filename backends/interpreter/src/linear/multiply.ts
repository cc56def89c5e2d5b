// The one matrix product behind fully_connected, matmul and conv: out[i, j] += Σk a[i, k] · b[j, k], k in order.
// Exact: sums in double. Card: one rounding to f32 per product and per add, starting from what `out` holds.
// Bounds: blocks never leave [0, rows) × [0, depth); panels fill the scratch rows the tiles read; `out` has room for
// a.rows rows of `stride` from `at`.

import type { Panel } from './panel.js';

const blockRows = 64;
const blockDepth = 256;

export interface Target<T> {
  readonly out: T;
  readonly at: number;
  readonly stride: number;
}

type Tile<T> = (a: T, b: T, depth: number, m: number, n: number, out: T, at: number, stride: number) => void;

/** Adds the product in double. */
export function multiplyExact(a: Panel, b: Panel, depth: number, target: Target<Float64Array>): void {
  const scratch = blockRows * Math.min(blockDepth, depth);
  blocks(a, b, depth, new Float64Array(scratch), new Float64Array(scratch), target, tileExact);
}

/** Adds the product in single precision, as the card does. */
export function multiplyCard(a: Panel, b: Panel, depth: number, target: Target<Float32Array>): void {
  const scratch = blockRows * Math.min(blockDepth, depth);
  blocks(a, b, depth, new Float32Array(scratch), new Float32Array(scratch), target, tileCard);
}

function blocks<T extends Float32Array | Float64Array>(
  a: Panel,
  b: Panel,
  depth: number,
  left: T,
  right: T,
  target: Target<T>,
  tile: Tile<T>,
): void {
  for (let j = 0; j < b.rows; j += blockRows) {
    const n = Math.min(blockRows, b.rows - j);
    for (let k = 0; k < depth; k += blockDepth) {
      const ks = Math.min(blockDepth, depth - k);
      b.pack(j, n, k, ks, right);
      for (let i = 0; i < a.rows; i += blockRows) {
        const m = Math.min(blockRows, a.rows - i);
        a.pack(i, m, k, ks, left);
        tile(left, right, ks, m, n, target.out, target.at + i * target.stride + j, target.stride);
      }
    }
  }
}

/** 2 × 4 sums at a time stay in registers; what is left over goes one by one. */
function tileExact(
  a: Float64Array,
  b: Float64Array,
  depth: number,
  m: number,
  n: number,
  out: Float64Array,
  at: number,
  stride: number,
): void {
  const [evenM, evenN] = [m - (m % 2), n - (n % 4)];
  for (let i = 0; i < evenM; i += 2) {
    const p = i * depth;
    const q = p + depth;
    for (let j = 0; j < evenN; j += 4) {
      const [u, v, w, x] = [j * depth, (j + 1) * depth, (j + 2) * depth, (j + 3) * depth];
      const o = at + i * stride + j;
      const r = o + stride;
      let s00 = out[o];
      let s01 = out[o + 1];
      let s02 = out[o + 2];
      let s03 = out[o + 3];
      let s10 = out[r];
      let s11 = out[r + 1];
      let s12 = out[r + 2];
      let s13 = out[r + 3];
      for (let k = 0; k < depth; k++) {
        const a0 = a[p + k];
        const a1 = a[q + k];
        const b0 = b[u + k];
        const b1 = b[v + k];
        const b2 = b[w + k];
        const b3 = b[x + k];
        s00 += a0 * b0;
        s01 += a0 * b1;
        s02 += a0 * b2;
        s03 += a0 * b3;
        s10 += a1 * b0;
        s11 += a1 * b1;
        s12 += a1 * b2;
        s13 += a1 * b3;
      }
      out[o] = s00;
      out[o + 1] = s01;
      out[o + 2] = s02;
      out[o + 3] = s03;
      out[r] = s10;
      out[r + 1] = s11;
      out[r + 2] = s12;
      out[r + 3] = s13;
    }
  }
  for (let i = 0; i < m; i++) {
    for (let j = i < evenM ? evenN : 0; j < n; j++) {
      let sum = out[at + i * stride + j];
      for (let k = 0; k < depth; k++) sum += a[i * depth + k] * b[j * depth + k];
      out[at + i * stride + j] = sum;
    }
  }
}

function tileCard(
  a: Float32Array,
  b: Float32Array,
  depth: number,
  m: number,
  n: number,
  out: Float32Array,
  at: number,
  stride: number,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = out[at + i * stride + j];
      for (let k = 0; k < depth; k++) {
        sum = Math.fround(sum + Math.fround(a[i * depth + k] * b[j * depth + k]));
      }
      out[at + i * stride + j] = sum;
    }
  }
}
