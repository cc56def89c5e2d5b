// Passes its operand on, once the sizes are found to be the stated ones.

import { printShape, sameShape } from '../../data/shape.js';
import { badOperand, intsAttr, kernel, tensorAt } from '../../kernel.js';

export const assumeShape = kernel('assume_shape', (context) => {
  const x = tensorAt(context, 0);
  const shape = intsAttr(context, 'shape');
  if (!sameShape(x.shape, shape))
    badOperand(context, `the shape must be ${printShape(shape)}, is ${printShape(x.shape)}`);
  return [x];
});
