// Patterns as data: what the generated files of ir-spec/rules are made of. The matcher walks them, and the tests of rules build
// graphs from them.

import type { Dim, ElementType } from '@afterglow/core';
import type { AttrValue, Shape } from '@afterglow/ir';
import type { RuleMatch } from './rule-match.js';

/** Element types, spelled out; `quantized` admits integers with an encoding. */
export type ElementSet = readonly (ElementType | 'quantized')[];

/** One entry of a shape: `'N'` binds a size, `'..S'` the axes in between, a number or a function must be equal. */
export type SizePattern = string | number | ((t: RuleMatch) => Dim);

export interface TypePattern {
  readonly elem?: ElementType;
  readonly in?: ElementSet;
  /** A name for the element type and its encoding. */
  readonly variable?: string;
  readonly shape?: readonly SizePattern[];
}

/** What an attribute must be. A name binds it, or must be equal where it is bound already. */
export type AttrPattern =
  | { readonly kind: 'is'; readonly value: AttrValue }
  | { readonly kind: 'equal'; readonly value: (t: RuleMatch) => AttrValue }
  | { readonly kind: 'bind'; readonly name: string; readonly optional: boolean };

export interface NodePattern {
  readonly kind: 'node';
  readonly ops: readonly string[];
  readonly operands: readonly Pattern[];
  /** The name under which the rule knows which of the ops it is. */
  readonly variable?: string;
  /** Names of the results; `_` and what is not named must have no readers. */
  readonly results: readonly string[];
  readonly attrs: Readonly<Record<string, AttrPattern>>;
  /** Attributes that are not listed: their defaults (undefined), whatever they are, or that under a name. */
  readonly rest?: string | true;
  readonly shared?: true;
  readonly ordered?: true;
  readonly type?: TypePattern;
}

export interface ValuePattern {
  readonly kind: 'value';
  readonly name: string;
  readonly constant?: true;
  readonly optional?: true;
  readonly type?: TypePattern;
}

export type Pattern =
  | NodePattern
  | ValuePattern
  /** A constant that holds this number throughout; `about`: or one that differs by little. */
  | { readonly kind: 'number'; readonly value: number; readonly about: boolean }
  | { readonly kind: 'uniform'; readonly name: string }
  | { readonly kind: 'anything' }
  | { readonly kind: 'rest'; readonly name: string }
  | { readonly kind: 'either'; readonly of: readonly Pattern[] }
  /** A result of another node of the pattern. */
  | { readonly kind: 'line'; readonly name: string; readonly pattern: Pattern };

type NodeOptions = Partial<Omit<NodePattern, 'kind' | 'ops' | 'operands'>>;

export function node(
  ops: string | readonly string[],
  operands: readonly Pattern[],
  options: NodeOptions = {},
): NodePattern {
  return { kind: 'node', results: [], attrs: {}, ...options, ops: typeof ops === 'string' ? [ops] : ops, operands };
}

export function value(name: string, options: Omit<ValuePattern, 'kind' | 'name'> = {}): Pattern {
  return { kind: 'value', name, ...options };
}

export function number(wanted: number): Pattern {
  return { kind: 'number', value: wanted, about: false };
}

export function about(wanted: number): Pattern {
  return { kind: 'number', value: wanted, about: true };
}

export function uniform(name: string): Pattern {
  return { kind: 'uniform', name };
}

export const anything: Pattern = { kind: 'anything' };

export function rest(name: string): Pattern {
  return { kind: 'rest', name };
}

export function either(...of: readonly Pattern[]): Pattern {
  return { kind: 'either', of };
}

export function line(name: string, pattern: Pattern): Pattern {
  return { kind: 'line', name, pattern };
}

export function is(wanted: AttrValue): AttrPattern {
  return { kind: 'is', value: wanted };
}

export function equal(wanted: (t: RuleMatch) => AttrValue | Shape): AttrPattern {
  return { kind: 'equal', value: wanted };
}

export function bind(name: string): AttrPattern {
  return { kind: 'bind', name, optional: false };
}

export function bindOptional(name: string): AttrPattern {
  return { kind: 'bind', name, optional: true };
}
