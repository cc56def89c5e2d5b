// Refuses what is too large before a kernel allocates it: results whose sizes are known, and operands that are symbolic or
// on disk and would be loaded whole.

import { ELEMENT_TYPES, type HostValue, isTensorValue, type Tensor } from '@afterglow/core';
import { checkBudget } from '../data/budget.js';
import { printShape, sizeOf } from '../data/shape.js';
import type { Kernel, KernelContext } from '../kernel.js';

/** Kernels that read no elements and share or keep symbolic what they answer. */
const WITHOUT_ELEMENTS = new Set([
  'splat',
  'dynamic_splat',
  'shape_of',
  'size_of',
  'identity',
  'reshape',
  'dynamic_reshape',
  'squeeze',
  'unsqueeze',
  'dynamic_squeeze',
  'dynamic_unsqueeze',
]);

function bitsOf({ elem }: { readonly elem: Tensor['elem'] }): number {
  return Math.max(8, ELEMENT_TYPES[elem].bits);
}

export function checkTensor(tensor: Tensor): void {
  checkBudget(sizeOf(tensor.shape), bitsOf(tensor), `${tensor.elem}${printShape(tensor.shape)}`);
}

function isInMemory(value: HostValue | undefined): boolean {
  return !value || !isTensorValue(value) || value.storage.kind === 'bytes' || value.storage.kind === 'strings';
}

export function checkSizes(kernel: Kernel, context: KernelContext): void {
  if (WITHOUT_ELEMENTS.has(context.op) || context.regions.length > 0) return;
  context.operands.forEach((value, i) => {
    if (isInMemory(value) || kernel.lazy.includes(i)) return;
    if (value && isTensorValue(value)) checkTensor(value);
  });
  for (const { elem, shape } of context.results) {
    if (elem === undefined || !shape) continue;
    const sizes = shape.filter((size) => size !== undefined);
    if (sizes.length === shape.length) checkBudget(sizeOf(sizes), bitsOf({ elem }), `${elem}${printShape(sizes)}`);
  }
}
