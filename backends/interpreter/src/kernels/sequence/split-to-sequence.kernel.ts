// SplitToSequence-24: slices along an axis, of given lengths, of one length (the last slice has what is left), or of 1.
// Bounds: lengths add up to the size of the axis before anything is read.

import { integersAsNumbers } from '../../data/elements.js';
import { strided } from '../../data/move.js';
import { sequenceOf } from '../../data/sequence.js';
import { axisOf, printShape, stridesOf } from '../../data/shape.js';
import { takeAt } from '../../data/stack.js';
import { badOperand, boolAttr, intAttr, type KernelContext, kernel, optionalTensorAt, tensorAt } from '../../kernel.js';

function lengthsOf(context: KernelContext, size: number): readonly number[] {
  const operand = optionalTensorAt(context, 1);
  if (!operand) return new Array<number>(size).fill(1);
  const given = integersAsNumbers(operand);
  if (operand.shape.length === 0) {
    const [length] = given;
    if (length <= 0) badOperand(context, `slices of length ${length}`);
    return Array.from({ length: Math.ceil(size / length) }, (_, i) => Math.min(length, size - i * length));
  }
  if (given.some((length) => length < 0) || given.reduce((a, b) => a + b, 0) !== size) {
    badOperand(context, `lengths ${printShape(given)} do not add up to ${size}`);
  }
  return given;
}

export const splitToSequence = kernel('split_to_sequence', (context) => {
  const x = tensorAt(context, 0);
  const axis = axisOf(intAttr(context, 'axis', 0), x.shape.length);
  const lengths = lengthsOf(context, x.shape[axis]);
  if (!context.operands[1] && !boolAttr(context, 'keepdims', true)) {
    return [sequenceOf(lengths.map((_, i) => takeAt(x, axis, i)))];
  }
  const strides = stridesOf(x.shape);
  let begin = 0;
  const slices = lengths.map((length) => {
    const shape = x.shape.with(axis, length);
    const slice = strided(x, shape, strides, begin * strides[axis]);
    begin += length;
    return slice;
  });
  return [sequenceOf(slices)];
});
