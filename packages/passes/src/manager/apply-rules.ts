// The greedy pattern driver: applies rules to all nodes of a function until none fires. Worklist based: after a change
// only the nodes around it are looked at again, so the cost grows with the work done, not with graph size times rounds.
// Invariant: nodes are tried in graph order first, so the outcome is the same on every machine.

import { type Func, type Node, producer, type RewriteListener, type Value, walk } from '@afterglow/ir';
import { passDiagnostics } from '../diagnostics.js';
import { checkReplacement } from './check-replacement.js';
import type { PassContext } from './pass.js';
import { isDecline, type Rule, valuesOf } from './rule.js';

/** Applications a node of the original function may cause on average before the driver calls it a loop. */
const APPLICATIONS_PER_NODE = 32;
const APPLICATIONS_FLOOR = 1000;

/** True for a node that can go when nobody reads its results. */
export function isRemovable(node: Node): boolean {
  return !node.op.traits.has('effect') && node.results.every((result) => result.uses.size === 0);
}

class Worklist implements RewriteListener {
  #queue: Node[] = [];
  #next = 0;
  readonly #waiting = new Set<Node>();

  push(node: Node): void {
    if (this.#waiting.has(node)) return;
    this.#waiting.add(node);
    this.#queue.push(node);
  }

  pop(): Node | undefined {
    const node = this.#queue[this.#next++];
    if (!node) return undefined;
    this.#waiting.delete(node);
    if (this.#next > 4096 && this.#next * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#next);
      this.#next = 0;
    }
    return node;
  }

  changed(node: Node): void {
    this.push(node);
    // A pattern reaches over a few nodes; whoever reads a changed node may match now.
    for (const result of node.results) for (const use of result.uses) if (use.kind === 'operand') this.push(use.node);
  }

  released(value: Value): void {
    // Rules often ask for a single reader: the maker and the readers left may match now.
    const maker = producer(value);
    if (maker) this.push(maker);
    if (value.uses.size <= 2) for (const use of value.uses) if (use.kind === 'operand') this.push(use.node);
  }

  erased(node: Node): void {
    this.#waiting.delete(node);
  }
}

/**
 * Applies `rules` in order of the list at each node, everywhere in `func` (regions included), to a fixed point. Dead nodes
 * that a replacement leaves behind go too. Answers the number of applications.
 */
export function applyRules(context: PassContext, func: Func, rules: readonly Rule[]): number {
  const byRoot = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const root of rule.roots) {
      const list = byRoot.get(root);
      if (list) list.push(rule);
      else byRoot.set(root, [rule]);
    }
  }
  const rewriter = context.rewriter(func);
  const worklist = new Worklist();
  let size = 0;
  for (const _ of walk(func.body)) size++;
  const limit = APPLICATIONS_FLOOR + APPLICATIONS_PER_NODE * size;
  rewriter.listener = worklist;
  let applications = 0;
  const visit = (node: Node): void => {
    if (!node.region) return;
    if (applications > 0 && isRemovable(node)) {
      rewriter.erase(node);
      return;
    }
    for (const rule of byRoot.get(node.op.name) ?? []) {
      const outcome = rule.attempt(node, context);
      if (outcome.kind === 'no-match') continue;
      if (outcome.kind === 'declined') {
        context.declined(rule.name, node, outcome.reason, outcome);
        continue;
      }
      if (!context.mayApply()) return;
      rewriter.startRule();
      const replacement = checkReplacement(node, outcome.apply(rewriter), rule.name);
      if (isDecline(replacement)) {
        rewriter.undo();
        context.declined(rule.name, node, replacement.because, outcome);
        continue;
      }
      context.fired(rule.name, node);
      applications++;
      if (replacement !== undefined) {
        rewriter.replace(node, valuesOf(replacement), rule.name);
      } else if (node.region) worklist.changed(node);
      return;
    }
  };
  // The worklist brings back what is near a change. A pattern that reaches further is found by looking at all nodes once
  // more, until that changes nothing.
  for (let before = -1; before < applications && applications <= limit; ) {
    before = applications;
    for (const node of walk(func.body)) if (byRoot.has(node.op.name)) worklist.push(node);
    for (let node = worklist.pop(); node && applications <= limit; node = worklist.pop()) visit(node);
  }
  if (applications > limit) context.diagnostics.report(passDiagnostics.noFixedPoint, { func: func.name, applications });
  rewriter.listener = undefined;
  return applications;
}
