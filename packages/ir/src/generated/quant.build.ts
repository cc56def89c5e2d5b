// Generated from ir-spec/ops/quant.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { BitCastArgs, DequantizeArgs, DequantizeLinearArgs, QuantizeArgs, QuantizeLinearArgs, QuantizedConcatArgs, UnpackBytesArgs } from './attrs.js';

/** The same bits as elements of another type of that width. */
export function bitCast(builder: Builder, x: Value, attrs: BitCastArgs, options?: AddOptions): Value {
  return builder.value('bit_cast', [x], attrs, options);
}

/** The number that a quantized element stands for. */
export function dequantize(builder: Builder, x: Value, attrs: DequantizeArgs, options?: AddOptions): Value {
  return builder.value('dequantize', [x], attrs, options);
}

/** The reals behind stored numbers, as ONNX DequantizeLinear defines them: (x - zero) * scale. Scales as in quantize_linear. */
export function dequantizeLinear(builder: Builder, x: Value, scale: Value, zero: Value | undefined, attrs: DequantizeLinearArgs, options?: AddOptions): Value {
  return builder.value('dequantize_linear', [x, scale, zero], attrs, options);
}

/** The nearest representable number of a quantized type, saturated. */
export function quantize(builder: Builder, x: Value, attrs: QuantizeArgs, options?: AddOptions): Value {
  return builder.value('quantize', [x], attrs, options);
}

/**
 * Storing by a scale and a zero point that are operands, as ONNX QuantizeLinear defines it: round(x / scale) + zero, ties to
 * even, saturated. There is one scale, one for each slice along axis, or one for each block of elements along axis.
 */
export function quantizeLinear(builder: Builder, x: Value, scale: Value, zero: Value | undefined, attrs: QuantizeLinearArgs, options?: AddOptions): Value {
  return builder.value('quantize_linear', [x, scale, zero], attrs, options);
}

/**
 * a + b on what stored numbers stand for, stored as the node states: both read as f32, added in f32, then stored. An op of its own, since no
 * sum of stored numbers is: what simplifies `add` counts on exact elements.
 */
export function quantizedAdd(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('quantized_add', [a, b], {}, options);
}

/** All operands one after the other along an axis, each with an encoding of its own, stored as the node states. */
export function quantizedConcat(builder: Builder, xs: readonly Value[], attrs: QuantizedConcatArgs, options?: AddOptions): Value {
  return builder.value('quantized_concat', [...xs], attrs, options);
}

/** a * b on what stored numbers stand for, stored as the node states. */
export function quantizedMul(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('quantized_mul', [a, b], {}, options);
}

/** Bytes taken apart along the last axis into the narrow elements that they hold, lowest bits first. */
export function unpackBytes(builder: Builder, x: Value, attrs: UnpackBytesArgs, options?: AddOptions): Value {
  return builder.value('unpack_bytes', [x], attrs, options);
}
