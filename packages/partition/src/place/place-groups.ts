// Places the table groups of a function: their needs and costs as numbers, a plan's wishes as pins, the outcome or its
// explanation.

import type { Func } from '@afterglow/ir';
import { partitionDiagnostics as codes } from '../diagnostics.js';
import { ByteBounds, type Footprint } from '../memory.js';
import { BIG_TABLE_BYTES, type PartitionOptions } from '../options.js';
import { resolveRequest } from '../plan/resolve-request.js';
import type { TableGroup } from '../split/table-groups.js';
import { reportClash } from './explain-clash.js';
import { groupFootprint } from './group-footprint.js';
import { type PlaceCard, type Placed, type PlaceGroup, placeTables } from './place-tables.js';
import { tableCost } from './table-cost.js';

export interface Placing {
  readonly groups: readonly PlaceGroup[];
  /** In the order of `groups`. */
  readonly placed: readonly Placed[];
}

function groupsToPlace(
  func: Func,
  groups: readonly TableGroup[],
  options: PartitionOptions,
): readonly PlaceGroup[] | undefined {
  const names = groups.map((group) => group.tables.map((table) => table.name));
  const { plan, cards, diagnostics, averageLookups } = options;
  const pins = plan && resolveRequest(plan, names, cards, diagnostics);
  if (plan && !pins) return undefined;
  const bounds = new ByteBounds(func.ranges);
  return groups.map((group, i) => {
    const { tables, total } = groupFootprint(group, bounds);
    const cost = group.tables.reduce((sum, table) => {
      const bags = group.bags.filter((bag) => bag.operands[0] === table);
      return sum + tableCost(table, bags, func.ranges, averageLookups?.get(table.name));
    }, 0);
    const pin = pins?.[i];
    return { tables: names[i] ?? [], bytes: total, tableBytes: tables, cost, ...(pin ? { pin } : {}) };
  });
}

/** The card of every group, or undefined with the reason reported. */
export function placeGroups(
  func: Func,
  groups: readonly TableGroup[],
  dense: Footprint,
  options: PartitionOptions,
): Placing | undefined {
  const { cards, diagnostics, reserveBytes = 0 } = options;
  const budgets: PlaceCard[] = cards.map(({ name, bytes }) => ({ name, budget: bytes - reserveBytes - dense.total }));
  const tight = cards[budgets.findIndex((card) => card.budget < 0)];
  if (tight) {
    const { name: card, bytes: capacity } = tight;
    const { total: needed, constants } = dense;
    diagnostics.report(codes.denseDoesNotFit, { card, needed, capacity, reserved: reserveBytes, constants });
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
