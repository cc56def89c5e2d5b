// Results that are contiguous parts of an operand, read where they are instead of being copied, unless keeping the whole
// operand for a small part would need more memory at the time of most use.
//
//   %a, %b = split(%x) {axis = 0, sizes = [1, 3]}     %a and %b lie in %x

import type { Node } from '../../graph/graph.js';
import type { SizeOf } from './live-values.js';
import { partsOf } from './parts.js';
import type { Storages } from './storages.js';

/** Lets as many results of a viewing node as possible lie in what they are parts of. Answers how many do. */
export function shareParts(storages: Storages, node: Node, sizeOf: SizeOf): number {
  const { alias } = node.op;
  if (alias?.kind !== 'view' || !alias.parts) return 0;
  const viewed = partsOf(node, sizeOf);
  const whole = viewed && storages.placeOf.get(viewed.whole);
  if (!viewed || !whole) return 0;
  const { storage, version } = whole;
  const others = [...storage.places];
  const moves = viewed.parts.flatMap(({ value, offset }) => {
    const place = storages.placeOf.get(value);
    if (!place || offset === undefined || place.storage === storage || offset + place.bytes > whole.bytes) return [];
    const move = { from: place.storage, offset: whole.offset + offset, version: place.version };
    const alone = place.storage.bytes === place.bytes;
    return alone && !storages.collides(move.from, move.offset, others, new Set([move.version]), version) ? [move] : [];
  });
  const accept = (some: typeof moves): boolean => {
    if (some.length === 0 || !storages.mergeUnlessWorse(storage, some)) return false;
    for (const { from, version: own } of some) {
      for (const place of from.places) if (place.version === own) place.version = version;
    }
    return true;
  };
  return accept(moves) ? moves.length : moves.filter((move) => accept([move])).length;
}
