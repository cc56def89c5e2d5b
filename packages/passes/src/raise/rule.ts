// How a raise becomes a rule of the pass manager: its matcher answers the parts of the pattern, a reason for declining
// that names what does not fit, or nothing when the node is not of its kind at all. Matching never writes.

import type { Node, Rewriter } from '@afterglow/ir';
import type { Replacement, Rule } from '../manager/rule.js';

/** The nodes that a matcher has recognised as parts of its pattern so far; where it declines, they are what it had in view. */
export type Seen = Set<Node>;

/** Why a rule does not fire on a node that looks like its pattern. */
export interface Decline {
  readonly because: string;
}

export function decline(because: string): Decline {
  return { because };
}

/** Tells a reason apart from the parts of a pattern, none of which has a field of this name. */
export function isDecline(result: unknown): result is Decline {
  return typeof result === 'object' && result !== null && 'because' in result;
}

export interface RaiseSpec<M extends object> {
  readonly name: string;
  readonly summary: string;
  /** Names of the ops a match can start at. */
  readonly roots: readonly string[];
  /** Adds to `seen` each node that it recognises. */
  readonly match: (node: Node, seen: Seen) => M | Decline | undefined;
  readonly build: (match: M, rewriter: Rewriter) => Replacement;
}

export function raiseRule<M extends object>(spec: RaiseSpec<M>): Rule {
  return {
    name: spec.name,
    summary: spec.summary,
    roots: spec.roots,
    reasons: [],
    attempt(node) {
      const seen: Seen = new Set([node]);
      const match = spec.match(node, seen);
      if (match === undefined) return { kind: 'no-match' };
      if (isDecline(match)) return { kind: 'declined', reason: match.because, match: seen };
      return { kind: 'ready', apply: (rewriter) => spec.build(match, rewriter), match };
    },
  };
}
