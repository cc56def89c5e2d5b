// The sliding window of convolutions and pools: attributes with defaults, and the output size.

import { printShape } from '../data/shape.js';
import { badOperand, boolAttr, intsAttr, type KernelContext } from '../kernel.js';

/** A window over the spatial axes. All lists have one entry an axis. */
export interface Window {
  readonly input: readonly number[];
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Padding before and after. */
  readonly begins: readonly number[];
  readonly ends: readonly number[];
  readonly output: readonly number[];
}

/**
 * Output size: floor((input + pads − (kernel − 1) · dilation − 1) / stride) + 1, or with ceil_mode the ceiling, less a
 * last window that would start in the padding behind (as PyTorch and ONNX since AveragePool-19 have it).
 */
function outputSize(padded: number, extent: number, stride: number, inside: number, ceil: boolean): number {
  const steps = (padded - extent) / stride;
  if (!ceil) return Math.floor(steps) + 1;
  const size = Math.ceil(steps) + 1;
  return (size - 1) * stride >= inside ? size - 1 : size;
}

/** Reads strides, pads, dilations and ceil_mode of a node for the given input and kernel sizes. */
export function windowAttrs(context: KernelContext, input: readonly number[], kernel: readonly number[]): Window {
  const rank = input.length;
  const ones = new Array<number>(rank).fill(1);
  const list = (name: string, otherwise: readonly number[]) => {
    const values = intsAttr(context, name, otherwise);
    return values.length === 0 ? otherwise : values;
  };
  const strides = list('strides', ones);
  const dilations = list('dilations', ones);
  const pads = list('pads', new Array<number>(2 * rank).fill(0));
  const [begins, ends] = [pads.slice(0, rank), pads.slice(rank)];
  const ceil = boolAttr(context, 'ceil_mode');
  const output = input.map((n, axis) => {
    const extent = (kernel[axis] - 1) * dilations[axis] + 1;
    return outputSize(n + begins[axis] + ends[axis], extent, strides[axis], n + begins[axis], ceil);
  });
  if (output.some((n) => n < 0))
    badOperand(context, `window ${printShape(kernel)} is larger than ${printShape(input)}`);
  return { input, kernel, strides, dilations, begins, ends, output };
}
