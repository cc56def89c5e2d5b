// Reshape-25, Squeeze-25, Unsqueeze-25: the same elements in another shape; nothing is copied.
// `reshape` has its sizes resolved; `dynamic_reshape` reads them as data: −1 infers one, 0 copies the input's (unless
// allow_zero).

import { reshapeTensor, type Tensor } from '@afterglow/core';
import { integersAsNumbers } from '../../data/elements.js';
import { axisOf, printShape, sizeOf } from '../../data/shape.js';
import { badOperand, boolAttr, intsAttr, type KernelContext, kernel, tensorAt } from '../../kernel.js';

function reshaped(context: KernelContext, x: Tensor, shape: readonly number[]): Tensor {
  if (shape.some((n) => n < 0) || sizeOf(shape) !== sizeOf(x.shape)) {
    badOperand(context, `${printShape(x.shape)} cannot become ${printShape(shape)}: element counts differ`);
  }
  return reshapeTensor(x, shape);
}

export const reshape = kernel('reshape', (context) => [
  reshaped(context, tensorAt(context, 0), intsAttr(context, 'shape')),
]);

export const dynamicReshape = kernel('dynamic_reshape', (context) => {
  const x = tensorAt(context, 0);
  const allowZero = boolAttr(context, 'allow_zero');
  const wanted = integersAsNumbers(tensorAt(context, 1));
  const shape = wanted.map((n, axis) => {
    if (n !== 0 || allowZero) return n;
    if (axis >= x.shape.length) badOperand(context, `size 0 at axis ${axis} copies an axis the input does not have`);
    return x.shape[axis];
  });
  const open = shape.indexOf(-1);
  if (open >= 0) {
    if (shape.indexOf(-1, open + 1) >= 0) badOperand(context, `${printShape(wanted)} infers more than one size`);
    const rest = sizeOf(shape.filter((_, axis) => axis !== open));
    const size = rest === 0 ? 0 : sizeOf(x.shape) / rest;
    if (!Number.isInteger(size)) {
      badOperand(context, `${printShape(x.shape)} cannot become ${printShape(wanted)}: no whole size fits`);
    }
    shape[open] = size;
  }
  return [reshaped(context, x, shape)];
});

export const squeeze = kernel('squeeze', (context) => {
  const x = tensorAt(context, 0);
  const axes = new Set(intsAttr(context, 'axes').map((axis) => axisOf(axis, x.shape.length)));
  for (const axis of axes) {
    if (x.shape[axis] !== 1) badOperand(context, `axis ${axis} of ${printShape(x.shape)} is not 1`);
  }
  const shape = x.shape.filter((_, axis) => !axes.has(axis));
  return [reshaped(context, x, shape)];
});

export const unsqueeze = kernel('unsqueeze', (context) => {
  const x = tensorAt(context, 0);
  const listed = intsAttr(context, 'axes');
  const rank = x.shape.length + listed.length;
  const axes = new Set(listed.map((axis) => axisOf(axis, rank)));
  const sizes = [...x.shape];
  const shape = Array.from({ length: rank }, (_, axis) => (axes.has(axis) ? 1 : (sizes.shift() as number)));
  return [reshaped(context, x, shape)];
});
