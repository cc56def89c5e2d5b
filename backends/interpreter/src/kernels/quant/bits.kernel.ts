// BitCast-26, and bytes taken apart into narrower elements: what bits are read as changes, not the bits. Sub-byte elements are
// packed lowest bits first in ONNX, so a packed tensor's bytes are the operand's bytes as long as no row ends inside one.

import {
  type ElementType,
  elementBits,
  readTensorBytes,
  type Tensor,
  tensorBytes,
  tensorFromBytes,
} from '@afterglow/core';
import { kernel, tensorAt } from '../../kernel.js';

function bytesOf(x: Tensor): Uint8Array {
  const bytes = new Uint8Array(tensorBytes(x));
  readTensorBytes(x, 0, bytes);
  return bytes;
}

export const bitCast = kernel('bit_cast', (context) => {
  const x = tensorAt(context, 0);
  const to = context.attrs['to'] as ElementType;
  const bytes = bytesOf(x);
  // A bool is 0 or 1 everywhere else: other patterns are read as true, and kept as 1.
  if (to === 'bool') for (let i = 0; i < bytes.length; i++) bytes[i] = bytes[i] === 0 ? 0 : 1;
  return [tensorFromBytes(to, x.shape, bytes)];
});

export const unpackBytes = kernel('unpack_bytes', (context) => {
  const x = tensorAt(context, 0);
  const to = context.attrs['to'] as ElementType;
  const each = 8 / elementBits(to);
  const shape = x.shape.map((size, axis) => (axis === x.shape.length - 1 ? size * each : size));
  return [tensorFromBytes(to, shape, bytesOf(x))];
});
