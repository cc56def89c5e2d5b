// What a spec file says, as plain data. Every part keeps its span, so that the checker can point at it.

import type { SourceText, Span } from '@afterglow/syntax';

export interface Name {
  readonly text: string;
  readonly span: Span;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | 'div'
  | 'mod'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'and'
  | 'or'
  | 'implies';

/** An expression over dims, integers, lists, attributes. */
export type Expr = { readonly span: Span } & (
  | { readonly kind: 'number'; readonly value: number; readonly integer: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'unary'; readonly op: '-' | 'not'; readonly value: Expr }
  | { readonly kind: 'binary'; readonly op: BinaryOperator; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'if'; readonly test: Expr; readonly then: Expr; readonly else: Expr }
  | { readonly kind: 'call'; readonly callee: Name; readonly binder?: Binder; readonly args: readonly Expr[] }
  | { readonly kind: 'index'; readonly list: Expr; readonly at: Expr }
  | { readonly kind: 'slice'; readonly list: Expr; readonly from?: Expr; readonly to?: Expr }
  | { readonly kind: 'list'; readonly items: readonly ListItem[] }
  | { readonly kind: 'comprehension'; readonly item: Expr; readonly binder: Binder }
);

/** `name in list`. */
export interface Binder {
  readonly name: Name;
  readonly list: Expr;
}

/** One entry of a list or shape; `spread` for `..S`. */
export interface ListItem {
  readonly spread: boolean;
  readonly value: Expr;
}

/** `T[N, ..S]`, `real(W)[D]`, or a whole type `V` (no brackets). */
export interface TypeExpr {
  readonly span: Span;
  readonly elem: Name;
  /** `real(W)`: the float type that a quantized W stands for. */
  readonly real: boolean;
  readonly shape: readonly ListItem[] | undefined;
}

export interface OperandDecl {
  readonly name: Name;
  readonly doc: string;
  /** How an instruction uses a buffer; `in` for operands of ops. */
  readonly mode: 'in' | 'out' | 'inout';
  readonly optional: boolean;
  readonly variadic: boolean;
  readonly type: TypeExpr;
  /** `... for n in sizes`: one result an entry of a list. */
  readonly each?: Binder;
}

export interface Constraint {
  readonly name: Name;
  /** `in`: element types and classes. `like`: another variable. */
  readonly kind: 'in' | 'like';
  readonly words: readonly Name[];
}

export interface AttrDecl {
  readonly name: Name;
  readonly doc: string;
  readonly optional: boolean;
  readonly kind: Name;
  readonly values?: readonly Name[];
  readonly list?: { readonly length?: Expr };
  readonly default?: Expr;
}

export type Statement =
  | { readonly kind: 'let'; readonly name: Name; readonly value: Expr }
  | { readonly kind: 'require'; readonly span: Span; readonly test: Expr; readonly message: string }
  | { readonly kind: 'work'; readonly span: Span; readonly value: Expr };

/**
 * `view x at [[…], …]`: results are parts of an operand's bytes; `join xs at [[…], …]`: operands are parts of the result's.
 * `at` says where the parts begin, an index an axis; without it all is at the beginning.
 */
export interface AliasDecl {
  readonly kind: 'view' | 'join';
  readonly operand: Name;
  readonly at?: Expr;
}

export interface Body {
  readonly attrs: readonly AttrDecl[];
  readonly statements: readonly Statement[];
  readonly traits: readonly Name[];
  readonly regions: readonly { readonly name: Name; readonly doc: string }[];
  readonly extension?: { readonly reason: string; readonly span: Span };
  /** `encoding given`: results of quantized type take the encoding that the user states. */
  readonly encoding?: Name;
  readonly alias?: AliasDecl;
  /** Operands that the first result may be written over. */
  readonly inplace: readonly Name[];
}

export interface OpDecl extends Body {
  readonly kind: 'op' | 'instr';
  readonly source: SourceText;
  readonly name: Name;
  readonly doc: string;
  readonly operands: readonly OperandDecl[];
  readonly results: readonly OperandDecl[];
  readonly constraints: readonly Constraint[];
  /** The table this op is a row of. */
  readonly table?: { readonly name: string; readonly doc: string };
}

export interface ElementDecl {
  readonly kind: 'element';
  readonly name: Name;
  readonly doc: string;
  readonly elementClass: Name;
  readonly bits: number;
  readonly onnx: number;
}
export interface ClassDecl {
  readonly kind: 'class';
  readonly name: Name;
  readonly doc: string;
  readonly words: readonly Name[];
}
export interface TraitDecl {
  readonly kind: 'trait';
  readonly name: Name;
  readonly doc: string;
}
/** `def size(x: dim, k: int): dim = x + k`: a formula that several ops share. */
export interface DefDecl {
  readonly kind: 'def';
  readonly source: SourceText;
  readonly name: Name;
  readonly doc: string;
  readonly params: readonly { readonly name: Name; readonly type: Name; readonly list: boolean }[];
  readonly result: { readonly type: Name; readonly list: boolean };
  readonly value: Expr;
}

export type Declaration = OpDecl | ElementDecl | ClassDecl | TraitDecl | DefDecl;

/** One `.op` file. */
export interface SpecFile {
  readonly source: SourceText;
  readonly family: Name | undefined;
  readonly doc: string;
  readonly declarations: readonly Declaration[];
}
