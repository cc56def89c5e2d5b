// Sequences and optionals as kernels take them apart.

import { type HostOptional, type HostSequence, type HostValue, invariant, isTensorValue } from '@afterglow/core';
import { interpreterDiagnostics } from '../diagnostics.js';
import { fault } from '../fault.js';
import { type KernelContext, optionalTensorAt } from '../kernel.js';
import { integersAsNumbers } from './elements.js';

export function sequenceOf(items: readonly HostValue[]): HostSequence {
  return { kind: 'sequence', items };
}

/** Items of a sequence operand. Another kind is a wiring bug: the verifier has seen the node. */
export function itemsAt(context: KernelContext, index: number): readonly HostValue[] {
  const value = context.operands[index];
  invariant(
    value && !isTensorValue(value) && value.kind === 'sequence',
    `${context.op}: operand ${index} is no sequence`,
  );
  return value.items;
}

export function optionalAt(context: KernelContext, index: number): HostOptional {
  const value = context.operands[index];
  invariant(
    value && !isTensorValue(value) && value.kind === 'optional',
    `${context.op}: operand ${index} is no optional`,
  );
  return value;
}

/**
 * The position among `count` items that an operand names, negative ones counted from the end; `otherwise` without the
 * operand. `end` admits the position behind the last item.
 */
export function positionAt(
  context: KernelContext,
  index: number,
  count: number,
  otherwise: number,
  end = false,
): number {
  const operand = optionalTensorAt(context, index);
  const given = operand ? integersAsNumbers(operand)[0] : otherwise;
  const position = given < 0 ? given + count : given;
  if (position >= 0 && (position < count || (end && position === count))) return position;
  return fault(interpreterDiagnostics.indexOutOfRange, {
    op: context.op,
    index: String(given),
    size: count,
    where: 'a sequence',
  });
}
