// Puts the outcome of a partition run into a plan.

import type { Partition } from '../emit/boundary.js';
import type { Footprint } from '../memory.js';
import type { PartitionOptions } from '../options.js';
import type { Placed, PlaceGroup } from '../place/place-tables.js';
import { PLAN_VERSION, type Plan, type PlanHost, type PlanPartition, type PlanTable } from './plan.js';

export interface PlanFacts {
  readonly model: string;
  readonly partitions: readonly Partition[];
  /** By name of the partition. */
  readonly bytes: ReadonlyMap<string, number>;
  readonly dense: Footprint;
  readonly host: readonly PlanHost[];
  readonly groups: readonly PlaceGroup[];
  /** In the order of `groups`. */
  readonly placed: readonly Placed[];
  readonly placementOf: (partition: Partition) => readonly string[];
  readonly options: PartitionOptions;
}

function tablesOf({ groups, placed, options }: PlanFacts): PlanTable[] {
  const cardName = (card: number) => options.cards[card]?.name ?? '';
  const asked = new Map(options.plan?.tables.map((entry) => [entry.table, entry]));
  return placed.flatMap(({ group: index, card, by, runnerUp }) => {
    const group = groups[index];
    if (!group) return [];
    return group.tables.map((table): PlanTable => {
      const entry = {
        table,
        card: cardName(card),
        pinned: asked.get(table)?.pinned ?? false,
        bytes: group.bytes,
        cost: group.cost,
        by,
        ...(runnerUp ? { runnerUp: { ...runnerUp, card: cardName(runnerUp.card) } } : {}),
      };
      return group.tables.length > 1 ? { ...entry, together: group.tables.filter((other) => other !== table) } : entry;
    });
  });
}

function partitionEntry(partition: Partition, { bytes, placementOf }: PlanFacts): PlanPartition {
  return {
    name: partition.name,
    placement: placementOf(partition),
    nodes: partition.phase.instances.length,
    bytes: bytes.get(partition.name) ?? 0,
    joined: partition.joints.map((group) => group.map((value) => value.name)),
    alone: [...partition.alone].map(([value, because]) => ({ value: value.name, because })),
  };
}

export function makePlan(facts: PlanFacts): Plan {
  const { dense, groups, placed, options } = facts;
  const on = (card: number, amount: (group: PlaceGroup) => number) =>
    placed.reduce((sum, entry) => {
      const group = entry.card === card ? groups[entry.group] : undefined;
      return sum + (group ? amount(group) : 0);
    }, 0);
  return {
    version: PLAN_VERSION,
    model: facts.model,
    cards: options.cards.map(({ name, bytes }, index) => ({
      card: name,
      capacity: bytes,
      reserved: options.reserveBytes ?? 0,
      dense: dense.total,
      tables: on(index, (group) => group.bytes),
      cost: on(index, (group) => group.cost),
    })),
    dense: {
      cards: options.cards.map((card) => card.name),
      constants: dense.constants,
      buffers: dense.total - dense.constants,
      cost: dense.constants,
    },
    tables: tablesOf(facts),
    partitions: facts.partitions.map((partition) => partitionEntry(partition, facts)),
    host: facts.host,
    engines: options.plan?.engines ?? [],
  };
}
