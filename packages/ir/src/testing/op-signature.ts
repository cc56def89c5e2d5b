// What a spec says of the operands of an op, as data for drawing.

import type { ElementType } from '@afterglow/core';

/**
 * One entry of a shape: `N` and `..S` name sizes, a number is one, and `?N` is an expression in which `N` comes first.
 */
export type SignatureItem = string | number;

export interface OperandSignature {
  readonly name: string;
  readonly arity: 'one' | 'optional' | 'variadic';
  /** An element type, or a variable for it (or for a whole type, where there is no shape). */
  readonly elem: string;
  readonly shape?: readonly SignatureItem[];
}

export interface OpSignature {
  readonly operands: readonly OperandSignature[];
  /** Element types a variable may stand for; without an entry, any. */
  readonly elements: Readonly<Record<string, readonly (ElementType | 'quantized')[]>>;
  /** How long lists of attributes are: as the shape or list of a name, `2X` twice that. */
  readonly lengths: Readonly<Record<string, string>>;
}
