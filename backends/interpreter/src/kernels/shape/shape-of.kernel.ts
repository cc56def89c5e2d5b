// Shape-25 and Size-21: the sizes of a tensor as data.

import { integers } from '../../data/elements.js';
import { sizeOf } from '../../data/shape.js';
import { intAttr, kernel, optionalNumberAttr, tensorAt } from '../../kernel.js';

/** Negative bounds count from the end; both are then clamped to [0, rank]. */
function bound(value: number, rank: number): number {
  return Math.min(Math.max(value < 0 ? value + rank : value, 0), rank);
}

export const shapeOf = kernel('shape_of', (context) => {
  const { shape } = tensorAt(context, 0);
  const start = bound(intAttr(context, 'start', 0), shape.length);
  const end = bound(optionalNumberAttr(context, 'end') ?? shape.length, shape.length);
  const sizes = shape.slice(start, Math.max(start, end));
  return [integers([sizes.length], sizes)];
});

export const sizeOfTensor = kernel('size_of', (context) => [integers([], [sizeOf(tensorAt(context, 0).shape)])]);
