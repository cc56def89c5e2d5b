// Scalar conversions by element type. The "stored" number of an element is what an unpacked array (`arrayOf`) holds:
// a bit pattern for floats below f32, the value for everything else. 64-bit integers are bigints and do not pass here.

import { invariant } from '../diagnostics.js';
import { ELEMENT_TYPES, type ElementType } from '../element-type.js';
import { bf16ToNumber, numberToBf16 } from './bf16.js';
import { f16ToNumber, numberToF16 } from './f16.js';
import { type EncodeOptions, makeEncoder } from './float-format.js';
import { smallFloatTable } from './float8.js';
import { FLOAT_FORMATS, isSmallFloat } from './formats.js';

const identity = (x: number): number => x;

/** From stored numbers to values. Defined for every element type but 64-bit integers, strings and complex numbers. */
export function decodeElement(elem: ElementType): (bits: number) => number {
  if (elem === 'f16') return f16ToNumber;
  if (elem === 'bf16') return bf16ToNumber;
  if (!isSmallFloat(elem)) {
    invariant(isScalarNumber(elem), `${elem} has no number decoder`);
    return identity;
  }
  const table = smallFloatTable(elem);
  return (bits) => table[bits] ?? Number.NaN;
}

/** Truncates towards zero and wraps modulo 2^bits; NaN and infinities become 0. */
function integerEncoder(bits: number, signed: boolean): (x: number) => number {
  const shift = 32 - bits;
  return signed ? (x) => (x << shift) >> shift : (x) => (x << shift) >>> shift;
}

/** From values to stored numbers: floats round once to nearest even, integers truncate and wrap, bool is `x != 0`. */
export function encodeElement(elem: ElementType, options: EncodeOptions = {}): (x: number) => number {
  if (isSmallFloat(elem)) {
    if (elem === 'f16' && !options.saturate) return numberToF16;
    if (elem === 'bf16' && !options.saturate) return numberToBf16;
    return makeEncoder(FLOAT_FORMATS[elem], options);
  }
  if (elem === 'f64') return identity;
  if (elem === 'f32') return Math.fround;
  if (elem === 'bool') return (x) => (x === 0 ? 0 : 1);
  invariant(isScalarNumber(elem), `${elem} has no number encoder`);
  const row = ELEMENT_TYPES[elem];
  return integerEncoder(row.bits, row.class === 'signed');
}

/** Rounds a value to the nearest one the element type holds; 64-bit integers answer the double nearest to the wrapped value. */
export function roundTo(elem: ElementType): (x: number) => number {
  if (elem === 'i64') return (x) => Number(BigInt.asIntN(64, toBigInt(x)));
  if (elem === 'u64') return (x) => Number(BigInt.asUintN(64, toBigInt(x)));
  const [encode, decode] = [encodeElement(elem), decodeElement(elem)];
  return decode === identity ? encode : (x) => decode(encode(x));
}

/** The integer part of a double; 0 for NaN and infinities, as JavaScript's own integer conversions have it. */
export function toBigInt(x: number): bigint {
  return Number.isFinite(x) ? BigInt(Math.trunc(x)) : 0n;
}

/** True for element types whose stored form is one JavaScript number. */
function isScalarNumber(elem: ElementType): boolean {
  return elem !== 'i64' && elem !== 'u64' && elem !== 'string' && elem !== 'c64' && elem !== 'c128';
}
