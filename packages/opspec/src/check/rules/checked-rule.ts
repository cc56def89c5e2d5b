// A checked rule: what the generators read. Code is TypeScript text over `t`, the match of the rule at run time.

import type { RuleDecl } from '../../grammar/rule-ast.js';
import type { CheckedDef } from '../spec.js';

/** A part of a pattern or replacement that has a name of its own in the generated code. */
export interface CheckedPart {
  readonly identifier: string;
  readonly code: string;
}

export interface CheckedRule {
  readonly name: string;
  readonly doc: string;
  /** Ops at whose nodes the rule is tried. */
  readonly roots: readonly string[];
  /** Named lines of the patterns, in order, and one pattern for each `match`. */
  readonly parts: readonly CheckedPart[];
  readonly patterns: readonly string[];
  /** Names of the results of the root that are replaced. */
  readonly when: readonly string[];
  readonly where: readonly { readonly code: string; readonly because: string }[];
  readonly made: readonly CheckedPart[];
  readonly results: readonly string[];
  readonly declaration: RuleDecl;
}

export interface CheckedGroup {
  readonly name: string;
  readonly doc: string;
  readonly file: string;
  readonly defs: readonly CheckedDef[];
  readonly rules: readonly CheckedRule[];
}
