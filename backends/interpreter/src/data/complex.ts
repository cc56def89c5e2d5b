// Complex numbers as things that are only moved: one object an element, because no typed array holds 128 bits at once.

import { type ElementType, emptyArray, type Tensor, type TensorArray, tensorFromArray } from '@afterglow/core';

type Parts = Float32Array | Float64Array;
type Pair = readonly [re: number, im: number];

/** The pairs of an unpacked array of complex numbers. */
export function pairsOf(elements: TensorArray): Pair[] {
  const parts = elements as Parts;
  return Array.from({ length: parts.length / 2 }, (_, i): Pair => [parts[2 * i], parts[2 * i + 1]]);
}

/** A tensor of pairs. */
export function tensorOfPairs(elem: ElementType, shape: readonly number[], pairs: readonly Pair[]): Tensor {
  const parts = emptyArray(elem, pairs.length) as Parts;
  pairs.forEach(([re, im], i) => {
    parts[2 * i] = re;
    parts[2 * i + 1] = im;
  });
  return tensorFromArray(elem, shape, parts);
}
