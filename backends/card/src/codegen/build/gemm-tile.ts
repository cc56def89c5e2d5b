// Chooses the tile of a matrix product: what costs least traffic among the shapes that fit the scratchpad and tile memory.
// Smallest possible tile (1 × 1 × 1) fits any machine, so there is always an answer.

/** Sizes at their upper bounds. */
export interface GemmSize {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

export interface GemmRoom {
  readonly sramBytes: number;
  readonly accBytes: number;
  readonly elemBytes: number;
  /** Operands that lie in the scratchpad already need no tile. */
  readonly loadsA: boolean;
  readonly loadsB: boolean;
  /** Bytes of bias kept a column of the tile, and of result kept an element of the tile. */
  readonly biasBytes: number;
  readonly resultBytes: number;
}

/** What a DMA and an instruction cost besides their bytes, in bytes: keeps tiles from becoming slivers. */
const ISSUE_COST = 256;
const ALIGN = 64;

function candidates(size: number): number[] {
  const list = [Math.max(1, size)];
  for (let tile = 1; tile < size; tile *= 2) list.push(tile);
  return list;
}

function padded(bytes: number): number {
  return Math.ceil(bytes / ALIGN) * ALIGN;
}

/** The innermost loop of a tiling that runs more than once: its tiles have two buffers. */
export type DoubledLoop = 'k' | 'm' | 'n';

export function doubledLoop(size: GemmSize, tile: GemmSize): DoubledLoop | undefined {
  if (size.k > tile.k) return 'k';
  if (size.m > tile.m) return 'm';
  return size.n > tile.n ? 'n' : undefined;
}

/** Which tiles get a second buffer: whatever is loaded, or written, in the innermost loop. */
export const DOUBLED: Readonly<Record<DoubledLoop, readonly ('a' | 'b' | 'bias' | 'result' | 'acc')[]>> = {
  k: ['a', 'b'],
  m: ['a', 'result', 'acc'],
  n: ['b', 'bias', 'result', 'acc'],
};

/** Bytes of the tiles, second ones counted. */
export function gemmBytes(
  size: GemmSize,
  tile: GemmSize,
  room: GemmRoom,
): { readonly sram: number; readonly acc: number } {
  const { m, n, k } = tile;
  const { elemBytes, biasBytes, resultBytes } = room;
  const loop = doubledLoop(size, tile);
  const bytes = {
    a: room.loadsA ? padded(m * k * elemBytes) : 0,
    b: room.loadsB ? padded(n * k * elemBytes) : 0,
    bias: padded(n * biasBytes),
    result: padded(m * n * resultBytes),
    acc: padded(m * n * 4),
  };
  for (const name of loop ? DOUBLED[loop] : []) bytes[name] *= 2;
  return { sram: bytes.a + bytes.b + bytes.bias + bytes.result, acc: bytes.acc };
}

function traffic(size: GemmSize, tile: GemmSize, room: GemmRoom): number {
  const [tm, tn, tk] = [Math.ceil(size.m / tile.m), Math.ceil(size.n / tile.n), Math.ceil(size.k / tile.k)];
  // Rows that fit are loaded once, but many narrow columns would make many short runs of the result.
  const a = room.loadsA ? tn * size.m * size.k * room.elemBytes : 0;
  const b = room.loadsB ? (tk > 1 ? tm : 1) * size.n * size.k * room.elemBytes : 0;
  return a + b + ISSUE_COST * tm * tn * (tk + 1);
}

/** The cheapest tile; ties go to the one tried first, so the answer depends on the arguments alone. */
export function chooseGemmTile(size: GemmSize, room: GemmRoom): GemmSize {
  let best: GemmSize = { m: 1, n: 1, k: 1 };
  let bestCost = Number.POSITIVE_INFINITY;
  for (const m of candidates(size.m)) {
    for (const n of candidates(size.n)) {
      if (padded(m * n * 4) > room.accBytes) continue;
      for (const k of candidates(size.k)) {
        const tile = { m, n, k };
        const { sram, acc } = gemmBytes(size, tile, room);
        if (sram > room.sramBytes || acc > room.accBytes) continue;
        const cost = traffic(size, tile, room);
        if (cost < bestCost) [best, bestCost] = [tile, cost];
      }
    }
  }
  return best;
}
