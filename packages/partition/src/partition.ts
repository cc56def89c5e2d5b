// Splits a model over a host and several cards: what no card can run goes to the host, each embedding table to one card
// with its bags, and the rest — the dense part — to every card.
// Invariant: the result computes what the input computed (`mergePartitions` turns it back), and no card needs more
// memory than it has.

import type { DimRange } from '@afterglow/core';
import { dim } from '@afterglow/core';
import { type Func, type Module, type Node, nodesOf, type Value } from '@afterglow/ir';
import { partitionDiagnostics as codes } from './diagnostics.js';
import { drawBoundaries, type Partition } from './emit/boundary.js';
import { emitModule } from './emit/emit-module.js';
import { type Footprint, footprintOf, footprintOfFunc } from './memory.js';
import { BIG_TABLE_BYTES, type PartitionOptions } from './options.js';
import { reportClash } from './place/explain-clash.js';
import { groupFootprint } from './place/group-footprint.js';
import { type PlaceCard, type Placed, type PlaceGroup, placeTables } from './place/place-tables.js';
import { tableCost } from './place/table-cost.js';
import { makePlan } from './plan/make-plan.js';
import type { Plan } from './plan/plan.js';
import { resolveRequest } from './plan/resolve-request.js';
import { cardOf, type Home, homeKind, sparseHome } from './split/home.js';
import { findHostNodes, reportHostNodes } from './split/host-nodes.js';
import { makeInstances } from './split/instances.js';
import { orderPhases } from './split/phases.js';
import { findTableGroups, type TableGroup } from './split/table-groups.js';

export interface PartitionResult {
  /** A new module: the entry invokes one function a partition. */
  readonly module: Module;
  readonly plan: Plan;
}

function partitionsWith(
  func: Func,
  groups: readonly TableGroup[],
  isLegal: (node: Node) => boolean,
  cardOfGroup: (group: number) => number,
): readonly Partition[] {
  const members = new Map<Node, Home>();
  const copies = new Map<Node, Set<Home>>();
  groups.forEach((group, index) => {
    const home = sparseHome(cardOfGroup(index));
    for (const node of group.members) members.set(node, home);
    for (const node of group.producers) {
      const set = copies.get(node);
      if (set) set.add(home);
      else copies.set(node, new Set([home]));
    }
  });
  const instances = makeInstances(func, {
    homeOf: (node) => members.get(node) ?? (isLegal(node) ? 'dense' : 'host'),
    copiesOf: (node) => copies.get(node),
  });
  return drawBoundaries(func, instances, orderPhases(instances));
}

/** What the dense partitions need, with joint transfers held twice: as they arrive and split. */
function denseFootprint(partitions: readonly Partition[], ranges: ReadonlyMap<string, DimRange>): Footprint {
  const total = { constants: 0, inputs: 0, outputs: 0, temporaries: 0, total: 0 };
  for (const { phase, inputs, singles } of partitions) {
    if (phase.home !== 'dense') continue;
    const nodes = phase.instances.map((instance) => instance.node);
    const part = footprintOf({ nodes, inputs: inputs.map((entry) => entry.value), outputs: new Set(singles), ranges });
    const arriving = inputs
      .filter(({ from }) => from && homeKind(from.phase.home) === 'sparse')
      .map(({ value }) => value);
    const split = footprintOf({ nodes: [], inputs: arriving, outputs: new Set(), ranges }).inputs;
    total.constants += part.constants;
    total.inputs += part.inputs;
    total.outputs += part.outputs;
    total.temporaries += part.temporaries + split;
    total.total += part.total + split;
  }
  return total;
}

/** Reports symbols without an upper end in types of values on cards; memory could not be planned for them. */
function checkBounds(func: Func, isLegal: (node: Node) => boolean, options: PartitionOptions): boolean {
  const reported = new Set<string>();
  const check = (value: Value | undefined) => {
    if (value?.type.kind !== 'tensor') return;
    for (const size of value.type.shape) {
      if (Number.isFinite(dim.dimRange(size, func.ranges).hi)) continue;
      for (const symbol of dim.symbolsOf(size)) {
        if (Number.isFinite(func.ranges.get(symbol)?.hi ?? Number.POSITIVE_INFINITY) || reported.has(symbol)) continue;
        reported.add(symbol);
        options.diagnostics.report(codes.unboundedDim, { symbol, value: value.name });
      }
    }
  };
  for (const node of nodesOf(func.body))
    if (isLegal(node)) for (const value of [...node.operands, ...node.results]) check(value);
  return reported.size === 0;
}

