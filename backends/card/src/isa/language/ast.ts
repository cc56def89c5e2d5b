// The syntax tree of a `.isa` file, as written: families not expanded, names not resolved. Spans point into the text.

import type { Span } from '@afterglow/syntax';

/** An arithmetic expression over operands, flags, machine fields, `let` names and family attributes. */
export type Expr =
  | { readonly kind: 'number'; readonly value: number; readonly span: Span }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[]; readonly span: Span }
  | {
      readonly kind: 'binary';
      readonly op: BinaryOp;
      readonly left: Expr;
      readonly right: Expr;
      readonly span: Span;
    };

export type BinaryOp = '+' | '-' | '*' | '/' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'and' | 'or';

export interface Named {
  readonly name: string;
  readonly span: Span;
}

/** `lo..hi` inside a word or the flags. */
export interface BitRange {
  readonly lo: number;
  readonly hi: number;
  readonly span: Span;
}

export interface RegionNode {
  readonly space: Named;
  readonly address: Expr;
  readonly bytes: Expr;
  readonly repeats: readonly { readonly count: Expr; readonly stride: Expr }[];
  readonly align: Expr | undefined;
  readonly span: Span;
}

export type OperandRole = 'out' | 'value' | 'count' | 'stride' | 'address' | 'signed' | 'unsigned';

/** What stands inside the braces of an instruction or a body. */
export type Item =
  | { readonly kind: 'each'; readonly variable: Named; readonly rows: readonly FamilyRow[] }
  | {
      readonly kind: 'flag';
      readonly flag: Named;
      readonly bits: BitRange;
      readonly values: readonly Named[];
      readonly only: Named | undefined;
    }
  | { readonly kind: 'operand'; readonly operand: Named; readonly role: OperandRole; readonly space: Named | undefined }
  | { readonly kind: 'active'; readonly condition: Expr }
  | { readonly kind: 'reads' | 'writes'; readonly region: RegionNode }
  | { readonly kind: 'moves'; readonly from: Named; readonly to: Named; readonly bytes: Expr }
  | { readonly kind: 'macs'; readonly count: Expr }
  | { readonly kind: 'does'; readonly text: string; readonly span: Span }
  | { readonly kind: 'cost'; readonly cycles: Expr }
  | { readonly kind: 'useful'; readonly cycles: Expr }
  | { readonly kind: 'use'; readonly body: Named; readonly args: readonly Expr[] };

/** One row of a family: the value of its variable and its attributes. */
export interface FamilyRow extends Named {
  readonly attributes: ReadonlyMap<string, string | number>;
}

export type Declaration =
  | { readonly kind: 'chapter' | 'section'; readonly title: string; readonly doc: string; readonly span: Span }
  | {
      readonly kind: 'word';
      readonly bits: number;
      readonly fields: readonly (Named & BitRange)[];
      readonly span: Span;
    }
  | {
      readonly kind: 'format';
      readonly format: Named;
      readonly registers: { readonly count: number; readonly width: number; readonly from: number };
      readonly immediate: { readonly width: number; readonly from: number } | undefined;
      readonly doc: string;
    }
  | { readonly kind: 'machine'; readonly fields: readonly (Named & { readonly doc: string })[] }
  | {
      readonly kind: 'space';
      readonly space: Named;
      readonly number: number;
      /** One memory for all engines; else each has its own. */
      readonly shared: boolean;
      readonly capacity: Named;
      readonly doc: string;
    }
  | { readonly kind: 'queue'; readonly queue: Named; readonly number: number; readonly doc: string }
  | { readonly kind: 'let'; readonly variable: Named; readonly value: Expr }
  | { readonly kind: 'body'; readonly body: Named; readonly params: readonly Named[]; readonly items: readonly Item[] }
  | InstructionNode;

export interface InstructionNode {
  readonly kind: 'instruction';
  /** A name, or a pattern with `{variable}` in a family. */
  readonly pattern: Named;
  readonly opcode: number;
  readonly format: Named;
  readonly queue: Named;
  readonly kernel: string | undefined;
  readonly items: readonly Item[];
  readonly doc: string;
}

export interface IsaFile {
  readonly name: string;
  readonly version: number;
  readonly declarations: readonly Declaration[];
}
