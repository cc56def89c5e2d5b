// Words for a placement that cannot be: who fills the cards, and the smallest change that would help.

import type { Diagnostics } from '@afterglow/core';
import { partitionDiagnostics as codes } from '../diagnostics.js';
import type { Clash, PlaceCard, PlaceGroup } from './place-tables.js';

const LISTED = 3;

function nameOf(group: PlaceGroup | undefined): string {
  return group?.tables.join(' + ') ?? 'unknown';
}

function list(names: readonly string[]): string {
  const rest = names.length > LISTED ? ` and ${names.length - LISTED} more` : '';
  return names.length === 0 ? 'nothing' : `${names.slice(0, LISTED).join(', ')}${rest}`;
}

export function reportClash(
  clash: Clash,
  groups: readonly PlaceGroup[],
  cards: readonly PlaceCard[],
  diagnostics: Diagnostics,
): void {
  const group = groups[clash.group];
  const needed = group?.bytes ?? 0;
  const free = cards.map((card, i) => card.budget - (clash.used[i] ?? 0));
  const held = (card: number) => (clash.holds[card] ?? []).map((index) => nameOf(groups[index]));
  const roomiest = free.reduce((best, bytes, i) => (bytes > (free[best] ?? -1) ? i : best), 0);
  const short = needed - (free[roomiest] ?? 0);
  const roomy = cards[roomiest]?.name ?? '';

  if (clash.card !== undefined) {
    const { card } = clash;
    const name = cards[card]?.name ?? '';
    const lack = needed - (free[card] ?? 0);
    // Another group of the same card whose leaving would be enough, the smallest such.
    const candidates = (clash.holds[card] ?? []).filter((index) => (groups[index]?.bytes ?? 0) >= lack);
    const smallest = candidates.sort((a, b) => (groups[a]?.bytes ?? 0) - (groups[b]?.bytes ?? 0))[0];
    const repair =
      short <= 0
        ? `put it on ${roomy}, where ${free[roomiest]} bytes are free`
        : smallest !== undefined
          ? `take ${nameOf(groups[smallest])} (${groups[smallest]?.bytes} bytes) off ${name}`
          : `${lack} bytes more memory on ${name}`;
    const params = { table: nameOf(group), needed, card: name, free: free[card] ?? 0, holds: list(held(card)), repair };
    diagnostics.report(codes.pinDoesNotFit, params);
    return;
  }
  const places = cards.map((card, i) => `${card.name} has ${free[i]} of ${card.budget} bytes free`).join(', ');
  const pinned = groups.some((entry) => entry.pin);
  const repair = pinned
    ? `let the plan leave more tables free, or ${short} bytes more memory on ${roomy}`
    : `${short} bytes more memory on ${roomy}, or tables in a smaller element type (--precision fp16)`;
  const context = cards.map((card, i) => `${card.name}: ${list(held(i))}`);
  diagnostics.report(codes.doesNotFit, { table: nameOf(group), needed, places, repair }, { context });
}
