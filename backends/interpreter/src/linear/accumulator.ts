// Chooses where sums live: double in exact numerics (and for f64 always), f32 on the card. Keeps the two paths of every
// matrix kernel in one place.

import type { ElementType, Tensor } from '@afterglow/core';
import { allocate, type Floats, sealFloats } from '../data/elements.js';
import type { Numerics } from '../kernel.js';
import { multiplyCard, multiplyExact } from './multiply.js';
import type { Panel } from './panel.js';

export interface Accumulator {
  /** The running sums, row-major. */
  readonly sums: Floats;
  /** sums[at + i·stride + j] += Σk a[i, k] · b[j, k]. */
  multiply(a: Panel, b: Panel, depth: number, at: number, stride: number): void;
  /** Rounds the sums once to `elem`. */
  seal(shape: readonly number[]): Tensor;
}

export function accumulator(numerics: Numerics, elem: ElementType, size: number): Accumulator {
  const what = `${size} sums`;
  if (numerics === 'card' && elem !== 'f64') {
    const sums = allocate(what, () => new Float32Array(size));
    return {
      sums,
      multiply: (a, b, depth, at, stride) => multiplyCard(a, b, depth, { out: sums, at, stride }),
      seal: (shape) => sealFloats(elem, shape, sums),
    };
  }
  const sums = allocate(what, () => new Float64Array(size));
  return {
    sums,
    multiply: (a, b, depth, at, stride) => multiplyExact(a, b, depth, { out: sums, at, stride }),
    seal: (shape) => sealFloats(elem, shape, sums),
  };
}
