// Which conversions of the vector unit lead from one element type to another. Integers of 8 and 16 bits go through 32, unsigned ones of 32 bits
// are widened by zeros, and what only has another name costs nothing.

import { ELEMENT_TYPES, type ElementType, elementBits, invariant, isFloat } from '@afterglow/core';

export interface ConversionStep {
  /** The instruction, `vcvt.` before it. */
  readonly name: string;
  readonly to: ElementType;
  /** Flags of the instruction. */
  readonly format?: string;
}

/** Floats that are only converted, to and from binary32. */
const SMALL_FLOATS: ReadonlySet<ElementType> = new Set([
  ...(['f8e4m3fn', 'f8e4m3fnuz', 'f8e5m2', 'f8e5m2fnuz', 'f8e8m0', 'bf16'] as const),
]);

function smallStep(from: ElementType, to: ElementType): ConversionStep {
  const small = from === 'f32' ? to : from;
  if (small === 'bf16') return { name: `${from}.${to}`, to };
  return { name: from === 'f32' ? 'f32.small' : 'small.f32', to, format: small };
}

const WIDEN: Readonly<Partial<Record<ElementType, string>>> = {
  bool: 'u8.i32',
  u8: 'u8.i32',
  i8: 'i8.i32',
  u16: 'u16.i32',
  i16: 'i16.i32',
};

/** The type whose instructions work on the bits of an integer. */
function bitsOf(elem: ElementType): ElementType {
  const bits = elementBits(elem);
  return bits === 64 ? 'i64' : bits === 32 ? 'i32' : bits === 16 ? 'u16' : 'u8';
}

/** Conversions there is one instruction for, whatever the sign. */
const DIRECT: ReadonlySet<string> = new Set(['u8.f32', 'u8.f16', 'f32.u8', 'f16.u8', 'f32.f16', 'f16.f32']);

function fromFloat(from: ElementType, to: ElementType): ConversionStep[] {
  const bits = elementBits(to);
  if (bits === 64) return [{ name: `${from}.i64`, to }];
  const whole: ConversionStep = { name: `${from}.i32`, to: bits === 32 ? to : 'i32' };
  return bits === 32 ? [whole] : [whole, { name: `i32.${bitsOf(to)}`, to }];
}

/** From a whole number of 32 or 64 bits. */
function fromWhole(from: 'i32' | 'i64', to: ElementType): ConversionStep[] {
  if (isFloat(to)) return [{ name: `${from}.${to}`, to }];
  const bits = elementBits(to);
  if (from === 'i64') {
    if (bits === 64) return [];
    const low: ConversionStep = { name: 'i64.i32', to: bits === 32 ? to : 'i32' };
    return bits === 32 ? [low] : [low, ...fromWhole('i32', to)];
  }
  if (bits === 64) return [{ name: 'i32.i64', to }];
  return bits === 32 ? [] : [{ name: `i32.${bitsOf(to)}`, to }];
}

/** Steps from one type of whole bytes to another; none where the bits stay as they are. Not for results that are bools. */
export function conversionPath(from: ElementType, to: ElementType): readonly ConversionStep[] {
  if (from === to) return [];
  if (SMALL_FLOATS.has(from)) return [smallStep(from, 'f32'), ...conversionPath('f32', to)];
  if (SMALL_FLOATS.has(to)) return [...conversionPath(from, 'f32'), smallStep('f32', to)];
  if (isFloat(from)) {
    const name = `${from}.${to}`;
    return DIRECT.has(name) ? [{ name, to }] : fromFloat(from, to);
  }
  const byte = from === 'bool' ? 'u8' : from;
  if (DIRECT.has(`${byte}.${to}`)) return [{ name: `${byte}.${to}`, to }];
  if (!isFloat(to) && elementBits(from) === elementBits(to)) return [];
  if (from === 'u64' || from === 'i64') return fromWhole('i64', to);
  if (from === 'u32' && (isFloat(to) || elementBits(to) === 64)) {
    return [{ name: 'u32.i64', to: isFloat(to) ? 'i64' : to }, ...(isFloat(to) ? fromWhole('i64', to) : [])];
  }
  if (from === 'u32' || from === 'i32') return fromWhole('i32', to);
  const widen = WIDEN[from];
  invariant(widen, `the vector unit has no ${ELEMENT_TYPES[from].class} numbers of type ${from}`);
  const rest = fromWhole('i32', to);
  return [{ name: widen, to: rest.length === 0 ? to : 'i32' }, ...rest];
}
