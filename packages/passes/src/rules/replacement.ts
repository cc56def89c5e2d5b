// Replacements as data: the nodes that a rule puts in the place of what it matched.

import type { ElementType } from '@afterglow/core';
import type { AttrValue, Shape } from '@afterglow/ir';
import type { RuleMatch } from './rule-match.js';

export interface MakeNode {
  readonly kind: 'make';
  readonly op: string | ((t: RuleMatch) => string);
  readonly operands: readonly Source[];
  readonly attrs: ((t: RuleMatch) => Readonly<Record<string, AttrValue | undefined>>) | undefined;
}

export interface ConstantSpec {
  readonly elem: ElementType;
  readonly shape: Shape;
  /** One number throughout, or all of them in row-major order. */
  readonly value: number | readonly number[];
}

export interface MakeConstant {
  readonly kind: 'constant';
  readonly spec: (t: RuleMatch) => ConstantSpec;
}

/** Where an operand or a result comes from. The same object is the same value. */
export type Source =
  | MakeNode
  | MakeConstant
  | { readonly kind: 'result'; readonly of: MakeNode; readonly index: number }
  | { readonly kind: 'take'; readonly name: string }
  | { readonly kind: 'take-all'; readonly name: string }
  | { readonly kind: 'missing' };

export function make(op: MakeNode['op'], operands: readonly Source[], attrs?: MakeNode['attrs']): MakeNode {
  return { kind: 'make', op, operands, attrs };
}

export function constant(spec: MakeConstant['spec']): Source {
  return { kind: 'constant', spec };
}

export function result(of: MakeNode, index: number): Source {
  return { kind: 'result', of, index };
}

/** A value of the pattern. */
export function take(name: string): Source {
  return { kind: 'take', name };
}

/** The operands that a pattern gathered under a name. */
export function takeAll(name: string): Source {
  return { kind: 'take-all', name };
}

export const missing: Source = { kind: 'missing' };
