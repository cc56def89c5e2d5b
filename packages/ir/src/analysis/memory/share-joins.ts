// Operands made in place inside the result that joins them, so that joining is no work, unless the whole result would then
// be in memory at the time of most use.
//
//   %y = concat(%a, %b) {axis = 0}     %a and %b are computed into the two parts of %y

import type { Node } from '../../graph/graph.js';
import type { SizeOf } from './live-values.js';
import { type Part, partsOf } from './parts.js';
import type { Place, Storage, Storages } from './storages.js';

interface Move {
  readonly from: Storage;
  readonly offset: number;
  /** What is joined by it. */
  readonly places: readonly Place[];
}

/**
 * Storages that would lie whole and in the right order inside the result. Several operands of one storage belong together:
 * the join of a join is found by it.
 */
function movesOf(parts: readonly Part[], whole: Place, storages: Storages): Move[] {
  const moves: Move[] = [];
  const seen = new Set<Storage>();
  for (let i = 0; i < parts.length; ) {
    const at = (index: number): { place: Place; offset: number } | undefined => {
      const part = parts[index];
      const place = part && storages.placeOf.get(part.value);
      if (!part || !place || part.offset === undefined || place.storage === whole.storage) return undefined;
      return { place, offset: whole.offset + part.offset - place.offset };
    };
    const first = at(i++);
    if (!first) continue;
    const { storage } = first.place;
    const places = [first.place];
    let covered = first.place.bytes;
    for (let next = at(i); next?.place.storage === storage && next.offset === first.offset; next = at(i)) {
      places.push(next.place);
      covered += next.place.bytes;
      i++;
    }
    const fits = first.offset >= 0 && first.offset + storage.bytes <= whole.storage.bytes;
    // An operand that stands in several places of the result can lie in one of them.
    const again = seen.has(storage);
    seen.add(storage);
    if (fits && !again && covered === storage.bytes) moves.push({ from: storage, offset: first.offset, places });
  }
  return moves;
}

/** Makes as many operands of a joining node as possible parts of its result. Answers how many lie there. */
export function shareJoin(storages: Storages, node: Node, sizeOf: SizeOf): number {
  if (node.op.alias?.kind !== 'join') return 0;
  const joined = partsOf(node, sizeOf);
  const whole = joined && storages.placeOf.get(joined.whole);
  if (!joined || !whole) return 0;
  const others = [...whole.storage.places];
  const versionsOf = ({ places }: Move) => new Set(places.map(({ version }) => version));
  const sound = movesOf(joined.parts, whole, storages).filter(
    (move) => !storages.collides(move.from, move.offset, others, versionsOf(move), whole.version),
  );
  const accept = (moves: readonly Move[]): boolean => {
    if (moves.length === 0 || !storages.mergeUnlessWorse(whole.storage, moves)) return false;
    for (const move of moves) {
      const versions = versionsOf(move);
      for (const place of move.from.places) if (versions.has(place.version)) place.version = whole.version;
    }
    return true;
  };
  if (accept(sound)) return sound.reduce((sum, { places }) => sum + places.length, 0);
  return sound.filter((move) => accept([move])).reduce((sum, { places }) => sum + places.length, 0);
}
