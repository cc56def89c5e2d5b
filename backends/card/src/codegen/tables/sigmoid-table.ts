// The fp16 sigmoid as a table of 256 entries on [-18, 10] for `vlut.lin.f16`: entry i is sigmoid(-18 + i·28/256).

import { math, numberToF16, type Tensor, tensorFromBytes } from '@afterglow/core';

const ENTRIES = 256;
const LO = -18;
const HI = 10;
const HEADER_BYTES = 12;

/** Header (f32 lo, f32 1/step, u32 entries) and entries, as bytes of card memory. */
export function sigmoidTable(): Tensor {
  const bytes = new Uint8Array(HEADER_BYTES + 2 * ENTRIES);
  const view = new DataView(bytes.buffer);
  view.setFloat32(0, LO, true);
  view.setFloat32(4, ENTRIES / (HI - LO), true);
  view.setUint32(8, ENTRIES, true);
  for (let i = 0; i < ENTRIES; i++) {
    const x = LO + (i * (HI - LO)) / ENTRIES;
    view.setUint16(HEADER_BYTES + 2 * i, numberToF16(1 / (1 + math.exp(-x))), true);
  }
  return tensorFromBytes('u8', [bytes.length], bytes);
}
