// SequenceConstruct-11, SequenceEmpty-11, SequenceInsert-11, SequenceErase-11: sequences made, item by item. A sequence is
// never changed in place, because another reader may hold it.

import { itemsAt, positionAt, sequenceOf } from '../../data/sequence.js';
import { badOperand, kernel } from '../../kernel.js';

export const sequenceConstruct = kernel('sequence_construct', (context) => [
  sequenceOf(context.operands.map((value, i) => value ?? badOperand(context, `operand ${i} is missing`))),
]);

export const sequenceEmpty = kernel('sequence_empty', () => [sequenceOf([])]);

/** Positions run from -n to n: one place more than items, and negative ones count items, so that -1 is before the last. */
export const sequenceInsert = kernel('sequence_insert', (context) => {
  const items = itemsAt(context, 0);
  const value = context.operands[1] ?? badOperand(context, 'the value is missing');
  return [sequenceOf(items.toSpliced(positionAt(context, 2, items.length, items.length, true), 0, value))];
});

export const sequenceErase = kernel('sequence_erase', (context) => {
  const items = itemsAt(context, 0);
  return [sequenceOf(items.toSpliced(positionAt(context, 1, items.length, items.length - 1), 1))];
});
