// What a rule file says, as plain data: patterns, conditions, replacements. Values are names with a `%`; everything else that a
// pattern binds (attributes, sizes, element types, numbers of constants) is a plain name.

import type { SourceText, Span } from '@afterglow/syntax';
import type { DefDecl, Expr, Name, TypeExpr } from './ast.js';

/** `axes = a`, `perm = [1, 0]`, `min = lo?`. */
export interface AttrPattern {
  readonly name: Name;
  readonly value: Expr;
  /** The attribute may be absent. */
  readonly optional: boolean;
}

/** What a pattern says of the attributes it does not list: their defaults (undefined), anything, or anything under a name. */
export interface RestAttrs {
  readonly span: Span;
  readonly name: Name | undefined;
}

export interface NodePattern {
  readonly kind: 'node';
  readonly span: Span;
  readonly op: Name;
  /** Others may read its results, because the replacement does not need it to go. */
  readonly shared: boolean;
  /** Operands stand as written, also those of a commutative op. */
  readonly ordered: boolean;
  readonly operands: readonly Pattern[];
  readonly attrs: readonly AttrPattern[];
  readonly rest: RestAttrs | undefined;
  readonly type: TypeExpr | undefined;
}

export type Pattern =
  | NodePattern
  | {
      readonly kind: 'value';
      readonly span: Span;
      readonly name: string;
      readonly constant: boolean;
      readonly optional: boolean;
      readonly type: TypeExpr | undefined;
    }
  /** A constant that holds this number throughout. */
  | { readonly kind: 'number'; readonly span: Span; readonly value: number; readonly about: boolean }
  /** A constant that holds one number throughout, under a name. */
  | { readonly kind: 'uniform'; readonly span: Span; readonly name: Name }
  | { readonly kind: 'any'; readonly span: Span }
  /** All operands that are left. */
  | { readonly kind: 'rest'; readonly span: Span; readonly name: string }
  | { readonly kind: 'either'; readonly span: Span; readonly of: readonly Pattern[] };

/** `%q, %r = pattern`; a result called `_` is one that nothing may read. */
export interface PatternLine {
  readonly span: Span;
  readonly names: readonly Name[];
  readonly pattern: Pattern;
}

/** The lines of one `match`; the last is the root. */
export interface MatchDecl {
  readonly span: Span;
  readonly lines: readonly PatternLine[];
}

export type RuleClause =
  | { readonly kind: 'let'; readonly name: Name; readonly value: Expr }
  /** A condition that is part of the pattern: where it does not hold, the node is nothing of the kind. */
  | { readonly kind: 'when'; readonly span: Span; readonly test: Expr }
  | { readonly kind: 'where'; readonly span: Span; readonly test: Expr; readonly because: string };

export type Build =
  | {
      readonly kind: 'node';
      readonly span: Span;
      readonly op: Name;
      readonly operands: readonly Build[];
      readonly attrs: readonly BuildAttr[];
    }
  | { readonly kind: 'value'; readonly span: Span; readonly name: string }
  | { readonly kind: 'rest'; readonly span: Span; readonly name: string }
  | { readonly kind: 'missing'; readonly span: Span }
  /** `const T[] = 0.5`. */
  | { readonly kind: 'const'; readonly span: Span; readonly type: TypeExpr; readonly value: Expr };

export type BuildAttr =
  | { readonly kind: 'attr'; readonly name: Name; readonly value: Expr }
  | { readonly kind: 'rest'; readonly name: Name };

export interface BuildLine {
  readonly span: Span;
  readonly names: readonly Name[];
  readonly value: Build;
}

export interface Rewrite {
  readonly span: Span;
  readonly lines: readonly BuildLine[];
  /** What takes the place of the results; undefined: the results of the last line. */
  readonly results: readonly Build[] | undefined;
}

/** `for f in { relu, tanh }`: the pattern is one of these ops wherever it says `f`. */
export interface OpVariable {
  readonly name: Name;
  readonly ops: readonly Name[];
}

export interface RuleDecl {
  readonly kind: 'rule';
  readonly source: SourceText;
  readonly name: Name;
  readonly doc: string;
  readonly variables: readonly OpVariable[];
  readonly matches: readonly MatchDecl[];
  readonly clauses: readonly RuleClause[];
  readonly rewrite: Rewrite;
}

/** One `.rw` file. */
export interface RuleFile {
  readonly source: SourceText;
  readonly group: Name | undefined;
  readonly doc: string;
  readonly declarations: readonly (RuleDecl | DefDecl)[];
}
