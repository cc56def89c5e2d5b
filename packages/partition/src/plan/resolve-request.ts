// Checks a plan file against the model and the cards, and turns it into pins of table groups.

import type { Diagnostics } from '@afterglow/core';
import { nearestName } from '@afterglow/ir';
import { partitionDiagnostics as codes } from '../diagnostics.js';
import type { Card } from '../options.js';
import type { PlaceGroup } from '../place/place-tables.js';
import type { PlanRequest, PlanRequestTable } from './plan.js';

type Pin = NonNullable<PlaceGroup['pin']>;

function uniqueEntries(request: PlanRequest, diagnostics: Diagnostics): Map<string, PlanRequestTable> | undefined {
  const entries = new Map<string, PlanRequestTable>();
  let ok = true;
  for (const entry of request.tables) {
    if (entries.has(entry.table)) {
      diagnostics.report(codes.planDuplicate, { table: entry.table }, { location: entry.location });
      ok = false;
    }
    entries.set(entry.table, entry);
  }
  return ok ? entries : undefined;
}

/** The pin of each group (undefined: free), or undefined with the problems reported. `groups` are names of tables. */
export function resolveRequest(
  request: PlanRequest,
  groups: readonly (readonly string[])[],
  cards: readonly Card[],
  diagnostics: Diagnostics,
): readonly (Pin | undefined)[] | undefined {
  const entries = uniqueEntries(request, diagnostics);
  if (!entries) return undefined;
  const names = groups.flat();
  const known = new Set(names);
  const index = new Map(cards.map((card, i) => [card.name, i]));
  let ok = true;
  for (const { table, card, location, cardLocation } of entries.values()) {
    if (!known.has(table)) {
      diagnostics.report(codes.planUnknownTable, { table, nearest: nearestName(table, names) }, { location });
      ok = false;
    } else if (card !== undefined && !index.has(card)) {
      const list = cards.map((entry) => entry.name).join(', ');
      diagnostics.report(codes.planUnknownCard, { table, card, cards: list }, { location: cardLocation });
      ok = false;
    }
  }
  const missing = names.filter((table) => !entries.has(table));
  // Beside an unknown table the other name of the same table would be noise.
  if (ok && missing.length > 0) diagnostics.report(codes.planMissingTable, { tables: missing });
  const pins = groups.map((group): Pin | undefined => {
    let chosen: PlanRequestTable | undefined;
    let firm = false;
    for (const table of group) {
      const entry = entries.get(table);
      if (entry?.card === undefined) continue;
      if (chosen?.card !== undefined && chosen.card !== entry.card) {
        const params = { table: entry.table, other: chosen.table, card: entry.card, otherCard: chosen.card };
        diagnostics.report(codes.planConflict, params, { location: entry.location });
        ok = false;
      }
      chosen ??= entry;
      firm ||= entry.pinned;
    }
    const card = chosen?.card === undefined ? undefined : index.get(chosen.card);
    return card === undefined ? undefined : { card, firm };
  });
  return ok ? pins : undefined;
}
