// What one card binary holds: programs, their interface, and the data that lies in card memory from the start.

import type { Dim, ElementType, Origin, Tensor } from '@afterglow/core';
import type { MachineFields } from './generated/machine-fields.js';
import type { Instruction } from './instruction.js';

/** A launch parameter of a program: `param rd, i` reads number i of the list. */
export interface LaunchParam {
  /** Symbol name. */
  readonly name: string;
  /** Inclusive range of values the program was planned for. */
  readonly lo: number;
  readonly hi: number;
}

/** An input or output of a program: a packed row-major tensor in card memory. */
export interface IoBuffer {
  readonly name: string;
  readonly elem: ElementType;
  /** Dims over the launch parameters. */
  readonly dims: readonly Dim[];
  /** First byte in `dram`. */
  readonly address: number;
  /** Bytes reserved: the packed size at the upper bounds. */
  readonly bytes: number;
}

export interface CardProgram {
  readonly name: string;
  readonly code: readonly Instruction[];
  /** Where each word came from; as long as `code`. */
  readonly origins: readonly (Origin | undefined)[];
  readonly params: readonly LaunchParam[];
  /** Sizes over the launch parameters that are 0 at every launch there can be. */
  readonly zeros?: readonly Dim[];
  readonly inputs: readonly IoBuffer[];
  readonly outputs: readonly IoBuffer[];
}

/** Weights and lookup tables of functions (`const`), or embedding tables (`table`). Read-only for programs. */
export interface CardData {
  readonly name: string;
  /** First byte in `dram`. */
  readonly address: number;
  readonly tensor: Tensor;
  readonly kind: 'const' | 'table';
}

/** Largest scratchpad or tile memory of one engine, in bytes: more is refused rather than allocated. */
export const LARGEST_ENGINE_MEMORY = 2 ** 31;

/** Most engines of a card, as machine files have it: more is refused rather than allocated. */
export const MOST_ENGINES = 4096;

/** The machine a binary was made for. */
export interface CardMachine extends MachineFields {
  readonly name: string;
  /** Digest of the machine description. */
  readonly digest: string;
}

export interface CardImage {
  readonly machine: CardMachine;
  readonly programs: readonly CardProgram[];
  readonly data: readonly CardData[];
  /** High-water mark of `dram`: programs and data stay below it. */
  readonly dramBytes: number;
  /** High-water mark of `llc`, for the program that needs most. */
  readonly llcBytes: number;
}
