// The plan: where every table and the dense part go, what that costs, and what the next best choice would have been.
// A person reads it, edits it, and feeds it back.

import type { Location } from '@afterglow/core';
import type { PlacedBy } from '../place/place-tables.js';

export const PLAN_VERSION = 1;

export interface PlanCard {
  readonly card: string;
  /** Bytes of memory, bytes kept for the driver, and what of the rest tables and the dense part take. */
  readonly capacity: number;
  readonly reserved: number;
  readonly dense: number;
  readonly tables: number;
  /** Cost of the tables on it: bytes of rows read a sample. */
  readonly cost: number;
}

export interface PlanDense {
  /** Cards that hold a replica. */
  readonly cards: readonly string[];
  /** Weights, and buffers at the largest sizes. */
  readonly constants: number;
  readonly buffers: number;
  /** Bytes of weights read a request. */
  readonly cost: number;
}

export interface PlanTable {
  readonly table: string;
  readonly card: string;
  /** A pinned table stays where it is, or compilation fails with the reason. */
  readonly pinned: boolean;
  readonly bytes: number;
  /** Bytes of rows read a sample. */
  readonly cost: number;
  readonly by: PlacedBy;
  /** The next choice, and by how much it was worse in what decided. Absent where no other card had room. */
  readonly runnerUp?: { readonly card: string; readonly difference: number; readonly unit: 'bytes' | 'cost' };
  /** Tables that have to be on the same card. */
  readonly together?: readonly string[];
}

/** One function of the partitioned module. */
export interface PlanPartition {
  readonly name: string;
  readonly placement: readonly string[];
  readonly nodes: number;
  /** Bytes it needs on each card of its placement, at the largest sizes. */
  readonly bytes: number;
  /** Values handed out in one transfer, a list a transfer. */
  readonly joined: readonly (readonly string[])[];
  /** Values handed out alone although they come from a sparse partition, with the reason. */
  readonly alone: readonly { readonly value: string; readonly because: string }[];
}

/** Nodes of one kind that no card can run. */
export interface PlanHost {
  readonly op: string;
  readonly because: string;
  readonly nodes: readonly string[];
}

/** How the work of one node is spread over the engines of a card, as a person wants it. */
export interface PlanEngines {
  /** Name of a node of the model. */
  readonly node: string;
  /** Along what it is split (the backend knows the words), or `none`. */
  readonly split?: string;
  /** The engine that does all of it. */
  readonly engine?: number;
  /** `none`: it is not computed in one loop with the nodes around it. */
  readonly fuse?: string;
  /** Where the plan file says so. */
  readonly location: Location;
}

export interface Plan {
  readonly version: number;
  readonly model: string;
  readonly cards: readonly PlanCard[];
  readonly dense: PlanDense;
  readonly tables: readonly PlanTable[];
  readonly partitions: readonly PlanPartition[];
  readonly host: readonly PlanHost[];
  /** Only what a person asked for; the backend decides about the others. */
  readonly engines: readonly PlanEngines[];
}

/** What a plan file asks for. */
export interface PlanRequest {
  readonly file: string;
  readonly tables: readonly PlanRequestTable[];
  readonly engines: readonly PlanEngines[];
}

export interface PlanRequestTable {
  readonly table: string;
  /** Undefined: the partitioner chooses. */
  readonly card: string | undefined;
  readonly pinned: boolean;
  readonly location: Location;
  readonly cardLocation: Location;
}
