// What one group of tables needs on its card: an upper bound that holds however groups are combined.

import { type Node, producer, type Value } from '@afterglow/ir';
import { valuesReadBy } from '../captures.js';
import { type ByteBounds, constantsOf } from '../memory.js';
import type { TableGroup } from '../split/table-groups.js';

export interface GroupFootprint {
  readonly tables: number;
  /** Tables, other constants, inputs, every intermediate value, and the outputs once more for the joint transfer. */
  readonly total: number;
  /** Bytes handed out. */
  readonly outputs: number;
}

/** Values of a group that something outside of it reads. */
export function frontierOf(group: TableGroup): Value[] {
  const own = new Set<Node>(group.members);
  const isOutside = (value: Value) =>
    [...value.uses].some(
      (use) => use.kind === 'result' || !own.has(use.node) || use.node.region !== producer(value)?.region,
    );
  return group.members.flatMap((node) => node.results.filter(isOutside));
}

export function groupFootprint(group: TableGroup, bounds: ByteBounds): GroupFootprint {
  const nodes = [...group.producers, ...group.members];
  const made = new Set(nodes.flatMap((node) => node.results));
  const inputs = new Set<Value>();
  for (const node of nodes)
    for (const value of valuesReadBy(node)) if (value.def.kind !== 'const' && !made.has(value)) inputs.add(value);
  const outputs = bounds.sum(frontierOf(group));
  const tables = group.tables.reduce((sum, table) => sum + bounds.of(table.type), 0);
  const total = bounds.sum(constantsOf(nodes)) + bounds.sum(inputs) + bounds.sum(made) + outputs;
  return { tables, total, outputs };
}
