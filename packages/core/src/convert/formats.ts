// The parameters of every float narrower than f32, one row each.

import type { ElementType } from '../element-type.js';
import type { FloatFormat } from './float-format.js';

const e = (exponentBits: number, mantissaBits: number, bias: number) => ({
  exponentBits,
  mantissaBits,
  bias,
  signed: true,
});

/** Float types stored as bit patterns in unpacked arrays. */
export type SmallFloat = keyof typeof FLOAT_FORMATS;

export const FLOAT_FORMATS = {
  f16: {
    ...e(5, 10, 15),
    maxBits: 0x7bff,
    infinityBits: 0x7c00,
    nanBits: 0x7e00,
    saturates: false,
  },
  bf16: {
    ...e(8, 7, 127),
    maxBits: 0x7f7f,
    infinityBits: 0x7f80,
    nanBits: 0x7fc0,
    saturates: false,
  },
  f8e4m3fn: { ...e(4, 3, 7), maxBits: 0x7e, nanBits: 0x7f, saturates: true },
  f8e4m3fnuz: {
    ...e(4, 3, 8),
    maxBits: 0x7f,
    nanBits: 0x80,
    noNegativeZero: true,
    saturates: true,
  },
  f8e5m2: {
    ...e(5, 2, 15),
    maxBits: 0x7b,
    infinityBits: 0x7c,
    nanBits: 0x7e,
    saturates: true,
  },
  f8e5m2fnuz: {
    ...e(5, 2, 16),
    maxBits: 0x7f,
    nanBits: 0x80,
    noNegativeZero: true,
    saturates: true,
  },
  f8e8m0: {
    ...e(8, 0, 127),
    signed: false,
    maxBits: 0xfe,
    nanBits: 0xff,
    saturates: true,
  },
  f4e2m1: { ...e(2, 1, 1), maxBits: 0x7, saturates: true },
} as const satisfies Partial<Record<ElementType, FloatFormat>>;

export function isSmallFloat(elem: ElementType): elem is SmallFloat {
  return Object.hasOwn(FLOAT_FORMATS, elem);
}
