// Conversions of floats narrower than binary16 or with less mantissa, on the project's scalar rounding.

import { bf16ToNumber, decodeElement, type ElementType, encodeElement, numberToBf16 } from '@afterglow/core';
import type { ElementConverter } from './convert.js';
import { NAN_F32, type Views } from './views.js';

/** Numbers of the `format` flag, in order. */
const FORMATS: readonly ElementType[] = ['f8e4m3fn', 'f8e4m3fnuz', 'f8e5m2', 'f8e5m2fnuz', 'f8e8m0'];

function storeNumber(dst: Views, to: number, value: number): void {
  if (Number.isNaN(value)) dst.u32[to] = NAN_F32;
  else dst.f32[to] = value;
}

/** The rule of one element for a conversion by name, with the flags of an instruction. */
export function smallConverter(conversion: string, format: number, saturate: boolean): ElementConverter {
  const elem = FORMATS[format] ?? 'f8e4m3fn';
  switch (conversion) {
    case 'bf16.f32':
      return (dst, to, src, from) => storeNumber(dst, to, bf16ToNumber(src.u16[from]));
    case 'f32.bf16':
      return (dst, to, src, from) => {
        dst.u16[to] = numberToBf16(src.f32[from]);
      };
    case 'small.f32': {
      const decode = decodeElement(elem);
      return (dst, to, src, from) => storeNumber(dst, to, decode(src.u8[from]));
    }
    default: {
      const encode = encodeElement(elem, { saturate });
      return (dst, to, src, from) => {
        dst.u8[to] = encode(src.f32[from]);
      };
    }
  }
}
