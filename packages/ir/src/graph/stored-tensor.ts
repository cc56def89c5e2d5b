// How the tensor behind a constant relates to the constant's type.

import { type ElementType, packedBytes } from '@afterglow/core';
import type { TensorType } from './type.js';

export interface StoredForm {
  readonly elem: ElementType;
  readonly shape: readonly number[];
}

/**
 * Element type and shape of the tensor that holds a constant of `type`, or undefined when a dim is not a known size.
 * That is the type's own, except for row encodings: rows of bytes, each its packed elements followed by scale and bias.
 */
export function storedForm(type: TensorType): StoredForm | undefined {
  const shape: number[] = [];
  for (const d of type.shape) {
    if (typeof d !== 'number') return undefined;
    shape.push(d);
  }
  if (type.encoding?.kind !== 'row') return { elem: type.elem, shape };
  const [rows, columns] = shape;
  if (rows === undefined || columns === undefined) return undefined;
  return { elem: 'u8', shape: [rows, packedBytes(type.elem, columns) + (type.encoding.params === 'f32' ? 8 : 4)] };
}
