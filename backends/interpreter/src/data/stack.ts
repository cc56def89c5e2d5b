// Slices taken off and stacked along an axis, for loop and scan.

import type { ElementType, Tensor } from '@afterglow/core';
import { badOperand, type KernelContext } from '../kernel.js';
import { moved, wordsIn } from './elements.js';
import { copyBlock, strided } from './move.js';
import { aroundAxis, printShape, sameShape, stridesOf } from './shape.js';

/** Element `index` along `axis`, which the result drops. */
export function takeAt(x: Tensor, axis: number, index: number): Tensor {
  const keep = (list: readonly number[]) => list.filter((_, i) => i !== axis);
  const strides = stridesOf(x.shape);
  return strided(x, keep(x.shape), keep(strides), index * strides[axis]);
}

/** Tensors of one shape side by side along a new `axis`. Without any, `shapeOf` says what an element would have been. */
export function stack(
  context: KernelContext,
  parts: readonly Tensor[],
  axis: number,
  empty: { readonly elem: ElementType; readonly shape: readonly number[] },
): Tensor {
  const first = parts[0] ?? { ...empty, storage: undefined };
  for (const part of parts) {
    if (!sameShape(part.shape, first.shape)) {
      badOperand(
        context,
        `iterations give ${printShape(first.shape)} and ${printShape(part.shape)}, which do not stack`,
      );
    }
  }
  const shape = [...first.shape.slice(0, axis), parts.length, ...first.shape.slice(axis)];
  const { outer, n, inner } = aroundAxis(shape, axis);
  return moved(first.elem, shape, (out) => {
    parts.forEach((part, index) => {
      const from = wordsIn(part);
      for (let o = 0; o < outer; o++) copyBlock(out, (o * n + index) * inner, from, o * inner, inner);
    });
  });
}
