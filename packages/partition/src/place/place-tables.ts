// Chooses a card for every group of tables. Plain numbers in, plain numbers out; knows nothing of graphs.
//
// 1. What a plan pins goes where it says. What a plan only suggests goes there if there is room.
// 2. Groups above the threshold, largest first, to the card with the fewest bytes used.
// 3. The others, most expensive first, to the card with the least cost.
// If a group finds no room: all free groups again by size, largest first, to the card with the least cost; then to the
// card with the most room; then the same with more cards.
// Ties: the larger group first, then the smaller name; of equal cards the one that comes first.
// Source: Glow, partitionSparseNN (facts: "SparseNN, step by step"); the most-room attempt is ours.

export interface PlaceGroup {
  /** Names of its tables; the first one names the group. */
  readonly tables: readonly string[];
  /** Bytes it needs on its card, tables and buffers. */
  readonly bytes: number;
  /** Bytes of the tables alone, which decide whether it is large. */
  readonly tableBytes: number;
  readonly cost: number;
  readonly pin?: { readonly card: number; readonly firm: boolean };
}

export interface PlaceCard {
  readonly name: string;
  /** Bytes for tables and their buffers. */
  readonly budget: number;
}

export type PlacedBy = 'pin' | 'plan' | 'memory' | 'cost' | 'size' | 'room';

export interface Placed {
  readonly group: number;
  readonly card: number;
  readonly by: PlacedBy;
  /**
   * The card that would have been next, and how much more of the deciding quantity it had. For what a plan placed: the
   * cheapest other card with room in the end; a negative difference means that it would be the better one.
   */
  readonly runnerUp?: { readonly card: number; readonly difference: number; readonly unit: 'bytes' | 'cost' };
  /** The card a plan suggested, when there was no room on it. */
  readonly movedFrom?: number;
}

export interface Clash {
  readonly group: number;
  /** The card it is pinned to, or undefined when no card has room. */
  readonly card: number | undefined;
  /** Bytes used by tables, by card, when it did not fit. */
  readonly used: readonly number[];
  /** Groups placed so far, by card. */
  readonly holds: readonly (readonly number[])[];
}

export type Placement =
  | { readonly ok: true; readonly placed: readonly Placed[]; readonly cards: number }
  | { readonly ok: false; readonly clash: Clash };

export interface PlaceOptions {
  readonly bigTableBytes: number;
  /** Cards to use at first. */
  readonly firstCards: number;
}

type Quantity = 'bytes' | 'cost';

class Attempt {
  readonly placed: Placed[] = [];
  readonly used: number[];
  readonly cost: number[];
  readonly holds: number[][];
  clash: Clash | undefined;
  readonly #groups: readonly PlaceGroup[];
  readonly #cards: readonly PlaceCard[];
  readonly #usable: number;

  constructor(groups: readonly PlaceGroup[], cards: readonly PlaceCard[], usable: number) {
    this.#groups = groups;
    this.#cards = cards;
    this.#usable = usable;
    this.used = cards.map(() => 0);
    this.cost = cards.map(() => 0);
    this.holds = cards.map(() => []);
  }

