// The diagonal of two axes: one strided copy, whose step along the axis that stays is the sum of both steps.

import { strided } from '../../data/move.js';
import { axisOf, printShape, stridesOf } from '../../data/shape.js';
import { badOperand, intAttr, kernel, tensorAt } from '../../kernel.js';

export const diagonal = kernel('diagonal', (context) => {
  const x = tensorAt(context, 0);
  const rank = x.shape.length;
  const [first, second] = [axisOf(intAttr(context, 'first'), rank), axisOf(intAttr(context, 'second'), rank)];
  if (x.shape[first] !== x.shape[second]) badOperand(context, `${printShape(x.shape)} is not square in the two axes`);
  const strides = stridesOf(x.shape);
  strides[first] += strides[second];
  const keep = (list: readonly number[]) => list.filter((_, axis) => axis !== second);
  return [strided(x, keep(x.shape), keep(strides))];
});
