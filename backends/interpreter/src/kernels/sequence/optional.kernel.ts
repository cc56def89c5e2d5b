// Optional-15, OptionalHasElement-18, OptionalGetElement-18.

import { tensorFromArray } from '@afterglow/core';
import { optionalAt } from '../../data/sequence.js';
import { badOperand, kernel } from '../../kernel.js';

export const optional = kernel('optional', ({ operands: [value] }) => [
  value ? { kind: 'optional', value } : { kind: 'optional' },
]);

export const optionalHasElement = kernel('optional_has_element', (context) => [
  tensorFromArray('bool', [], Uint8Array.of(optionalAt(context, 0).value ? 1 : 0)),
]);

export const optionalGetElement = kernel('optional_get_element', (context) => [
  optionalAt(context, 0).value ?? badOperand(context, 'the optional is empty'),
]);
