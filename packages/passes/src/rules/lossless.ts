// Which element types hold every number of another.

import { ELEMENT_TYPES, type ElementType, isFloat, isInteger } from '@afterglow/core';

/** Bits of integer precision a float format has. */
const precision: Readonly<Partial<Record<ElementType, number>>> = { f64: 53, f32: 24, f16: 11, bf16: 8 };

/** True when every value of `from` is a value of `to`. */
export function isLossless(from: ElementType, to: ElementType): boolean {
  if (to === from || from === 'bool') return to === from || isInteger(to) || precision[to] !== undefined;
  const [a, b] = [ELEMENT_TYPES[from], ELEMENT_TYPES[to]];
  if (isFloat(from)) {
    if (to === 'f64') return true;
    return to === 'f32' && from !== 'f64';
  }
  if (!isInteger(from)) return false;
  const digits = a.class === 'signed' ? a.bits - 1 : a.bits;
  if (isFloat(to)) return digits <= (precision[to] ?? 0) && to !== 'f16';
  if (!isInteger(to)) return false;
  return b.class === 'signed' ? digits <= b.bits - 1 : a.class === 'unsigned' && a.bits <= b.bits;
}
