// ConcatFromSequence-11: the items joined along an axis, or stacked along a new one.

import { type HostValue, isTensorValue, type Tensor } from '@afterglow/core';
import { itemsAt } from '../../data/sequence.js';
import { axisOf } from '../../data/shape.js';
import { stack } from '../../data/stack.js';
import { badOperand, boolAttr, intAttr, type KernelContext, kernel } from '../../kernel.js';
import { concatenate } from '../shape/concat.kernel.js';

function tensorOf(context: KernelContext, value: HostValue): Tensor {
  return isTensorValue(value) ? value : badOperand(context, `an item is a ${value.kind}`);
}

export const concatFromSequence = kernel('concat_from_sequence', (context) => {
  const items = itemsAt(context, 0).map((item) => tensorOf(context, item));
  const [first] = items;
  if (!first) badOperand(context, 'the sequence is empty, so the shape of the result is unknown');
  const axis = intAttr(context, 'axis');
  const rank = first.shape.length;
  if (boolAttr(context, 'new_axis')) return [stack(context, items, axisOf(axis, rank + 1), first)];
  return [concatenate(context, items, axisOf(axis, rank))];
});
