// Which values of a function share memory, and when each stretch of memory is in use: everything of a memory plan but the
// addresses. Views cost nothing, results take the place of operands where the op allows it, joined operands are made in
// place. Parameters lie in planned memory like everything else: whoever runs a plan copies inputs in and outputs out.
// Constants take none, and neither do values whose size nobody plans: strings, sequences, optionals, maps.

import { type Node, type Region, type Value, walk } from '../../graph/graph.js';
import { LiveBytes } from './live-bytes.js';
import { type LiveValues, liveValues, type SizeOf } from './live-values.js';
import { partsOf } from './parts.js';
import { type ProgramOrder, programOrder } from './program-order.js';
import { shareCarried, shareInplace } from './share-inplace.js';
import { shareJoin } from './share-joins.js';
import { shareParts } from './share-parts.js';
import { overlapping, type Place, Storages } from './storages.js';

/** A value's part of a storage, in bytes. */
export interface PlacedValue {
  readonly value: Value;
  readonly offset: number;
  readonly bytes: number;
}

/** A stretch of memory, in use from one position of the program order to another, both included. */
export interface MemoryStorage {
  readonly bytes: number;
  readonly start: number;
  readonly end: number;
  /** In the order in which they were found to belong here; the first one is as large as the storage. */
  readonly values: readonly PlacedValue[];
  /**
   * What it is for when it holds no values of the function: a carried value set aside while carried values change
   * places, or the memory of a function that a node calls.
   */
  readonly purpose?: { readonly kind: 'aside'; readonly value: Value } | { readonly kind: 'call'; readonly node: Node };
}

export interface LayoutOptions {
  readonly sizeOf: SizeOf;
  /** Bytes that a node needs while it runs, beside its operands and results: those of the function it invokes. */
  readonly calls?: (node: Node) => number;
}

export interface MemoryLayout {
  readonly order: ProgramOrder;
  readonly storages: readonly MemoryStorage[];
  /** Most bytes of storages in use at one position: no plan of them can need less. */
  readonly lowerBound: number;
  /** The node during which it is reached; undefined before the first and behind the last. */
  readonly peak: Node | undefined;
  /** Most bytes in use if every value had memory of its own. */
  readonly unshared: number;
  /** How many values share memory, by what makes it possible. */
  readonly shared: { readonly views: number; readonly inplace: number; readonly joined: number };
}

class Layouting {
  readonly storages: Storages;
  readonly use: LiveBytes;
  readonly shared = { views: 0, inplace: 0, joined: 0 };
  readonly #body: Region;
  readonly #live: LiveValues;
  readonly #sizeOf: SizeOf;

  constructor(body: Region, live: LiveValues, order: ProgramOrder, sizeOf: SizeOf) {
    this.use = new LiveBytes(order.end + 1);
    this.storages = new Storages(this.use);
    this.#body = body;
    this.#live = live;
    this.#sizeOf = sizeOf;
  }