  free(card: number): number {
    return (this.#cards[card]?.budget ?? 0) - (this.used[card] ?? 0);
  }

  put(index: number, placed: Omit<Placed, 'group'>): void {
    const group = this.#groups[index];
    if (!group) return;
    const { card } = placed;
    this.used[card] = (this.used[card] ?? 0) + group.bytes;
    this.cost[card] = (this.cost[card] ?? 0) + group.cost;
    this.holds[card]?.push(index);
    this.placed.push({ group: index, ...placed });
  }

  fail(index: number, card: number | undefined): false {
    this.clash = { group: index, card, used: [...this.used], holds: this.holds.map((list) => [...list]) };
    return false;
  }

  /** Puts a group on the card where `quantity` is least (or most room), among those with room. */
  choose(index: number, by: PlacedBy, unit: Quantity, movedFrom?: number): boolean {
    const bytes = this.#groups[index]?.bytes ?? 0;
    const price = (card: number) =>
      by === 'room' ? -this.free(card) : ((unit === 'bytes' ? this.used : this.cost)[card] ?? 0);
    const candidates = this.#cards
      .map((_, card) => card)
      .filter((card) => card < this.#usable && this.free(card) >= bytes);
    candidates.sort((a, b) => price(a) - price(b) || a - b);
    const [card, next] = candidates;
    if (card === undefined) return this.fail(index, undefined);
    this.put(index, {
      card,
      by,
      ...(next === undefined ? {} : { runnerUp: { card: next, difference: price(next) - price(card), unit } }),
      ...(movedFrom === undefined ? {} : { movedFrom }),
    });
    return true;
  }

  /** Where a group that a plan placed could go instead: the card that would have the least cost with it. */
  withRunnerUp(entry: Placed): Placed {
    if (entry.by !== 'pin' && entry.by !== 'plan') return entry;
    const { bytes, cost } = this.#groups[entry.group] ?? { bytes: 0, cost: 0 };
    const others = this.#cards.map((_, card) => card).filter((card) => card !== entry.card && this.free(card) >= bytes);
    others.sort((a, b) => (this.cost[a] ?? 0) - (this.cost[b] ?? 0) || a - b);
    const [card] = others;
    if (card === undefined) return entry;
    const difference = (this.cost[card] ?? 0) + cost - (this.cost[entry.card] ?? 0);
    return { ...entry, runnerUp: { card, difference, unit: 'cost' } };
  }

  /** Places what a plan says. Answers groups still free, by the card a plan suggested in vain. */
  honourPlan(): Map<number, number | undefined> | undefined {
    const free = new Map<number, number | undefined>();
    const asked = this.#groups.map((_, index) => index);
    for (const index of asked) {
      const group = this.#groups[index];
      if (!group?.pin?.firm) continue;
      if (this.free(group.pin.card) < group.bytes) {
        this.fail(index, group.pin.card);
        return undefined;
      }
      this.put(index, { card: group.pin.card, by: 'pin' });
    }
    for (const index of asked) {
      const group = this.#groups[index];
      if (!group || group.pin?.firm) continue;
      if (group.pin && this.free(group.pin.card) >= group.bytes) this.put(index, { card: group.pin.card, by: 'plan' });
      else free.set(index, group.pin?.card);
    }
    return free;
  }
}

type Strategy = (attempt: Attempt, free: ReadonlyMap<number, number | undefined>) => boolean;

/** Places all groups, or says which one clashes with what. */
export function placeTables(
  groups: readonly PlaceGroup[],
  cards: readonly PlaceCard[],
  options: PlaceOptions,
): Placement {
  const group = (index: number) => groups[index] ?? { tables: [], bytes: 0, tableBytes: 0, cost: 0 };
  const byName = (a: number, b: number) => {
    const [x, y] = [group(a).tables[0] ?? '', group(b).tables[0] ?? ''];
    return x < y ? -1 : x > y ? 1 : a - b;
  };
  const bySize = (a: number, b: number) => group(b).bytes - group(a).bytes || byName(a, b);
  const byCost = (a: number, b: number) => group(b).cost - group(a).cost || bySize(a, b);
  const isBig = (index: number) => group(index).tableBytes > options.bigTableBytes;
  const inOrder =
    (order: (a: number, b: number) => number, by: PlacedBy, unit: Quantity): Strategy =>
    (attempt, free) =>
      [...free.keys()].sort(order).every((index) => attempt.choose(index, by, unit, free.get(index)));
  const twoPhases: Strategy = (attempt, free) => {
    const big = [...free.keys()].filter(isBig).sort(bySize);
    const small = [...free.keys()].filter((index) => !isBig(index)).sort(byCost);
    return (
      big.every((index) => attempt.choose(index, 'memory', 'bytes', free.get(index))) &&
      small.every((index) => attempt.choose(index, 'cost', 'cost', free.get(index)))
    );
  };
  const strategies = [twoPhases, inOrder(bySize, 'size', 'cost'), inOrder(bySize, 'room', 'bytes')];

  let clash: Clash | undefined;
  for (let usable = options.firstCards; usable <= cards.length; usable++) {
    const isCandidate = usable === options.firstCards || cards.length % usable === 0;
    if (!isCandidate) continue;
    for (const strategy of strategies) {
      const attempt = new Attempt(groups, cards, usable);
      const free = attempt.honourPlan();
      if (free && strategy(attempt, free)) {
        const placed = attempt.placed.sort((a, b) => a.group - b.group);
        return { ok: true, placed: placed.map((entry) => attempt.withRunnerUp(entry)), cards: usable };
      }
      clash = attempt.clash ?? clash;
      if (!free) break;
    }
  }
  return { ok: false, clash: clash ?? { group: 0, card: undefined, used: [], holds: [] } };
}
