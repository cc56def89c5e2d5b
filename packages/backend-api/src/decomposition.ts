// Decompositions: ops that a backend has no code for of their own, but runs as a few others. They are taken apart behind precision
// conversion and before partitioning, so that whatever reads the graph afterwards sees what really runs.

import type { Builder, Node, Value } from '@afterglow/ir';
import { type Legality, type LegalityCondition, whyIllegal } from './legality.js';

export interface Decomposition {
  readonly op: string;
  /** What it becomes, in a few words; the documentation of the rule. */
  readonly summary: string;
  /** Conditions beyond what the steps themselves ask for. */
  readonly where?: readonly LegalityCondition[];
  /** Writes the steps before the node and answers what takes the place of its results. */
  readonly build: (node: Node, builder: Builder) => readonly Value[];
}

export type Decompositions = ReadonlyMap<string, Decomposition>;

/** A table of decompositions by op. */
export function decompositionTable(list: readonly Decomposition[]): Decompositions {
  return new Map(list.map((entry) => [entry.op, entry]));
}

/** Why a node can be neither run as it is nor taken apart, or undefined when it can. The steps are judged when they are made. */
export function whyBeyond(legality: Legality, table: Decompositions | undefined, node: Node): string | undefined {
  const reason = whyIllegal(legality, node);
  const entry = table?.get(node.op.name);
  if (reason === undefined || !entry) return reason;
  return entry.where?.find((condition) => !condition.holds(node))?.because;
}
