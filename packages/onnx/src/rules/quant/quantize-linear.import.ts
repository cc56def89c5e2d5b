// QuantizeLinear and DequantizeLinear as the arithmetic that defines them. What the stored integers stand for becomes part
// of a type only when the quantization stage recognises the pair.

import { ELEMENT_TYPES, type ElementType, elementBits, isInteger } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Scale or zero point, shaped to broadcast along the axis they belong to. */
function alongAxis(n: NodeReader, b: ImportBuilder, index: number): Value {
  const shape = n.shape(index);
  if (n.maybeInt('block_size')) n.unsupported(`block_size=${n.maybeInt('block_size')}`);
  if (shape.length === 0) return n.in(index);
  if (shape.length > 1) n.unsupported('a scale for each block');
  const rank = n.rank(0);
  const axis = n.version >= 13 ? n.int('axis') : 0;
  // One scale for the whole tensor may come as a vector of one, whatever the axis.
  if (shape[0] === 1) return b.reshape(n.in(index), []);
  const at = n.axis(axis, rank);
  return b.reshape(
    n.in(index),
    Array.from({ length: rank }, (_, i) => (i === at ? (shape[0] ?? 1) : 1)),
  );
}

/** saturate(round(x / scale) + zero point); the sum is exact in float32 for up to 16 bits. */
function quantize(n: NodeReader, b: ImportBuilder): Value {
  const declared = n.version >= 21 && n.int('output_dtype') !== 0 ? n.elementType('output_dtype') : undefined;
  const to: ElementType = n.has(2) ? n.elem(2) : (declared ?? 'u8');
  const precision = n.version >= 23 && n.int('precision') !== 0 ? n.elementType('precision') : n.elem(1);
  const scale = b.cast(alongAxis(n, b, 1), precision);
  const quotient = build.div(b, b.cast(n.in(0), precision), scale);
  if (!isInteger(to)) {
    return build.cast(b, quotient, { to, saturate: n.version >= 19 ? n.flag('saturate') : true });
  }
  const rounded = build.round(b, b.cast(quotient, 'f32'));
  const shifted = n.has(2) ? build.add(b, rounded, b.cast(alongAxis(n, b, 2), 'f32')) : rounded;
  const bits = elementBits(to);
  const isSigned = ELEMENT_TYPES[to].class === 'signed';
  const [min, max] = isSigned ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
  return b.cast(build.clip(b, shifted, { min, max }), to);
}

function dequantize(n: NodeReader, b: ImportBuilder): Value {
  const declared = n.version >= 23 && n.int('output_dtype') !== 0 ? n.elementType('output_dtype') : undefined;
  const scale = alongAxis(n, b, 1);
  const real = n.elem(1);
  const integers = isInteger(n.elem(0));
  // The difference of integers is exact; float8 types have no zero point but 0.
  const x = b.cast(n.in(0), integers ? 'i32' : real);
  const shifted = n.has(2) && integers ? build.sub(b, x, b.cast(alongAxis(n, b, 2), 'i32')) : x;
  const y = build.mul(b, b.cast(shifted, real), scale);
  return declared === undefined ? y : b.cast(y, declared);
}

export const quantizeLinear = importRule('ai.onnx', 'QuantizeLinear', { '10-': quantize });

export const dequantizeLinear = importRule('ai.onnx', 'DequantizeLinear', { '10-': dequantize });
