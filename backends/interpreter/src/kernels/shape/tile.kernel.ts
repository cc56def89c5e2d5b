// Tile-13: the whole tensor, repeated `repeats[axis]` times along each axis.

import { remap } from '../../data/remap.js';
import { printShape } from '../../data/shape.js';
import { badOperand, intsAttr, kernel, tensorAt } from '../../kernel.js';

export const tile = kernel('tile', (context) => {
  const x = tensorAt(context, 0);
  const repeats = intsAttr(context, 'repeats');
  if (repeats.some((n) => n < 0)) badOperand(context, `repeats ${printShape(repeats)} are negative`);
  const maps = x.shape.map((size, axis) => Int32Array.from({ length: size * repeats[axis] }, (_, i) => i % size));
  return [remap(x, maps)];
});
