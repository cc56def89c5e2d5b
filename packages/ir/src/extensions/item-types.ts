// What the ops on sequences and optionals share: reading the type of an item, and telling what is not one.

import { anySize, type TensorType, type Type, tensorType } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';

/** The item type of a sequence operand; undefined with a problem noted when the operand is no sequence. */
export function itemTypeOf(t: Inference, operand: string): Type | undefined {
  const [type] = t.operandTypes(operand);
  if (!type || type.kind === 'sequence') return type?.of;
  t.problem(`operand ${operand} must be a sequence, but is ${type.key}`);
  return undefined;
}

/**
 * The type of an item that is read: sizes of the item's own are fresh. Where the items do not agree in rank, the node
 * must state a type.
 */
export function readItem(t: Inference, item: Type): Type {
  if (item.kind === 'tensor') {
    return tensorType(
      item.elem,
      item.shape.map((d) => (d === anySize() ? t.fresh('item') : d)),
      item.encoding,
    );
  }
  if (item.kind !== 'open') return item;
  const given = t.given?.[0];
  if (given?.kind === 'tensor' && given.elem === item.elem) return given;
  t.problem(`the rank of an item of ${item.key} is not known; state the type of the result`);
  return tensorType(item.elem, []);
}

/** Notes a problem unless the operand is missing or a scalar integer. */
export function expectPosition(t: Inference, operand: string): void {
  const [type] = t.operandTypes(operand);
  const fits = type?.kind === 'tensor' && type.shape.length === 0 && (type.elem === 'i64' || type.elem === 'i32');
  if (type && !fits) t.problem(`operand ${operand} must be i64[] or i32[], but is ${type.key}`);
}

/** Notes a problem unless the item is a tensor; answers it when its rank is known. */
export function tensorItem(t: Inference, item: Type): TensorType | undefined {
  if (item.kind === 'tensor') return item;
  if (item.kind !== 'open') t.problem(`the items must be tensors, but are ${item.key}`);
  return undefined;
}
