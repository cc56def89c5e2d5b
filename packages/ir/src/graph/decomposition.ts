// A decomposition: how a node of one op is written in nodes of others. Ops have general ones (packages/passes/src/decompose/definitions);
// a backend may bring its own for what it runs better, or only, in another way. Data, so that it can be listed and judged.

import type { Builder } from './builder.js';
import type { Node, Value } from './graph.js';

/** A condition on a node; `because` is what the user reads when it does not hold: "the size of the axis is not known". */
export interface NodeCondition {
  readonly because: string;
  readonly holds: (node: Node) => boolean;
}

export interface Decomposition {
  readonly op: string;
  /** What it becomes, in a few words; the documentation of the rule. */
  readonly summary: string;
  /** The ops it may become. None is the op itself, except in a form that `where` refuses, so that taking apart ends. */
  readonly steps: readonly string[];
  /** Conditions beyond what a target asks of the steps. */
  readonly where?: readonly NodeCondition[];
  /** Writes the steps and answers what takes the place of the node's results, in the same types. */
  readonly build: (node: Node, builder: Builder) => readonly Value[];
}
