// Shapes of the generated tables: what an instruction is, as data. The tables themselves are in `generated/`.

/** How a register operand is used. `signed` and `unsigned` are the immediate. */
export type OperandRole = 'out' | 'value' | 'count' | 'stride' | 'address' | 'signed' | 'unsigned';

export interface OperandSpec {
  readonly name: string;
  readonly role: OperandRole;
  /** For addresses: name of a space, or of the flag that holds the number of one. */
  readonly space?: string;
}

export interface FlagSpec {
  readonly name: string;
  /** Lowest bit within the flags field. */
  readonly shift: number;
  readonly bits: number;
  /** Number of legal values: 0 … count − 1. */
  readonly count: number;
  /** Names of values 0, 1, …; absent for yes-or-no flags. */
  readonly values?: readonly string[];
}

export interface InstructionSpec<Op extends string = string, Kernel extends string = string> {
  readonly op: Op;
  /** Number in the opcode field. */
  readonly code: number;
  readonly format: 'registers' | 'immediate';
  /** Queue number. */
  readonly queue: number;
  /** Simulator routine, and the family variables and attributes it is specialised by. */
  readonly kernel: Kernel;
  readonly params: Readonly<Record<string, string | number>>;
  /** Register operands in encoding order; an immediate comes last. */
  readonly operands: readonly OperandSpec[];
  readonly flags: readonly FlagSpec[];
  readonly summary: string;
}

type Sixteen<T> = readonly [T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T];

/** Values of the operands of one instruction in declared order (an immediate included); the rest is 0. */
export type OperandValues = Sixteen<number>;
/** Values of the flags of one instruction in declared order; the rest is 0. */
export type FlagValues = Sixteen<number>;

/** Told every memory region an instruction touches, before it does. Throws a trap on a region that is not allowed. */
export interface AccessSink {
  /** `count2 × count1` runs of `bytes` bytes; an empty region touches nothing. */
  access(
    write: boolean,
    space: number,
    align: number,
    address: number,
    bytes: number,
    count1: number,
    stride1: number,
    count2: number,
    stride2: number,
  ): void;
}

/** What an instruction touches and costs, as functions of its operand and flag values. */
export interface Effects<Fields> {
  /** False: the instruction does nothing. */
  readonly active: (v: OperandValues, f: FlagValues) => boolean;
  readonly access: (v: OperandValues, f: FlagValues, sink: AccessSink) => void;
  /** Cycles on its queue. */
  readonly cost: (v: OperandValues, f: FlagValues, c: Fields) => number;
  /** Cycles that would do if every lane of its unit were in use: the cost without starting and without rounding up to whole lanes. */
  readonly useful: (v: OperandValues, f: FlagValues, c: Fields) => number;
  /** Multiply-accumulates. */
  readonly macs: (v: OperandValues, f: FlagValues) => number;
  /** Bytes moved between two memories, and which. */
  readonly moves: (v: OperandValues, f: FlagValues, report: (from: number, to: number, bytes: number) => void) => void;
}
