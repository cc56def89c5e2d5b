// A checked instruction set: families expanded, names resolved, bit positions free of overlaps. What the generators read.

import type { Expr, OperandRole } from './ast.js';

export interface IsaOperand {
  readonly name: string;
  readonly role: OperandRole;
  /** For addresses: a space, or the flag that names it. */
  readonly space?: string;
}

export interface IsaFlag {
  readonly name: string;
  /** Bits within the flags field of the word. */
  readonly lo: number;
  readonly bits: number;
  /** Names of values 0, 1, …; absent for a yes-or-no flag. Memories among them have numbers that follow one another. */
  readonly values?: readonly string[];
}

export interface IsaRegion {
  readonly write: boolean;
  /** A space, or a flag that names one. */
  readonly space: string;
  readonly address: Expr;
  readonly bytes: Expr;
  readonly repeats: readonly { readonly count: Expr; readonly stride: Expr }[];
  readonly align: Expr | undefined;
}

export interface IsaInstruction {
  readonly name: string;
  readonly opcode: number;
  readonly format: string;
  readonly queue: string;
  /** Name of the simulator routine; rows of a family share one and differ in `params`. */
  readonly kernel: string;
  /** Family variables and attributes of this row. */
  readonly params: ReadonlyMap<string, string | number>;
  /** First opcode and pattern of the declaration the row came from: `48 v2.{op}.{type}`. */
  readonly family: string;
  readonly operands: readonly IsaOperand[];
  readonly flags: readonly IsaFlag[];
  /** When false, the instruction has no effect; absent means always. */
  readonly active: Expr | undefined;
  readonly regions: readonly IsaRegion[];
  readonly moves: readonly { readonly from: string; readonly to: string; readonly bytes: Expr }[];
  readonly macs: Expr | undefined;
  readonly does: string;
  /** `does` as declared: family attributes in braces, the same for all rows. */
  readonly doesPattern: string;
  readonly cost: Expr;
  /** Cycles of the cost that would do if no lane of the unit were idle. */
  readonly useful: Expr | undefined;
  readonly doc: string;
}

export interface IsaFormat {
  readonly name: string;
  readonly doc: string;
  readonly registers: { readonly count: number; readonly width: number; readonly from: number };
  readonly immediate: { readonly width: number; readonly from: number } | undefined;
}

export interface IsaModel {
  readonly name: string;
  readonly version: number;
  readonly wordBits: number;
  readonly fields: readonly { readonly name: string; readonly lo: number; readonly hi: number }[];
  readonly formats: readonly IsaFormat[];
  readonly machine: readonly { readonly name: string; readonly doc: string }[];
  readonly spaces: readonly {
    readonly name: string;
    readonly number: number;
    /** One memory for all engines; else each has its own. */
    readonly shared: boolean;
    readonly capacity: string;
    readonly doc: string;
  }[];
  readonly queues: readonly { readonly name: string; readonly number: number; readonly doc: string }[];
  readonly lets: readonly { readonly name: string; readonly value: Expr }[];
  readonly instructions: readonly IsaInstruction[];
  /** Chapters, sections and families in the order of the file: the skeleton of the manual. */
  readonly outline: readonly (
    | { readonly kind: 'chapter' | 'section'; readonly title: string; readonly doc: string }
    | { readonly kind: 'family'; readonly family: string }
  )[];
}
