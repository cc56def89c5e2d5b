// Splits a model over a host and several cards: what no card can run goes to the host, each embedding table to one card
// with its bags, and the rest — the dense part — to every card.
// Invariant: the result computes what the input computed (`mergePartitions` turns it back), and no card needs more
// memory than it has.

import { type Module, type Node, nodesOf } from '@afterglow/ir';
import { partitionDiagnostics as codes } from './diagnostics.js';
import type { Partition } from './emit/boundary.js';
import { emitModule } from './emit/emit-module.js';
import { ByteBounds } from './memory.js';
import type { PartitionOptions } from './options.js';
import { checkBounds, checkCapacity, partitionBytes } from './place/check-memory.js';
import { denseFootprint } from './place/dense-footprint.js';
import { placeGroups } from './place/place-groups.js';
import { checkEngineNodes } from './plan/check-engine-nodes.js';
import { makePlan } from './plan/make-plan.js';
import type { Plan } from './plan/plan.js';
import { assignPartitions } from './split/assign.js';
import { cardOf } from './split/home.js';
import { findHostNodes, reportHostNodes } from './split/host-nodes.js';
import { findTableGroups } from './split/table-groups.js';

export interface PartitionResult {
  /** A new module: the entry invokes one function a partition. */
  readonly module: Module;
  readonly plan: Plan;
}

/** Splits the entry function of `module`, which stays as it is; undefined with the problems reported. */
export function partition(module: Module, options: PartitionOptions): PartitionResult | undefined {
  const { cards, diagnostics, registry } = options;
  const entry = options.entry ?? 'main';
  const func = module.funcs.get(entry);
  if (!func) {
    diagnostics.report(codes.noEntry, { name: entry });
    return undefined;
  }
  if ([...nodesOf(func.body)].some((node) => node.op.name === 'invoke')) {
    diagnostics.report(codes.alreadyPartitioned, { func: entry });
    return undefined;
  }
  if (!checkEngineNodes(func, options)) return undefined;
  const host = findHostNodes(func, options.whyIllegal);
  const fallback = options.fallback ?? true;
  reportHostNodes(host.forms, fallback, diagnostics);
  if (!fallback && host.forms.length > 0) return undefined;
  const isLegal = (node: Node) => !host.reasonOf.has(node);
  if (!checkBounds(func, isLegal, options)) return undefined;

  const groups = findTableGroups(func, isLegal, options.absorb);
  // The dense part is the same wherever tables go, so one pretended card shows what it needs.
  const pretended = assignPartitions(func, groups, isLegal, () => 0);
  const dense = denseFootprint(pretended, new ByteBounds(func.ranges));
  const placing = placeGroups(func, groups, dense, options);
  if (!placing) return undefined;
  const cardOfGroup = new Map(placing.placed.map((placed) => [placed.group, placed.card]));
  const partitions = assignPartitions(func, groups, isLegal, (group) => cardOfGroup.get(group) ?? 0);
  const names = cards.map((card) => card.name);
  const placementOf = ({ phase: { home } }: Partition): readonly string[] => {
    if (home === 'host') return ['host'];
    return home === 'dense' ? names : [names[cardOf(home) ?? 0] ?? ''];
  };
  const result = emitModule(func, partitions, { registry, placementOf });
  const bytes = partitionBytes(result, partitions);
  if (!checkCapacity(partitions, bytes, options)) return undefined;
  const model = result.name;
  const plan = makePlan({ model, partitions, bytes, dense, host: host.forms, placementOf, options, ...placing });
  return { module: result, plan };
}
