// What an export rule is: how one op of ours is written in standard ONNX operators, as a value.

import type { Emitter } from './emitter.js';
import type { ExportNode } from './export-node.js';

/** Writes the operators through `e`, answers the names of the results in order. */
export type ExportBody = (n: ExportNode, e: Emitter) => string | readonly string[];

export interface ExportRule {
  readonly kind: 'export-rule';
  readonly op: string;
  /** True for a node whose operators may stand in the graph themselves. Else they are the body of a function. */
  readonly standard: (n: ExportNode) => boolean;
  readonly body: ExportBody;
}

/**
 * Declares how an op is written. What `body` makes stands in the graph itself where `standard` holds: by default where no
 * operand and no result is quantized. Such a body is the ONNX operator with the same meaning, besides constants and shapes.
 *
 *     export const relu = exportRule('relu', (n, e) => e.op('Relu', [n.in(0)]));
 */
export function exportRule(
  op: string,
  body: ExportBody,
  standard: (n: ExportNode) => boolean = (n) => !n.isQuantized,
): ExportRule {
  return { kind: 'export-rule', op, standard, body };
}

/** Declares an op that only moves elements, whatever they stand for. */
export function exportMovement(op: string, body: ExportBody): ExportRule {
  return exportRule(op, body, () => true);
}

/** Declares an op that no ONNX operator equals: a call of a function in the domain `ai.afterglow`. */
export function exportFunction(op: string, body: ExportBody): ExportRule {
  return exportRule(op, body, () => false);
}

/** All export rules, by op. */
export function exportRulesOf(modules: readonly Readonly<Record<string, unknown>>[]): ReadonlyMap<string, ExportRule> {
  const rules = new Map<string, ExportRule>();
  for (const module of modules) {
    for (const exported of Object.values(module)) {
      const list: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
      for (const rule of list) if (isRule(rule)) rules.set(rule.op, rule);
    }
  }
  return rules;
}

function isRule(value: unknown): value is ExportRule {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'export-rule';
}
