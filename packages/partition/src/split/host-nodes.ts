// Which nodes no card can run, and why; reported once a form, so that a model with thousands of nodes stays readable.

import { type Diagnostics, originNames } from '@afterglow/core';
import { type Func, type Node, nodesOf } from '@afterglow/ir';
import { partitionDiagnostics as codes } from '../diagnostics.js';
import type { PlanHost } from '../plan/plan.js';

/** Node names listed with a message. */
const EXAMPLES = 5;

export interface HostNodes {
  readonly reasonOf: ReadonlyMap<Node, string>;
  /** By op and reason, in order of first occurrence. */
  readonly forms: readonly PlanHost[];
}

function nameOf(node: Node): string {
  return originNames(node.origin)[0] ?? node.results[0]?.name ?? node.op.name;
}

export function findHostNodes(func: Func, whyIllegal: (node: Node) => string | undefined): HostNodes {
  const reasonOf = new Map<Node, string>();
  const forms = new Map<string, { op: string; because: string; nodes: string[] }>();
  for (const node of nodesOf(func.body)) {
    const because = whyIllegal(node);
    if (because === undefined) continue;
    reasonOf.set(node, because);
    const op = node.op.name;
    const key = `${op} ${because}`;
    const form = forms.get(key) ?? { op, because, nodes: [] };
    form.nodes.push(nameOf(node));
    forms.set(key, form);
  }
  return { reasonOf, forms: [...forms.values()] };
}

/** Notes what falls back, or refuses it. */
export function reportHostNodes(forms: readonly PlanHost[], fallback: boolean, diagnostics: Diagnostics): void {
  for (const { op, because, nodes } of forms) {
    const rest = nodes.length > EXAMPLES ? [`and ${nodes.length - EXAMPLES} more`] : [];
    const context = [...nodes.slice(0, EXAMPLES), ...rest];
    const params = { op, count: nodes.length, because };
    if (fallback) diagnostics.report(codes.hostFallback, params, { context });
    else diagnostics.report(codes.noFallback, params, { context });
  }
}
