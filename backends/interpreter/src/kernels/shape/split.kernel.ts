// Split-18 with the sizes of all parts given.

import { strided } from '../../data/move.js';
import { axisOf, printShape, stridesOf } from '../../data/shape.js';
import { badOperand, intAttr, intsAttr, kernel, tensorAt } from '../../kernel.js';

export const split = kernel('split', (context) => {
  const x = tensorAt(context, 0);
  const axis = axisOf(intAttr(context, 'axis'), x.shape.length);
  const sizes = intsAttr(context, 'sizes');
  if (sizes.some((n) => n < 0) || sizes.reduce((a, b) => a + b, 0) !== x.shape[axis]) {
    badOperand(context, `sizes ${printShape(sizes)} do not add up to ${x.shape[axis]}`);
  }
  const strides = stridesOf(x.shape);
  let begin = 0;
  return sizes.map((size) => {
    const shape = x.shape.map((n, i) => (i === axis ? size : n));
    const part = strided(x, shape, strides, begin * strides[axis]);
    begin += size;
    return part;
  });
});
