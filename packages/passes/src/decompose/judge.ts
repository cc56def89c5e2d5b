// How a target runs a node. Whole, if it can; else taken apart in its own way, if it can run all steps of that; else taken apart by the
// general definition; else not at all, and the host runs it. Steps may be taken apart in turn.

import { copyNode, type Decomposition, type Node } from '@afterglow/ir';
import { trialOf } from '../manager/trial.js';
import { definitions } from './definitions/index.js';

/** What a target can run; passes know no more of it. */
export interface TargetOps {
  /** Why it has no code for a node, or undefined when it has. */
  readonly whyIllegal: (node: Node) => string | undefined;
  /** Its own ways to take ops apart. */
  readonly decompositions?: readonly Decomposition[] | undefined;
}

export type Verdict =
  | { readonly kind: 'whole' }
  | { readonly kind: 'apart'; readonly by: Decomposition }
  | { readonly kind: 'host'; readonly because: string };

/** The steps of a node in a function of their own, or why they do not do what the node does. */
function stepsOf({ where = [], build }: Decomposition, node: Node): readonly Node[] | string {
  const failed = where.find(({ holds }) => !holds(node));
  if (failed) return failed.because;
  const { builder, stand } = trialOf(node.func);
  const copy = copyNode(builder, node, new Map(stand(node.operands)));
  const values = build(copy, builder);
  if (copy.results.some(({ type }, i) => type !== values[i]?.type)) return 'its steps have sizes of another form';
  const steps: Node[] = [];
  for (let step = copy.next; step; step = step.next) steps.push(step);
  return steps;
}

/** What is in the way of running `steps`, or undefined. */
function problemOf(target: TargetOps, steps: readonly Node[]): string | undefined {
  for (const step of steps) {
    const verdict = judge(target, step);
    if (verdict.kind !== 'host') continue;
    return `it would be written with ${step.op.name}, which the target cannot run either (${verdict.because})`;
  }
  return undefined;
}

/** Products of matrices are worth a cut through the middle of an op. */
function hasProduct(target: TargetOps, steps: readonly Node[]): boolean {
  return steps.some((step) => step.op.name === 'matmul' && target.whyIllegal(step) === undefined);
}

export function judge(target: TargetOps, node: Node): Verdict {
  let because = target.whyIllegal(node);
  if (because === undefined) return { kind: 'whole' };
  const own = target.decompositions?.filter(({ op }) => op === node.op.name) ?? [];
  const general = definitions.get(node.op.name);
  for (const by of general ? [...own, general] : own) {
    const steps = stepsOf(by, node);
    // A way for another form of the op says nothing about why there is no code for this one.
    if (typeof steps === 'string' && by.steps.includes(by.op)) continue;
    const problem = typeof steps === 'string' ? steps : problemOf(target, steps);
    if (problem === undefined) return { kind: 'apart', by };
    if (by === general && typeof steps !== 'string' && hasProduct(target, steps)) return { kind: 'apart', by };
    because = problem;
  }
  return { kind: 'host', because };
}

/** Why a target can run a node neither whole nor taken apart, or undefined when it can. */
export function whyBeyond(target: TargetOps, node: Node): string | undefined {
  const verdict = judge(target, node);
  return verdict.kind === 'host' ? verdict.because : undefined;
}
