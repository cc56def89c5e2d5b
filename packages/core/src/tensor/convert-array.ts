// Element-wise conversion of unpacked arrays between any two numeric element types, with one rounding.
// Invariant: 64-bit integers never pass through a double that cannot hold them.

import { bf16ArrayToF32, f32ArrayToBf16 } from '../convert/bf16.js';
import { decodeElement, encodeElement, toBigInt } from '../convert/element.js';
import { f16ArrayToF32, f32ArrayToF16 } from '../convert/f16.js';
import type { EncodeOptions } from '../convert/float-format.js';
import { isSmallFloat } from '../convert/formats.js';
import { invariant } from '../diagnostics.js';
import { ELEMENT_TYPES, type ElementType } from '../element-type.js';
import { emptyArray, type NumericArray } from './arrays.js';

type BigArray = BigInt64Array | BigUint64Array;
type PlainArray = Exclude<NumericArray, BigArray>;

function isBig(array: NumericArray): array is BigArray {
  return array instanceof BigInt64Array || array instanceof BigUint64Array;
}

/**
 * A double that rounds to any float of at most 24 bits as `x` itself would: integers beyond 2^53 are shortened with
 * the lost bits gathered in the last one ("round to odd"), so that rounding later is rounding once.
 */
export function bigToRoundable(x: bigint): number {
  const magnitude = x < 0n ? -x : x;
  if (magnitude < 9007199254740992n) return Number(x);
  const top = magnitude >> 11n;
  const short = Number(magnitude & 2047n ? top | 1n : top) * 2048;
  return x < 0n ? -short : short;
}

/** Converts `array`, unpacked elements of `from`, to unpacked elements of `to`. May answer `array` itself when from = to. */
export function convertArray(
  from: ElementType,
  to: ElementType,
  array: NumericArray,
  options: EncodeOptions = {},
): NumericArray {
  if (from === to) return array;
  const classes = [ELEMENT_TYPES[from].class, ELEMENT_TYPES[to].class];
  invariant(
    !classes.includes('string') && !classes.includes('complex'),
    `no element-wise conversion from ${from} to ${to}`,
  );
  const into = emptyArray(to, array.length);
  if (isBig(array)) return isBig(into) ? copyBig(array, into) : fromBig(to, array, into, options);
  return isBig(into) ? toBig(from, array, into) : convertPlain(from, to, array, into, options);
}

function copyBig(from: BigArray, into: BigArray): BigArray {
  for (let i = 0; i < from.length; i++) into[i] = from[i] as bigint;
  return into;
}

function fromBig(to: ElementType, array: BigArray, into: PlainArray, options: EncodeOptions): PlainArray {
  const row = ELEMENT_TYPES[to];
  if (row.class === 'bool') for (let i = 0; i < array.length; i++) into[i] = array[i] === 0n ? 0 : 1;
  else if (row.class !== 'float') {
    const wrap = row.class === 'signed' ? BigInt.asIntN : BigInt.asUintN;
    for (let i = 0; i < array.length; i++) into[i] = Number(wrap(row.bits, array[i] as bigint));
  } else if (to === 'f64') for (let i = 0; i < array.length; i++) into[i] = Number(array[i]);
  else {
    const encode = encodeElement(to, options);
    for (let i = 0; i < array.length; i++) into[i] = encode(bigToRoundable(array[i] as bigint));
  }
  return into;
}

function toBig(from: ElementType, array: PlainArray, into: BigArray): BigArray {
  const decode = decodeElement(from);
  for (let i = 0; i < array.length; i++) into[i] = toBigInt(decode(array[i] as number));
  return into;
}

function convertPlain(
  from: ElementType,
  to: ElementType,
  array: PlainArray,
  into: PlainArray,
  options: EncodeOptions,
): PlainArray {
  if (array instanceof Float32Array && into instanceof Uint16Array) {
    if (to === 'f16') return f32ArrayToF16(array, into, options.saturate ?? false);
    if (to === 'bf16' && !options.saturate) return f32ArrayToBf16(array, into);
  }
  if (array instanceof Uint16Array && into instanceof Float32Array) {
    if (from === 'f16') return f16ArrayToF32(array, into);
    if (from === 'bf16') return bf16ArrayToF32(array, into);
  }
  const [narrow, bits] = [isSmallFloat(from), ELEMENT_TYPES[to].bits];
  // Typed arrays convert like C: floats round to f32, numbers truncate and wrap into integers of eight bits and more.
  if (!narrow && !isSmallFloat(to) && to !== 'bool' && bits >= 8) {
    into.set(array);
    return into;
  }
  const [decode, encode] = [decodeElement(from), encodeElement(to, options)];
  for (let i = 0; i < array.length; i++) into[i] = encode(decode(array[i] as number));
  return into;
}
