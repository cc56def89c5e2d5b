// ConstantOfShape-25: one value everywhere. Stays symbolic: nothing is allocated until somebody reads the numbers.

import { checkedSize, type ElementType, splatTensor, type Tensor } from '@afterglow/core';
import { integersAsNumbers } from '../../data/elements.js';
import { printShape } from '../../data/shape.js';
import { interpreterDiagnostics } from '../../diagnostics.js';
import { fault } from '../../fault.js';
import { badOperand, intAttr, intsAttr, type KernelContext, kernel, tensorAt } from '../../kernel.js';

function filled(context: KernelContext, shape: readonly number[], elem: ElementType): Tensor {
  if (shape.some((n) => n < 0)) badOperand(context, `${printShape(shape)} is not a shape`);
  if (checkedSize(shape) === undefined)
    fault(interpreterDiagnostics.tooLarge, { what: `a tensor of ${printShape(shape)}` });
  return splatTensor(elem, shape, intAttr(context, 'value', 0));
}

export const splat = kernel('splat', (context) => [
  filled(context, intsAttr(context, 'shape'), context.results[0].elem ?? (context.attrs['elem'] as ElementType)),
]);

export const dynamicSplat = kernel('dynamic_splat', (context) => [
  filled(context, integersAsNumbers(tensorAt(context, 0)), context.results[0].elem ?? 'f32'),
]);
