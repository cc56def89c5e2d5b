// How much of the matrix unit and of the vector unit an instruction puts to use. Both work on many elements at once, and a tile with fewer
// rows or columns than that takes as long as a full one: the difference is the waste of padding.
// Counters of a run and the report of a compilation use the same two figures, both from the cost table.

import type { CostFields } from './generated/effects.js';
import { QUEUES } from './generated/opcodes.js';

export const LANE_UNITS = ['matrix', 'vector'] as const;
export type LaneUnit = (typeof LANE_UNITS)[number];

/** Cycles of one unit. Their quotient is the share of its lanes that was in use. */
export interface LaneCycles {
  /** What the cost table charges, without starting instructions. */
  readonly charged: number;
  /** What would do if no lane were idle. */
  readonly useful: number;
}

export function laneUnitOf(queue: number): LaneUnit | undefined {
  return LANE_UNITS.find((unit) => QUEUES[unit] === queue);
}

/** Cycles to start an instruction of a unit, whatever its size. */
export function startCycles(unit: LaneUnit, { matrixIssueCycles, vectorIssueCycles }: CostFields): number {
  return unit === 'matrix' ? matrixIssueCycles : vectorIssueCycles;
}
