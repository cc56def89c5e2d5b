// Scan-25: runs the body once for every slice of the scanned operands. Carried values pass from one step to the next;
// the other results are stacked along their axis. Axes may run backwards.

import type { HostValue, Tensor } from '@afterglow/core';
import { axisOf } from '../../data/shape.js';
import { stack, takeAt } from '../../data/stack.js';
import { badOperand, intAttr, intsAttr, kernel, tensorAt } from '../../kernel.js';
import { asTensor, emptyElement } from './loop.kernel.js';

export const scan = kernel('scan', (context) => {
  const count = intAttr(context, 'carried', 0);
  const inputs = context.operands.slice(count).map((_, i) => tensorAt(context, count + i));
  const flags = (name: string, n: number) => {
    const list = intsAttr(context, name, []);
    return Array.from({ length: n }, (_, i) => list[i] ?? 0);
  };
  const axes = flags('scan_axes', inputs.length).map((axis, i) => axisOf(axis, inputs[i].shape.length));
  const steps = inputs.length === 0 ? 0 : inputs[0].shape[axes[0]];
  inputs.forEach((input, i) => {
    if (input.shape[axes[i]] !== steps)
      badOperand(context, `scanned sizes ${steps} and ${input.shape[axes[i]]} differ`);
  });
  const outputs = context.results.length - count;
  const outputAxes = flags('output_axes', outputs);
  const [reverseIn, reverseOut] = [flags('reverse_in', inputs.length), flags('reverse_out', outputs)];
  let state: HostValue[] = context.operands.slice(0, count).map((_, i) => tensorAt(context, i));
  const scanned: Tensor[][] = Array.from({ length: outputs }, () => []);
  for (let t = 0; t < steps; t++) {
    const slices = inputs.map((input, i) => takeAt(input, axes[i], reverseIn[i] ? steps - 1 - t : t));
    const values = context.regions[0]([...state, ...slices]);
    state = values.slice(0, count);
    values.slice(count).forEach((value, k) => scanned[k].push(asTensor(context, value)));
  }
  return [
    ...state,
    ...scanned.map((parts, k) => {
      const ordered = reverseOut[k] ? parts.reverse() : parts;
      const rank = (parts[0]?.shape ?? emptyElement(context, count + k, 0).shape).length + 1;
      const axis = axisOf(outputAxes[k], rank);
      return stack(context, ordered, axis, emptyElement(context, count + k, axis));
    }),
  ];
});
