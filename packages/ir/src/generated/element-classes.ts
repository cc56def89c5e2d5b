// Generated from ir-spec by `npm run generate`. Do not edit.

import type { ElementSet } from '../infer/index.js';

/** Classes of element types; `quantized` admits integers with an encoding. */
export const elementClasses = {
  /** Floats that arithmetic is done in. */
  float: ['f64', 'f32', 'f16', 'bf16'],
  /** Floats for storage only: scales and compressed weights. */
  small_float: ['f8e4m3fn', 'f8e4m3fnuz', 'f8e5m2', 'f8e5m2fnuz', 'f8e8m0', 'f4e2m1'],
  /** Signed integers. */
  signed_integer: ['i64', 'i32', 'i16', 'i8', 'i4', 'i2'],
  /** Unsigned integers. */
  unsigned_integer: ['u64', 'u32', 'u16', 'u8', 'u4', 'u2'],
  integer: ['i64', 'i32', 'i16', 'i8', 'i4', 'i2', 'u64', 'u32', 'u16', 'u8', 'u4', 'u2'],
  /** Numbers that can be negative. */
  signed: ['f64', 'f32', 'f16', 'bf16', 'i64', 'i32', 'i16', 'i8', 'i4', 'i2'],
  /** Numbers that arithmetic is done in. */
  numeric: ['f64', 'f32', 'f16', 'bf16', 'i64', 'i32', 'i16', 'i8', 'i4', 'i2', 'u64', 'u32', 'u16', 'u8', 'u4', 'u2'],
  /** Types of indices. */
  index: ['i64', 'i32'],
  /** Everything, quantized types included: for ops that only move data. */
  any: ['f64', 'f32', 'f16', 'bf16', 'i64', 'i32', 'i16', 'i8', 'i4', 'i2', 'u64', 'u32', 'u16', 'u8', 'u4', 'u2', 'f8e4m3fn', 'f8e4m3fnuz', 'f8e5m2', 'f8e5m2fnuz', 'f8e8m0', 'f4e2m1', 'bool', 'string', 'c64', 'c128', 'quantized'],
} as const satisfies Record<string, ElementSet>;
