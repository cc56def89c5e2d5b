// What follows from a machine's numbers: peak rates, whole memories, ridge points of the roofline.

import { canonicalJson, sha256Hex, utf8Bytes } from '@afterglow/core';
import type { Machine, Memory, Platform } from './machine.js';

export interface MachineTotals {
  readonly cards: number;
  readonly dramBytes: number;
  /** Card memory that programs may use: capacity less the reserve. */
  readonly usableDramBytes: number;
  readonly dramBytesPerSecond: number;
  /** Peak rates; a multiply-accumulate is two operations. */
  readonly int8OpsPerSecond: number;
  readonly fp16OpsPerSecond: number;
  readonly watts: number;
}

/** Card memory of one card that programs may use, in bytes. */
export function usableDram(machine: Machine): number {
  const { bytes, reserve } = machine.memories.dram;
  return Math.floor(bytes * (1 - reserve));
}

export function machineTotals(machine: Machine | Platform): MachineTotals {
  const cards = machine.kind === 'card' ? [machine] : machine.cards;
  const sum = (of: (card: Machine) => number) => cards.reduce((total, card) => total + of(card), 0);
  return {
    cards: cards.length,
    dramBytes: sum((card) => card.memories.dram.bytes),
    usableDramBytes: sum(usableDram),
    dramBytesPerSecond: sum((card) => card.memories.dram.bytesPerSecond),
    int8OpsPerSecond: sum((card) => 2 * card.engines * card.matrix.int8MacsPerCycle * card.clock.hertz),
    fp16OpsPerSecond: sum((card) => 2 * card.engines * card.matrix.fp16MacsPerCycle * card.clock.hertz),
    watts: sum((card) => card.clock.watts),
  };
}

/** Operations a byte above which a card computes longer than it moves, at `opsPerSecond`, for each memory. */
export function ridgePoints(machine: Machine, opsPerSecond?: number): Record<keyof Machine['memories'], number> {
  const peak = opsPerSecond ?? machineTotals(machine).int8OpsPerSecond;
  const ridge = ({ bytesPerSecond, instances }: Memory) => peak / (bytesPerSecond * instances);
  const { dram, llc, sram, tile } = machine.memories;
  return { dram: ridge(dram), llc: ridge(llc), sram: ridge(sram), tile: ridge(tile) };
}

/** SHA-256 (hex) of the machine as canonical JSON: equal for files that say the same in other words. */
export function machineDigest(machine: Machine | Platform): string {
  return sha256Hex([utf8Bytes(canonicalJson(machine))]);
}
