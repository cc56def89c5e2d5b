// What an import rule is: one ONNX operator, keyed by opset range, as a value.

import type { Tensor } from '@afterglow/core';
import type { Value } from '@afterglow/ir';
import type { ImportBuilder } from './import-builder.js';
import type { NodeReader } from './node-reader.js';

/**
 * Translates one node: reads it through `n`, builds with `b`, answers its outputs in order. An output the node asks for
 * and the rule leaves out is reported as unsupported.
 */
export type RuleBody = (n: NodeReader, b: ImportBuilder) => RuleResult | readonly (RuleResult | undefined)[];

/** A value, or a tensor that becomes a constant when somebody reads it. */
export type RuleResult = Value | Tensor;

export interface ImportRule {
  readonly kind: 'import-rule';
  readonly domain: string;
  readonly op: string;
  /** Ordered, not overlapping. */
  readonly versions: readonly { readonly from: number; readonly to: number; readonly body: RuleBody }[];
}

/**
 * Declares the rule of an operator. Keys are ranges of the domain's opset: `'11-12'`, `'9'`, `'13-'`.
 *
 *     export const relu = importRule('ai.onnx', 'Relu', { '1-': (n, b) => b.value('relu', [n.in(0)]) });
 */
export function importRule(domain: string, op: string, versions: Readonly<Record<string, RuleBody>>): ImportRule {
  const parsed = Object.entries(versions).map(([range, body]) => {
    const [from = '', to] = range.split('-');
    return { from: Number(from), to: to === undefined ? Number(from) : to === '' ? Infinity : Number(to), body };
  });
  return { kind: 'import-rule', domain, op, versions: parsed.sort((a, b) => a.from - b.from) };
}
