// Machines as data: a card, or a platform of cards. Everything that costs time, space or energy reads these numbers.
// Invariant: plain JSON data in base units (bytes, bytes a second, hertz, watts, nanoseconds), so that it has a digest.

/** One memory. A card has `instances` of it, each with this capacity and this share of the bandwidth. */
export interface Memory {
  /** Capacity of one instance in bytes. */
  readonly bytes: number;
  /** Bandwidth of one instance in bytes a second. */
  readonly bytesPerSecond: number;
  /** 1 for memories of the card, the number of engines for memories of an engine. */
  readonly instances: number;
}

export interface CardDram extends Memory {
  /** Share of the capacity, in [0, 1), that programs may not use. */
  readonly reserve: number;
  /** Smallest piece a transfer moves, in bytes. */
  readonly burstBytes: number;
}

/** The cache that the engines of a card share; one of 0 bytes is none. */
export interface CardLlc extends Memory {
  /** Cycles before the first byte of a transfer arrives. */
  readonly latencyCycles: number;
}

export interface ClockProfile {
  readonly name: string;
  readonly hertz: number;
  /** Power of the whole card at this clock, in watts. */
  readonly watts: number;
}

/** A PCIe link; bandwidth is what a transfer sees in each direction. */
export interface Link {
  readonly standard: string;
  readonly lanes: number;
  readonly bytesPerSecond: number;
  readonly latencyNanoseconds: number;
}

/** One accelerator card. Costs in cycles are of the clock in use. */
export interface Machine {
  readonly kind: 'card';
  readonly name: string;
  readonly summary: string;
  readonly engines: number;
  /** The profile in use. */
  readonly clock: ClockProfile;
  readonly clockGHz: number;
  /** All profiles, in the order of the file. */
  readonly profiles: readonly ClockProfile[];
  readonly memories: {
    readonly dram: CardDram;
    readonly llc: CardLlc;
    /** Scratchpad of an engine. */
    readonly sram: Memory;
    /** Tile memory of an engine, where accumulators live. */
    readonly tile: Memory;
  };
  readonly matrix: {
    /** Multiply-accumulates a cycle of one engine. */
    readonly int8MacsPerCycle: number;
    readonly fp16MacsPerCycle: number;
    /** Outputs made at once. */
    readonly rows: number;
    readonly columns: number;
    readonly issueCycles: number;
  };
  readonly vector: { readonly bits: number; readonly issueCycles: number };
  readonly dma: { readonly latencyCycles: number; readonly setupCycles: number };
  /** General-purpose cores on the card. */
  readonly processors: number;
  readonly link: Link;
}

/** The name backends know a card's machine by. */
export type CardMachine = Machine;

/** A host with cards behind a switch. */
export interface Platform {
  readonly kind: 'platform';
  readonly name: string;
  readonly summary: string;
  readonly host: { readonly cores: number; readonly memoryBytes: number; readonly link: Link };
  /** True when cards exchange data through the switch without the host. */
  readonly peerToPeer: boolean;
  /** One entry a card, in order of card numbers; card `i` hangs on its own `link`. */
  readonly cards: readonly Machine[];
}
