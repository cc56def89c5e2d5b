// Transpose-25. Result axis i is input axis perm[i].

import { strided } from '../../data/move.js';
import { stridesOf } from '../../data/shape.js';
import { intsAttr, kernel, tensorAt } from '../../kernel.js';

export const transpose = kernel('transpose', (context) => {
  const x = tensorAt(context, 0);
  const perm = intsAttr(context, 'perm');
  const strides = stridesOf(x.shape);
  return [
    strided(
      x,
      perm.map((axis) => x.shape[axis]),
      perm.map((axis) => strides[axis]),
    ),
  ];
});
