// What a partition run is told: the cards, what they can run, and how a person wants tables placed.

import type { Diagnostics } from '@afterglow/core';
import type { Node, OpRegistry } from '@afterglow/ir';
import type { PlanRequest } from './plan/plan.js';

/** One card as the partitioner sees it. */
export interface Card {
  /** Name in placements, such as `card0`. */
  readonly name: string;
  /** Device memory in bytes. */
  readonly bytes: number;
}

/** Consumers that may move to their embedding bags, besides `clip`, which always does. */
export type Absorbed = 'layer_norm' | 'tile' | 'tanh' | 'concat';

export interface PartitionOptions {
  readonly registry: OpRegistry;
  readonly diagnostics: Diagnostics;
  /** Cards of the platform, in order. */
  readonly cards: readonly Card[];
  /** Why no card can run a node, or undefined when they can. */
  readonly whyIllegal: (node: Node) => string | undefined;
  /** Name of the function to split; `main` if absent. */
  readonly entry?: string;
  /** Bytes of each card kept for code, command lists and the driver. */
  readonly reserveBytes?: number;
  /** Tables above this many bytes are placed by memory, the others by cost. 100 MiB if absent. */
  readonly bigTableBytes?: number;
  /** How many cards to spread tables over at first; all if absent. More are tried when they do not fit. */
  readonly tableCards?: number;
  readonly absorb?: ReadonlySet<Absorbed>;
  /** Average lookups a sample and bag, by table. Without an entry the ranges of dims decide (see `table-cost.ts`). */
  readonly averageLookups?: ReadonlyMap<string, number>;
  /** Placement a person asked for. */
  readonly plan?: PlanRequest;
  /** What no card can run goes to the host; with `false` it is an error. On by default. */
  readonly fallback?: boolean;
}

export const BIG_TABLE_BYTES = 100 * 1024 * 1024;
