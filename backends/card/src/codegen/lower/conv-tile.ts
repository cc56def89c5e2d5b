// Chooses the tile of a convolution: output channels × taps (of channels and kernel) × output positions. As for matrix products,
// what costs least traffic among the shapes that fit; the smallest tile, one of everything, fits any machine.

import { halvings, type PatchReader, type PatchTile, padded } from '../build/window.js';

export interface ConvTile extends PatchTile {
  /** Output channels. */
  readonly m: number;
}

export interface ConvSize {
  readonly m: number;
  readonly channels: number;
  readonly taps: readonly number[];
  readonly out: readonly number[];
}

export interface ConvRoom {
  readonly sramBytes: number;
  readonly accBytes: number;
  readonly elemBytes: number;
  readonly loadsWeights: boolean;
  /** Bytes of bias kept a channel. */
  readonly biasBytes: number;
  /** Bytes of result kept an element of the tile. */
  readonly resultBytes: number;
}

/** What a DMA and an instruction cost besides their bytes, in bytes. */
const ISSUE_COST = 256;
const volume = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1);
const pieces = (sizes: readonly number[], tile: readonly number[]) =>
  volume(sizes.map((size, i) => Math.ceil(size / (tile[i] ?? 1))));

/** The innermost loop of a tiling that runs more than once (of taps, output channels, positions): its tiles have two buffers. */
export type DoubledLoop = 'tk' | 'tm' | 'to';

export function doubledLoop(size: ConvSize, tile: ConvTile): DoubledLoop | undefined {
  const cut = (sizes: readonly number[], pieces: readonly number[]) => sizes.some((n, i) => n > (pieces[i] ?? 1));
  if (cut([size.channels, ...size.taps], [tile.channels, ...tile.taps])) return 'tk';
  if (size.m > tile.m) return 'tm';
  return cut(size.out, tile.out) ? 'to' : undefined;
}

/** Which tiles get a second buffer: whatever is loaded, or written, in that loop. */
export const DOUBLED: Readonly<
  Record<DoubledLoop, readonly ('image' | 'patch' | 'weights' | 'bias' | 'acc' | 'result')[]>
> = {
  tk: ['image', 'patch', 'weights'],
  tm: ['weights', 'bias', 'acc', 'result'],
  to: ['image', 'patch', 'acc', 'result'],
};

function fits(reader: PatchReader, size: ConvSize, tile: ConvTile, room: ConvRoom): boolean {
  const [positions, columns] = [volume(tile.out), reader.positions(tile)];
  const bytes = {
    image: reader.imageBytes(tile),
    patch: reader.patchBytes(tile),
    weights: room.loadsWeights ? padded(tile.m * tile.channels * volume(tile.taps) * room.elemBytes) : 0,
    bias: 2 * padded(tile.m * room.biasBytes),
    acc: padded(tile.m * columns * 4),
    result: padded(tile.m * positions * room.resultBytes),
  };
  const loop = doubledLoop(size, tile);
  for (const name of loop ? DOUBLED[loop] : []) bytes[name] *= 2;
  const { image, patch, weights, bias, acc, result } = bytes;
  return acc <= room.accBytes && reader.fixedBytes + image + patch + weights + bias + result <= room.sramBytes;
}

function traffic(reader: PatchReader, size: ConvSize, tile: ConvTile, room: ConvRoom): number {
  const boxes = pieces(size.out, tile.out);
  const folds = pieces([size.channels, ...size.taps], [tile.channels, ...tile.taps]);
  const rounds = Math.ceil(size.m / tile.m);
  const builds = boxes * folds * (folds > 1 ? rounds : 1);
  const image = reader.imageBytes(tile) + reader.patchBytes(tile) / 4 + 2 * ISSUE_COST;
  const whole = folds === 1 && rounds === 1;
  const weights = size.m * size.channels * volume(size.taps) * room.elemBytes * (whole ? 1 : boxes);
  return builds * image + (room.loadsWeights ? weights : 0) + ISSUE_COST * boxes * rounds * (2 + 2 * folds);
}

function candidates(size: number): number[] {
  return halvings([size]).map(([tile = 1]) => tile);
}

/** The cheapest tile; ties go to the one tried first, so the answer depends on the arguments alone. */
export function chooseConvTile(reader: PatchReader, size: ConvSize, room: ConvRoom): ConvTile {
  let best: ConvTile = { m: 1, channels: 1, taps: size.taps.map(() => 1), out: size.out.map(() => 1) };
  let bestCost = Number.POSITIVE_INFINITY;
  for (const m of candidates(size.m)) {
    for (const out of halvings(size.out)) {
      for (const [channels = 1, ...taps] of halvings([size.channels, ...size.taps])) {
        const tile = { m, channels, taps, out };
        if (!fits(reader, size, tile, room)) continue;
        const cost = traffic(reader, size, tile, room);
        if (cost < bestCost) [best, bestCost] = [tile, cost];
        // Shorter folds of the same tile only cost more.
        break;
      }
    }
  }
  return best;
}