function groupsToPlace(func: Func, groups: readonly TableGroup[], options: PartitionOptions): PlaceGroup[] | undefined {
  const names = groups.map((group) => group.tables.map((table) => table.name));
  const { plan, cards, diagnostics, averageLookups } = options;
  const pins = plan && resolveRequest(plan, names, cards, diagnostics);
  if (plan && !pins) return undefined;
  return groups.map((group, i) => {
    const { tables, total } = groupFootprint(group, func.ranges);
    const cost = group.tables.reduce((sum, table) => {
      const bags = group.bags.filter((bag) => bag.operands[0] === table);
      return sum + tableCost(table, bags, func.ranges, averageLookups?.get(table.name));
    }, 0);
    const pin = pins?.[i];
    return { tables: names[i] ?? [], bytes: total, tableBytes: tables, cost, ...(pin ? { pin } : {}) };
  });
}

interface Placing {
  readonly groups: readonly PlaceGroup[];
  readonly placed: readonly Placed[];
}

function place(
  func: Func,
  groups: readonly TableGroup[],
  dense: Footprint,
  options: PartitionOptions,
): Placing | undefined {
  const { cards, diagnostics, reserveBytes = 0 } = options;
  const budgets: PlaceCard[] = cards.map(({ name, bytes }) => ({ name, budget: bytes - reserveBytes - dense.total }));
  const tight = budgets.findIndex((card) => card.budget < 0);
  const card = cards[tight];
  if (card) {
    const params = {
      card: card.name,
      needed: dense.total,
      capacity: card.bytes,
      reserved: reserveBytes,
      constants: dense.constants,
    };
    diagnostics.report(codes.denseDoesNotFit, params);
    return undefined;
  }
  const wanted = groupsToPlace(func, groups, options);
  if (!wanted) return undefined;
  const result = placeTables(wanted, budgets, {
    bigTableBytes: options.bigTableBytes ?? BIG_TABLE_BYTES,
    firstCards: Math.min(Math.max(1, options.tableCards ?? cards.length), cards.length),
  });
  if (!result.ok) {
    reportClash(result.clash, wanted, budgets, diagnostics);
    return undefined;
  }
  for (const { group, card: to, movedFrom } of result.placed) {
    if (movedFrom === undefined) continue;
    const table = wanted[group]?.tables.join(' + ') ?? '';
    diagnostics.report(codes.moved, { table, from: cards[movedFrom]?.name ?? '', to: cards[to]?.name ?? '' });
  }
  return { groups: wanted, placed: result.placed };
}

function checkCapacity(module: Module, partitions: readonly Partition[], options: PartitionOptions): boolean {
  let ok = true;
  options.cards.forEach((card, index) => {
    let used = 0;
    for (const { name, phase } of partitions) {
      const func = module.funcs.get(name);
      if (func && (phase.home === 'dense' || cardOf(phase.home) === index)) used += footprintOfFunc(func).total;
    }
    const capacity = card.bytes - (options.reserveBytes ?? 0);
    if (used <= capacity) return;
    options.diagnostics.report(codes.overCapacity, { card: card.name, used, capacity });
    ok = false;
  });
  return ok;
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
  const host = findHostNodes(func, options.whyIllegal);
  const fallback = options.fallback ?? true;
  reportHostNodes(host.forms, fallback, diagnostics);
  if (!fallback && host.forms.length > 0) return undefined;
  const isLegal = (node: Node) => !host.reasonOf.has(node);
  if (!checkBounds(func, isLegal, options)) return undefined;

  const groups = findTableGroups(func, isLegal, options.absorb);
  // The dense part is the same wherever tables go, so one pretended card shows what it needs.
  const dense = denseFootprint(
    partitionsWith(func, groups, isLegal, () => 0),
    func.ranges,
  );
  const placing = place(func, groups, dense, options);
  if (!placing) return undefined;
  const cardOfGroup = new Map(placing.placed.map((entry) => [entry.group, entry.card]));
  const partitions = partitionsWith(func, groups, isLegal, (group) => cardOfGroup.get(group) ?? 0);
  const names = cards.map((card) => card.name);
  const placementOf = ({ phase: { home } }: Partition): readonly string[] => {
    if (home === 'host') return ['host'];
    return home === 'dense' ? names : [names[cardOf(home) ?? 0] ?? ''];
  };
  const result = emitModule(func, partitions, { registry, placementOf });
  if (!checkCapacity(result, partitions, options)) return undefined;
  const plan = makePlan({ module: result, partitions, dense, host: host.forms, placementOf, options, ...placing });
  return { module: result, plan };
}
