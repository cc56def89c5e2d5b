// Tables whose rows carry their own scale and bias are bytes in a file: packed integers, then two floats. No operator looks
// into bytes, so the floats are put together by arithmetic.

import { elementBits, packedBytes } from '@afterglow/core';
import type { TensorType } from '@afterglow/ir';
import type { Emitter } from './emitter.js';

/** Columns `from` to `to` of rows of bytes, as f32. */
function columns(e: Emitter, rows: string, from: number, to: number): string {
  const cut = e.op('Slice', [rows, e.ints([from]), e.ints([to]), e.ints([-1])]);
  return e.cast(cut, 'f32');
}

const times = (e: Emitter, x: string, factor: number) => e.op('Mul', [x, e.scalar('f32', factor)]);

/** The float that little-endian bytes of binary32 or binary16 spell; infinities and NaN do not occur as parameters. */
function floatOf(
  e: Emitter,
  bytes: readonly string[],
  form: { readonly fraction: number; readonly bias: number },
): string {
  const high = bytes.at(-1) ?? '';
  const sign = e.op('Floor', [times(e, high, 1 / 128)]);
  // The bits below the sign, as one number: exponent and fraction.
  const rest = e.op('Sub', [high, times(e, sign, 128)]);
  const low = bytes.slice(0, -1).map((byte) => e.cast(byte, 'f64'));
  const weights = bytes.map((_, i) => e.scalar('f64', 256 ** i));
  const magnitude = [...low, e.cast(rest, 'f64')]
    .map((byte, i) => e.op('Mul', [byte, weights[i] ?? '']))
    .reduce((sum, part) => e.op('Add', [sum, part]));
  const unit = e.scalar('f64', 2 ** form.fraction);
  const exponent = e.op('Floor', [e.op('Div', [magnitude, unit])]);
  const fraction = e.op('Sub', [magnitude, e.op('Mul', [exponent, unit])]);
  const isNormal = e.op('Greater', [exponent, e.scalar('f64', 0)]);
  const significand = e.op('Where', [isNormal, e.op('Add', [fraction, unit]), fraction]);
  const power = e.op('Sub', [e.op('Max', [exponent, e.scalar('f64', 1)]), e.scalar('f64', form.bias + form.fraction)]);
  const value = e.op('Mul', [significand, e.op('Pow', [e.scalar('f64', 2), power])]);
  const signed = e.op('Sub', [e.scalar('f64', 1), e.op('Mul', [e.cast(sign, 'f64'), e.scalar('f64', 2)])]);
  return e.cast(e.op('Mul', [value, signed]), 'f32');
}

/** Rows of a table of type `type`, given as bytes along the last axis, as the f32 they stand for. */
export function unpackRows(e: Emitter, rows: string, type: TensorType): string {
  const { encoding, elem, shape } = type;
  const width = shape[1];
  if (encoding?.kind !== 'row' || typeof width !== 'number')
    return e.refuse('rows of bytes of a size that is not known');
  const packed = packedBytes(elem, width);
  const size = encoding.params === 'f32' ? 4 : 2;
  const form = encoding.params === 'f32' ? { fraction: 23, bias: 127 } : { fraction: 10, bias: 15 };
  const parameter = (start: number) =>
    floatOf(
      e,
      Array.from({ length: size }, (_, i) => columns(e, rows, start + i, start + i + 1)),
      form,
    );
  const stored = integers(e, rows, elem, packed, width);
  return e.op('Add', [e.op('Mul', [stored, parameter(packed)]), parameter(packed + size)]);
}

/** The packed integers of each row as f32; the first element of a byte lies in its low bits. */
function integers(e: Emitter, rows: string, elem: TensorType['elem'], packed: number, width: number): string {
  const bits = elementBits(elem);
  if (bits > 8) e.refuse(`rows of ${elem} with scales of their own`);
  const bytes = columns(e, rows, 0, packed);
  const isSigned = elem.startsWith('i');
  const wrap = (x: string) => {
    if (!isSigned) return x;
    const isNegative = e.op('GreaterOrEqual', [x, e.scalar('f32', 2 ** (bits - 1))]);
    return e.op('Where', [isNegative, e.op('Sub', [x, e.scalar('f32', 2 ** bits)]), x]);
  };
  if (bits === 8) return wrap(bytes);
  const parts = Array.from({ length: 8 / bits }, (_, i) => {
    const shifted = e.op('Floor', [times(e, bytes, 2 ** (-bits * i))]);
    const above = times(e, e.op('Floor', [times(e, shifted, 2 ** -bits)]), 2 ** bits);
    return e.op('Unsqueeze', [e.op('Sub', [shifted, above]), e.ints([-1])]);
  });
  // Elements of one byte side by side, then the axis of bytes and that of elements become one.
  const side = e.op('Concat', parts, { axis: -1 });
  const lead = e.op('Shape', [bytes], { end: -1 });
  const flat = e.op('Reshape', [side, e.op('Concat', [lead, e.ints([packed * parts.length])], { axis: 0 })]);
  return wrap(e.op('Slice', [flat, e.ints([0]), e.ints([width]), e.ints([-1])]));
}
