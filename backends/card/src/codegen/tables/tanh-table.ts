// The fp16 hyperbolic tangent by bit pattern for `vlut.bits.f16`: below bits 10048 the identity, from 17538 on 1, between them
// lines over runs of 64 bit patterns.

import { f16ToNumber, math, numberToF16, roundF16, type Tensor, tensorFromBytes } from '@afterglow/core';

const FIRST = 10048;
const LAST = 17538;
const SHIFT = 6;
const HEADER_BYTES = 8;

/** Header (u16 first, last, shift, fp16 top) and (base, slope) pairs, as bytes of card memory. */
export function tanhTable(): Tensor {
  const pairs = ((LAST - 1 - FIRST) >> SHIFT) + 1;
  const bytes = new Uint8Array(HEADER_BYTES + 4 * pairs);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, FIRST, true);
  view.setUint16(2, LAST, true);
  view.setUint16(4, SHIFT, true);
  view.setUint16(6, numberToF16(1), true);
  const base = (k: number) => roundF16(math.tanh(f16ToNumber(FIRST + (k << SHIFT))));
  for (let k = 0; k < pairs; k++) {
    view.setUint16(HEADER_BYTES + 4 * k, numberToF16(base(k)), true);
    view.setUint16(HEADER_BYTES + 4 * k + 2, numberToF16((base(k + 1) - base(k)) / (1 << SHIFT)), true);
  }
  return tensorFromBytes('u8', [bytes.length], bytes);
}
