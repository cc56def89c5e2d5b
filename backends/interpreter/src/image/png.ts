// Portable network graphics (ISO/IEC 15948): all colour types and depths, interlaced or not. Opacity is left out, samples of 16
// bits keep their upper byte.
// No library reads these within bounds: fast-png 8 refuses what is interlaced and has fewer than 8 bits, and inflates all that the
// data stand for; pngjs 7 fills rows that are missing from memory that was never cleared; lodepng, by @cwasm/lodepng 0.1, inflates
// without a bound too, and never returns the memory of a picture that turns out to be damaged.
// Bounds: data are inflated up to the size that the header calls for, and rows are cut from what came.

import { inflate } from './inflate.js';
import { hasText, isPicture, newRaster, type Raster, viewOf } from './raster.js';

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly interlaced: boolean;
}

/** Samples a pixel of each colour type has. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** First column and row of each pass, and the steps between its columns and rows (Adam7). */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

function readHeader(bytes: Uint8Array, view: DataView, at: number): Header | undefined {
  const [depth, colour] = [bytes[at + 8], bytes[at + 9]];
  const header = {
    width: view.getUint32(at),
    height: view.getUint32(at + 4),
    depth,
    colour,
    interlaced: bytes[at + 12] === 1,
  };
  const depths = colour === 0 ? [1, 2, 4, 8, 16] : colour === 3 ? [1, 2, 4, 8] : [8, 16];
  return samples[colour] !== undefined && depths.includes(depth) && isPicture(header.width, header.height)
    ? header
    : undefined;
}

/** The chunks that matter: header, palette and the compressed picture. */
function readChunks(bytes: Uint8Array) {
  const view = viewOf(bytes);
  const data: Uint8Array[] = [];
  let [header, palette]: [Header | undefined, Uint8Array] = [undefined, new Uint8Array(0)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (hasText(bytes, at + 4, 'IHDR') && content.length === 13) header = readHeader(bytes, view, at + 8);
    if (hasText(bytes, at + 4, 'PLTE')) palette = content;
    if (hasText(bytes, at + 4, 'IDAT')) data.push(content);
    if (hasText(bytes, at + 4, 'IEND')) break;
    at += 12 + length;
  }
  return { header, palette, data };
}

function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

/** Undoes the filter of a row, in place. `back` is the bytes of a pixel. */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array | undefined, back: number): boolean {
  if (filter > 4) return false;
  for (let i = 0; i < row.length; i++) {
    const left = i >= back ? row[i - back] : 0;
    const up = above ? above[i] : 0;
    const corner = above && i >= back ? above[i - back] : 0;
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
    row[i] += guess;
  }
  return true;
}

export function decodePng(bytes: Uint8Array): Raster | undefined {
  const { header, palette, data } = readChunks(bytes);
  if (!header) return undefined;
  const { width, height, depth, colour } = header;
  const each = samples[colour];
  const rowBytes = (columns: number) => Math.ceil((columns * each * depth) / 8);
  const list = header.interlaced ? passes : ([[0, 0, 1, 1]] as const);
  const sizes = list.map(([x, y, dx, dy]) => ({
    columns: Math.max(0, Math.ceil((width - x) / dx)),
    rows: Math.max(0, Math.ceil((height - y) / dy)),
  }));
  const total = sizes.reduce((sum, { columns, rows }) => sum + (columns > 0 ? rows * (1 + rowBytes(columns)) : 0), 0);
  const raw = inflate(Buffer.concat(data), total);
  if (!raw || raw.length < total) return undefined;
  const raster = newRaster(width, height);
  const most = (1 << depth) - 1;
  let at = 0;
  for (const [pass, [x0, y0, dx, dy]] of list.entries()) {
    const { columns, rows } = sizes[pass];
    let above: Uint8Array | undefined;
    for (let r = 0; r < rows && columns > 0; r++) {
      const row = raw.subarray(at + 1, at + 1 + rowBytes(columns));
      if (!unfilter(raw[at], row, above, Math.max(1, (each * depth) >> 3))) return undefined;
      at += 1 + row.length;
      above = row;
      const sample = (i: number) => {
        if (depth >= 8) return row[(i * depth) >> 3];
        return (row[(i * depth) >> 3] >> (8 - depth - ((i * depth) & 7))) & most;
      };
      for (let c = 0; c < columns; c++) {
        const to = 3 * ((y0 + r * dy) * width + x0 + c * dx);
        for (let k = 0; k < 3; k++) {
          if (colour === 3) raster.rgb[to + k] = palette[3 * sample(c) + k] ?? 0;
          else if (each >= 3) raster.rgb[to + k] = sample(c * each + k);
          else raster.rgb[to + k] = depth < 8 ? (sample(c * each) * 255) / most : sample(c * each);
        }
      }
    }
  }
  return raster;
}
