// Loop-25: runs the body while the condition holds, at most `trip` times. Carried values pass from one iteration to the
// next; what the body answers beyond them is stacked along a new first axis.

import { type HostValue, type Tensor, tensorFromArray } from '@afterglow/core';
import { integersAsNumbers, storedOf } from '../../data/elements.js';
import { stack } from '../../data/stack.js';
import { badOperand, type KernelContext, kernel, optionalTensorAt } from '../../kernel.js';

function isTrue(value: HostValue | undefined): boolean {
  return value !== undefined && !('kind' in value) && storedOf(value)[0] !== 0;
}

/** What a scanned result would hold if no iteration ran: sizes that nobody knows are 0. */
export function emptyElement(context: KernelContext, result: number, axis: number) {
  const { elem = 'f32', shape = [] } = context.results[result];
  return { elem, shape: shape.filter((_, i) => i !== axis).map((n) => n ?? 0) };
}

export function asTensor(context: KernelContext, value: HostValue): Tensor {
  if ('kind' in value) badOperand(context, 'only tensors stack');
  return value;
}

export const loop = kernel('loop', (context) => {
  const trip = optionalTensorAt(context, 0);
  const limit = trip ? integersAsNumbers(trip)[0] : Infinity;
  const condition = context.operands[1];
  const carried = context.operands.length > 2 ? context.operands.slice(2) : [];
  const count = carried.length;
  let state = carried.map((value, i) => value ?? badOperand(context, `carried value ${i} is missing`));
  let running = condition === undefined || isTrue(condition);
  const scanned: Tensor[][] = Array.from({ length: context.results.length - count }, () => []);
  for (let i = 0; running && i < limit; i++) {
    const iteration = tensorFromArray('i64', [], BigInt64Array.of(BigInt(i)));
    const going = tensorFromArray('bool', [], Uint8Array.of(1));
    const [next, ...values] = context.regions[0]([iteration, going, ...state]);
    running = isTrue(next);
    state = values.slice(0, count);
    values.slice(count).forEach((value, k) => scanned[k].push(asTensor(context, value)));
  }
  return [...state, ...scanned.map((parts, k) => stack(context, parts, 0, emptyElement(context, count + k, 0)))];
});
