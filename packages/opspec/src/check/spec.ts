// A checked spec: what the generators and the loader read.

import type { ClassDecl, DefDecl, ElementDecl, OpDecl, TraitDecl } from '../grammar/ast.js';

/** Value of a default, as in the op tables. */
export type SpecValue = boolean | number | string | readonly SpecValue[];

export type AttrKindName = 'i64' | 'f64' | 'bool' | 'string' | 'elem' | 'dim' | 'func' | 'type' | 'enum';

export interface CheckedAttr {
  readonly name: string;
  readonly doc: string;
  readonly kind: AttrKindName;
  readonly values?: readonly string[];
  readonly list?: { readonly length?: number };
  readonly optional: boolean;
  readonly default?: SpecValue;
}

export interface CheckedOperand {
  readonly name: string;
  readonly doc: string;
  readonly arity: 'one' | 'optional' | 'variadic';
  readonly mode: 'in' | 'out' | 'inout';
}

export interface CheckedOp {
  readonly name: string;
  readonly kind: 'op' | 'instr';
  readonly family: string;
  readonly doc: string;
  readonly operands: readonly CheckedOperand[];
  readonly results: readonly CheckedOperand[];
  readonly attrs: readonly CheckedAttr[];
  readonly regions: readonly { readonly name: string; readonly doc: string }[];
  readonly traits: readonly string[];
  /** Operands that results are parts of, or that are parts of the result; by position. */
  readonly alias: { readonly kind: 'view' | 'join'; readonly operand: number; readonly parts: boolean } | undefined;
  /** Positions of the operands that the first result may be written over. */
  readonly inplace: readonly number[];
  /** JavaScript statements that compute the result types from `t`; undefined for an extension. */
  readonly body: readonly string[] | undefined;
  readonly declaration: OpDecl;
}

export interface CheckedFamily {
  readonly name: string;
  readonly doc: string;
  readonly file: string;
  readonly ops: readonly CheckedOp[];
  readonly instrs: readonly CheckedOp[];
  /** Formulas of the family's file, compiled. */
  readonly defs: readonly CheckedDef[];
}

export interface CheckedDef {
  readonly declaration: DefDecl;
  readonly name: string;
  /** Parameters after `t`, with their TypeScript types. */
  readonly params: readonly { readonly name: string; readonly type: string }[];
  readonly result: string;
  /** JavaScript expression of the value. */
  readonly code: string;
}

/** A class of element types, spelled out; `quantized` among them admits encoded integers. */
export interface CheckedClass {
  readonly name: string;
  readonly doc: string;
  readonly elements: readonly string[];
  readonly declaration: ClassDecl;
}

export interface CheckedSpec {
  readonly elements: readonly ElementDecl[];
  readonly classes: readonly CheckedClass[];
  readonly traits: readonly TraitDecl[];
  readonly families: readonly CheckedFamily[];
}

/** What the checker knows of all files together. */
export interface World {
  readonly elements: ReadonlySet<string>;
  readonly classes: ReadonlyMap<string, readonly string[]>;
  readonly traits: ReadonlySet<string>;
  readonly defs: ReadonlyMap<string, DefDecl>;
}
