// ReverseSequence-10: element t of sequence i comes from lengths[i] − 1 − t while t is below the length.
// Bounds: lengths are checked against the time axis.

import { integersAsNumbers, moved, wordsIn } from '../../data/elements.js';
import { axisOf, stridesOf } from '../../data/shape.js';
import { badOperand, intAttr, kernel, tensorAt } from '../../kernel.js';

export const reverseSequence = kernel('reverse_sequence', (context) => {
  const x = tensorAt(context, 0);
  const rank = x.shape.length;
  const [time, batch] = [axisOf(intAttr(context, 'time_axis'), rank), axisOf(intAttr(context, 'batch_axis'), rank)];
  const lengths = integersAsNumbers(tensorAt(context, 1));
  const steps = x.shape[time];
  const wrong = lengths.find((length) => length < 0 || length > steps);
  if (wrong !== undefined) badOperand(context, `a length of ${wrong} in ${steps} steps`);
  const strides = stridesOf(x.shape);
  const from = wordsIn(x);
  return [
    moved(x.elem, x.shape, (out) => {
      for (let i = 0; i < out.length; i++) {
        const t = Math.floor(i / strides[time]) % steps;
        const length = lengths[Math.floor(i / strides[batch]) % x.shape[batch]];
        out[i] = from[t < length ? i + (length - 1 - 2 * t) * strides[time] : i];
      }
    }),
  ];
});
