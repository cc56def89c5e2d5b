// Concat-13: operands one after another along an axis.
// Bounds: each operand fills its own `n · inner` words of every outer block.

import type { Tensor } from '@afterglow/core';
import { moved, wordsIn } from '../../data/elements.js';
import { copyBlock } from '../../data/move.js';
import { aroundAxis, axisOf, printShape } from '../../data/shape.js';
import { badOperand, intAttr, type KernelContext, kernel, tensorAt } from '../../kernel.js';

/** Tensors one after another along an axis counted from the front. */
export function concatenate(context: KernelContext, parts: readonly Tensor[], axis: number): Tensor {
  const first = parts[0];
  for (const part of parts) {
    const fits =
      part.shape.length === first.shape.length && part.shape.every((n, i) => i === axis || n === first.shape[i]);
    if (!fits) {
      badOperand(context, `${printShape(part.shape)} does not join ${printShape(first.shape)} along axis ${axis}`);
    }
  }
  const shape = first.shape.map((n, i) => (i === axis ? parts.reduce((sum, part) => sum + part.shape[axis], 0) : n));
  const { outer, n, inner } = aroundAxis(shape, axis);
  return moved(first.elem, shape, (out) => {
    let begin = 0;
    for (const part of parts) {
      const from = wordsIn(part);
      const block = part.shape[axis] * inner;
      for (let o = 0; o < outer; o++) copyBlock(out, (o * n + begin) * inner, from, o * block, block);
      begin += part.shape[axis];
    }
  });
}

export const concat = kernel('concat', (context) => {
  const parts: Tensor[] = context.operands.map((_, i) => tensorAt(context, i));
  return [concatenate(context, parts, axisOf(intAttr(context, 'axis'), parts[0].shape.length))];
});
