// From a checked platform file to a platform: its cards are found by name and copied to their places.

import { type Diagnostics, nearestName } from '@afterglow/core';
import { linkOf, withClock } from './build-card.js';
import { machineDiagnostics as codes } from './diagnostics.js';
import type { Machine, Platform } from './machine.js';
import type { PlatformFile } from './schema.js';
import { placeOf, type YamlText } from './yaml-text.js';

/** How a platform finds the cards it names. */
export interface CardFinder {
  /** The card or platform of that name, 'missing', or 'invalid' after its problems were reported. */
  find(name: string): Machine | 'platform' | 'missing' | 'invalid';
  /** Names worth suggesting. */
  readonly known: readonly string[];
}

type Entry = PlatformFile['cards'][number];

/** The platform a file describes, with its cards resolved, or undefined after reporting why not. */
export function buildPlatform(
  file: PlatformFile,
  yaml: YamlText,
  diagnostics: Diagnostics,
  finder: CardFinder,
): Platform | undefined {
  const cards: Machine[] = [];
  let complete = true;
  for (const [index, entry] of file.cards.entries()) {
    const card = resolve(entry, index, yaml, diagnostics, finder);
    if (card) for (let i = 0; i < entry.count; i++) cards.push(card);
    else complete = false;
  }
  if (!complete) return undefined;
  const { cores, memory, link } = file.host;
  return {
    kind: 'platform',
    name: file.name,
    summary: file.summary,
    host: { cores, memoryBytes: memory, link: linkOf(link) },
    peerToPeer: file.switch['peer-to-peer'],
    cards,
  };
}

function resolve(
  entry: Entry,
  index: number,
  yaml: YamlText,
  diagnostics: Diagnostics,
  finder: CardFinder,
): Machine | undefined {
  const at = (key: string) => ({ location: placeOf(yaml, ['cards', index, key]) });
  const name = entry.machine;
  const card = finder.find(name);
  if (card === 'missing') {
    const { known } = finder;
    diagnostics.report(codes.unknownCard, { name, nearest: nearestName(name, known), known }, at('machine'));
  } else if (card === 'platform') {
    diagnostics.report(codes.inconsistent, { problem: `"${name}" is a platform, not a card` }, at('machine'));
  }
  if (typeof card === 'string') return undefined;
  const clocked = entry.clock === undefined ? card : withClock(card, entry.clock);
  if (!clocked) {
    const problem = `"${card.name}" has no clock profile "${entry.clock}"`;
    diagnostics.report(codes.inconsistent, { problem }, at('clock'));
    return undefined;
  }
  return entry.link ? { ...clocked, link: linkOf(entry.link) } : clocked;
}
