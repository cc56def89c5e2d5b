// Dynamic ops are static ones with an attribute read from data: their kernels read it, check it, and run the static kernel.

import type { HostValue, Tensor } from '@afterglow/core';
import { integersAsNumbers } from '../../data/elements.js';
import { axisOf } from '../../data/shape.js';
import { badOperand, type Kernel, type KernelAttr, type KernelContext } from '../../kernel.js';

/** Runs the kernel of the static op on operands and attributes of its own. */
export function runAs(
  kernel: Kernel,
  context: KernelContext,
  operands: readonly (Tensor | undefined)[],
  attrs: Readonly<Record<string, KernelAttr>>,
): readonly HostValue[] {
  return kernel.run({ ...context, op: kernel.op, operands, attrs });
}

/** Axes given as data, counted from the front; unlike attributes, nobody has checked them before. */
export function axesOf(context: KernelContext, tensor: Tensor, rank: number): number[] {
  const axes = integersAsNumbers(tensor).map((axis) => {
    const normal = axisOf(axis, rank);
    if (!(normal >= 0 && normal < rank)) badOperand(context, `axis ${axis} is out of range for rank ${rank}`);
    return normal;
  });
  if (new Set(axes).size < axes.length) badOperand(context, `axes [${axes.join(', ')}] name an axis twice`);
  return axes;
}