  run(): void {
    const nodes = [...walk(this.#body)];
    for (const param of this.#body.params) this.#create(param);
    for (const node of nodes) this.#place(node);
    for (const node of nodes) {
      const parent = node.region?.parent;
      const flow = this.#live.flows.get(node);
      if (flow) shareCarried(this.storages, node, flow);
      if (shareInplace(this.storages, node, parent && this.#live.flows.get(parent))) this.shared.inplace++;
    }
    for (const node of nodes) {
      this.shared.views += shareParts(this.storages, node, this.#sizeOf);
      this.shared.joined += shareJoin(this.storages, node, this.#sizeOf);
    }
  }

  #create(value: Value): void {
    const live = this.#live.values.get(value);
    if (live) this.storages.create(live);
  }

  /** Storages of a node's results and of its regions' parameters; views lie in those of what they show. */
  #place(node: Node): void {
    for (const region of node.regions) for (const param of region.params) this.#create(param);
    const shown = this.#shown(node);
    for (const result of node.results) {
      const live = this.#live.values.get(result);
      const source = shown.get(result);
      if (!live || source === 'constant') continue;
      if (source) {
        this.storages.show(live, source.place);
        this.shared.views++;
      } else this.storages.create(live);
    }
  }

  #shown(node: Node): Map<Value, { readonly place: Place } | 'constant'> {
    const shown = new Map<Value, { readonly place: Place } | 'constant'>();
    for (const { param, result } of this.#live.flows.get(node)?.carried ?? []) {
      const place = this.storages.placeOf.get(param);
      // Where shapes change from round to round, sizes differ, and the result is a copy.
      if (place && this.#live.values.get(result)?.bytes === place.bytes) shown.set(result, { place });
    }
    const viewed = node.op.alias?.kind === 'view' ? partsOf(node, this.#sizeOf) : undefined;
    if (!viewed) return shown;
    const place = this.storages.placeOf.get(viewed.whole);
    for (const { value, offset } of viewed.parts) {
      if (offset === undefined) continue;
      // Parts are looked at later, when it is known what they cost (`shareParts`).
      if (place && !node.op.alias?.parts) shown.set(value, { place });
      else if (this.#isConstant(viewed.whole)) shown.set(value, 'constant');
    }
    return shown;
  }

  /** True for constants and for views of them, which have no place either. */
  #isConstant(value: Value): boolean {
    return value.def.kind === 'const' || (this.#live.values.has(value) && !this.storages.placeOf.has(value));
  }

  /** Copies that carried values need when one of them takes another's place before that was read. */
  aside(exitOf: (node: Node) => number): MemoryStorage[] {
    const found: MemoryStorage[] = [];
    for (const [node, { carried }] of this.#live.flows) {
      const places = carried.map(({ param }) => this.storages.placeOf.get(param));
      carried.forEach(({ next }, i) => {
        const place = this.storages.placeOf.get(next);
        const crosses = (other: Place | undefined, j: number) =>
          other && i !== j && other.storage === place?.storage && overlapping(other, place.offset, place.bytes);
        if (!place || !places.some(crosses)) return;
        const at = exitOf(node);
        found.push(this.#extra(at, place.bytes, { kind: 'aside', value: next }));
      });
    }
    return found;
  }

  calls(bytesOf: (node: Node) => number, enterOf: (node: Node) => number): MemoryStorage[] {
    return [...walk(this.#body)].flatMap((node) => {
      const bytes = bytesOf(node);
      return bytes > 0 ? [this.#extra(enterOf(node), bytes, { kind: 'call', node })] : [];
    });
  }

  #extra(at: number, bytes: number, purpose: NonNullable<MemoryStorage['purpose']>): MemoryStorage {
    this.use.add(at, at, bytes);
    return { bytes, start: at, end: at, values: [], purpose };
  }
}

/** Lays out the values of `body` for the sizes that `sizeOf` answers with. */
export function memoryLayout(body: Region, { sizeOf, calls }: LayoutOptions): MemoryLayout {
  const order = programOrder(body);
  const live = liveValues(body, order, sizeOf);
  const alone = new LiveBytes(order.end + 1);
  for (const { start, end, bytes } of live.values.values()) alone.add(start, end, bytes);
  const layouting = new Layouting(body, live, order, sizeOf);
  layouting.run();
  const aside = layouting.aside((node) => order.spans.get(node)?.exit ?? 0);
  const called = calls ? layouting.calls(calls, (node) => order.spans.get(node)?.enter ?? 0) : [];
  const storages = [...layouting.storages.all].map(({ bytes, start, end, places }) => ({
    ...{ bytes, start, end },
    values: places.map((place) => ({ value: place.live.value, offset: place.offset, bytes: place.bytes })),
  }));
  return {
    order,
    storages: [...storages, ...aside, ...called],
    lowerBound: layouting.use.most,
    peak: order.nodes[layouting.use.peak],
    unshared: alone.most,
    shared: layouting.shared,
  };
}
