// QuantizeLinear-23 and DequantizeLinear-23 with the encoding in the type.

import type { ElementType } from '@afterglow/core';
import type { Type } from '@afterglow/ir';
import { kernel, tensorAt, unsupported } from '../../kernel.js';
import { decodeTensor, encodeTensor } from '../../quant/encoding.js';

export const quantize = kernel('quantize', (context) => {
  const type = context.attrs['to'] as Type;
  if (type.kind !== 'tensor') unsupported(context, 'a type that is not a tensor');
  return [encodeTensor(tensorAt(context, 0), type, context.constant)];
});

export const dequantize = kernel('dequantize', (context) => {
  const elem = (context.attrs['to'] as ElementType | undefined) ?? context.results[0].elem ?? 'f32';
  return [decodeTensor(tensorAt(context, 0), context.operandTypes[0], elem, context.constant)];
});
