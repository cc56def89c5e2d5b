// A rule made of data: patterns, conditions, a replacement. To drivers and reports it is a rule like any other.

import { fusedOrigin } from '@afterglow/core';
import type { Node, Rewriter, Value } from '@afterglow/ir';
import type { Replacement, Rule, RuleContext, RuleOutcome } from '../manager/rule.js';
import { defaultDecline, TYPE_REASON } from './default-conditions.js';
import { type Found, PatternMatcher } from './match-pattern.js';
import type { Pattern } from './pattern.js';
import type { Source } from './replacement.js';
import { RuleMatch } from './rule-match.js';
import { ReplacementTypes, ReplacementWriter } from './write-replacement.js';

export interface RuleCondition {
  readonly if: (t: RuleMatch) => boolean;
  readonly because: string;
}

export interface RuleData {
  readonly name: string;
  readonly summary: string;
  readonly roots: readonly string[];
  /** Tried one after the other; names mean the same in all of them. */
  readonly patterns: readonly Pattern[];
  /** Conditions that belong to the pattern: without them, the node is nothing of the kind. */
  readonly when?: readonly ((t: RuleMatch) => boolean)[];
  readonly where?: readonly RuleCondition[];
  /** What takes the place of the root's named results. */
  readonly results: readonly Source[];
}

export interface DataRule extends Rule {
  readonly data: RuleData;
}

/** How far the best match came, and what stopped it. */
interface Decline {
  readonly passed: number;
  readonly outcome: RuleOutcome;
}

/** What reports tell of a match: its nodes. */
function matched({ nodes }: Found): { readonly nodes: readonly Node[] } {
  return { nodes: nodes.map(({ node }) => node) };
}

function proven(test: (t: RuleMatch) => boolean, t: RuleMatch): boolean {
  return RuleMatch.attempt(() => test(t)) === true;
}

class Attempt {
  readonly #data: RuleData;
  readonly #root: Node;
  readonly #context: RuleContext;
  #decline: Decline | undefined;
  #found: Found | undefined;

  constructor(data: RuleData, root: Node, context: RuleContext) {
    this.#data = data;
    this.#root = root;
    this.#context = context;
  }

  run(): RuleOutcome {
    const matcher = () => new PatternMatcher(this.#root, (found) => this.#accept(found));
    for (const pattern of this.#data.patterns) {
      if (matcher().run(pattern) && this.#found) {
        const found = this.#found;
        return { kind: 'ready', apply: (rewriter) => this.#apply(found, rewriter), match: matched(found) };
      }
    }
    return this.#decline?.outcome ?? { kind: 'no-match' };
  }

  #accept(found: Found): boolean {
    const { when = [], where = [] } = this.#data;
    if (!when.every((test) => proven(test, found.t))) return false;
    const failed = where.findIndex((condition) => !proven(condition.if, found.t));
    const reason = where[failed]?.because ?? defaultDecline(found) ?? this.#typeDecline(found);
    if (reason === undefined) {
      this.#found = found;
      return true;
    }
    // Another order of operands may fit; if none does, the one that came furthest explains best.
    const passed = failed < 0 ? where.length : failed;
    if (!this.#decline || passed > this.#decline.passed) {
      const condition = failed < 0 ? undefined : failed;
      this.#decline = { passed, outcome: { kind: 'declined', reason, match: matched(found), condition } };
    }
    return false;
  }

  /** The results that are replaced: those the pattern names, or the first. */
  #replaced(found: Found): readonly Value[] {
    const names = found.nodes[0]?.pattern.results.length ?? 0;
    return this.#root.results.slice(0, Math.max(1, names));
  }

  #typeDecline(found: Found): string | undefined {
    const wanted = this.#replaced(found).map((result) => result.type);
    const types = RuleMatch.attempt(() =>
      new ReplacementTypes(found.t, this.#context.registry, wanted).of(this.#data.results),
    );
    const same = types?.length === wanted.length && types.every((type, i) => type === wanted[i]);
    return same ? undefined : TYPE_REASON;
  }

  #apply(found: Found, rewriter: Rewriter): Replacement {
    // The pattern was walked from the root down; origins are named in the order in which the nodes run.
    const origins = [...found.nodes].reverse().map(({ node }) => node.origin);
    const builder = rewriter.before(this.#root, fusedOrigin(this.#data.name, origins));
    const replaced = this.#replaced(found);
    const given = replaced.map((result) => result.type);
    const values = new ReplacementWriter(found.t, builder, given).write(this.#data.results);
    // Results that nobody reads stand for themselves.
    return [...values, ...this.#root.results.slice(replaced.length)];
  }
}

/** A rule from its data. `describe` is called once, so that parts of a pattern may have names. */
export function dataRule(describe: () => RuleData): DataRule {
  const data = describe();
  return {
    name: data.name,
    summary: data.summary,
    roots: data.roots,
    reasons: (data.where ?? []).map(({ because }) => because),
    data,
    attempt: (node, context) => new Attempt(data, node, context).run(),
  };
}
