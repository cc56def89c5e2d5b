// Expand-13: broadcasts to the wanted shape in both directions (a wanted 1 keeps the input's size), so the result's
// shape is the common one. `dynamic_expand` reads the sizes as data.

import { integersAsNumbers } from '../../data/elements.js';
import { strided } from '../../data/move.js';
import { broadcast, broadcastStrides, printShape } from '../../data/shape.js';
import { badOperand, intsAttr, type KernelContext, kernel, tensorAt } from '../../kernel.js';

function expanded(context: KernelContext, wanted: readonly number[]) {
  const x = tensorAt(context, 0);
  if (wanted.some((size) => size < 0)) badOperand(context, `${printShape(wanted)} is not a shape`);
  const shape = broadcast(context, [x.shape, wanted]);
  return [strided(x, shape, broadcastStrides(x.shape, shape))];
}

export const expand = kernel('expand', (context) => expanded(context, intsAttr(context, 'shape')));

export const dynamicExpand = kernel('dynamic_expand', (context) =>
  expanded(context, integersAsNumbers(tensorAt(context, 1))),
);
