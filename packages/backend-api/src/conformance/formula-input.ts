// The inputs of ONNX's light models, which have no input files.

import { type Tensor, tensorFromArray } from '@afterglow/core';
import type { Type } from '@afterglow/ir';

/** 0/n, 1/n, … (n − 1)/n in row-major order, in double and rounded to f32. Undefined for other than known f32 shapes. */
export function formulaInput(type: Type): Tensor | undefined {
  if (type.kind !== 'tensor' || type.elem !== 'f32') return undefined;
  const shape: number[] = [];
  for (const d of type.shape) {
    if (typeof d !== 'number') return undefined;
    shape.push(d);
  }
  const n = shape.reduce((a, b) => a * b, 1);
  return tensorFromArray(
    'f32',
    shape,
    Float32Array.from({ length: n }, (_, i) => i / n),
  );
}
