// Rules are values: a pattern rooted at an op, conditions that each carry the reason for declining, and a replacement.
// Invariant: a rule that does not fire leaves the graph alone, and says why whenever its pattern matched.

import type { Node, OpRegistry, Rewriter, Value } from '@afterglow/ir';
import type { Evaluate } from './evaluate.js';

/** What a rule may look at besides the node. */
export interface RuleContext {
  readonly registry: OpRegistry;
  readonly evaluate: Evaluate | undefined;
}

/** One condition of a rule. `because` is what the user reads when it does not hold: "the bias has other readers". */
export interface Condition<M> {
  readonly if: (match: M, context: RuleContext) => boolean;
  readonly because: string;
}

/**
 * What `build` answers: the values that take the place of the root's results (one value, or one each); `undefined` when
 * it has changed the graph itself through the rewriter; or a reason for declining after all, the graph untouched.
 */
export type Replacement = Built | { readonly because: string };

/** What stands in the graph when a rule did not decline. */
export type Built = Value | readonly Value[] | undefined;

export interface RuleSpec<M> {
  /** Kebab-case; it appears in reports and in the origin of what the rule builds. */
  readonly name: string;
  readonly summary?: string;
  /** Op or ops at whose nodes the rule is tried. */
  readonly root: string | readonly string[];
  /** The parts of the pattern, or undefined where the node is nothing of the kind (which is no reason worth recording). */
  readonly match: (node: Node, context: RuleContext) => M | undefined;
  readonly where?: readonly Condition<M>[];
  readonly build: (match: M, rewriter: Rewriter, context: RuleContext) => Replacement;
}

/** What a rule had in view when it declined. */
export interface RuleMatch {
  /** Whatever the rule's `match` answered, or the nodes it had recognised when it declined while matching. */
  readonly match?: unknown;
  /** Number of the condition that did not hold, from 0; undefined where all held. */
  readonly condition?: number | undefined;
}

export type RuleOutcome =
  | { readonly kind: 'no-match' }
  | ({ readonly kind: 'declined'; readonly reason: string } & RuleMatch)
  | ({ readonly kind: 'ready'; readonly apply: (rewriter: Rewriter) => Replacement } & RuleMatch);

/** A rule with the type of its match hidden, so that rules of all kinds stand in one list. */
export interface Rule {
  readonly name: string;
  readonly summary: string | undefined;
  readonly roots: readonly string[];
  /** The reasons it may decline for, for documentation. */
  readonly reasons: readonly string[];
  readonly attempt: (node: Node, context: RuleContext) => RuleOutcome;
}

const NO_MATCH: RuleOutcome = { kind: 'no-match' };

export function defineRule<M>(spec: RuleSpec<M>): Rule {
  const where = spec.where ?? [];
  return {
    name: spec.name,
    summary: spec.summary,
    roots: typeof spec.root === 'string' ? [spec.root] : spec.root,
    reasons: where.map((condition) => condition.because),
    attempt(node, context) {
      const match = spec.match(node, context);
      if (match === undefined) return NO_MATCH;
      const condition = where.findIndex((each) => !each.if(match, context));
      const failed = where[condition];
      if (failed) return { kind: 'declined', reason: failed.because, match, condition };
      const apply = (rewriter: Rewriter) => spec.build(match, rewriter, context);
      return { kind: 'ready', apply, match, condition: undefined };
    },
  };
}

export function isDecline(replacement: Replacement): replacement is { readonly because: string } {
  return replacement !== undefined && 'because' in replacement;
}

/** The values of a replacement; none where the rule has changed the graph itself. */
export function valuesOf(replacement: Built): readonly Value[] {
  if (replacement === undefined) return [];
  return 'def' in replacement ? [replacement] : replacement;
}
