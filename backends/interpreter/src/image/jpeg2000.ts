// JPEG 2000: a file (jp2) or its bare code stream, of grey or RGB components, each scaled to 8 bits.

import { loadLibrary } from './library.js';
import { isPicture, newRaster, type Raster, viewOf } from './raster.js';

interface Tile {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Components of each pixel. */
  readonly items: Uint8ClampedArray;
}

interface Image {
  readonly width: number;
  readonly height: number;
  readonly componentsCount: number;
  readonly tiles: readonly Tile[];
  parse(data: Buffer): void;
}

interface Library {
  readonly JpxImage: new () => Image;
}

/** The decoder keeps objects for every block of a picture, so that fewer pixels fit than elsewhere. */
const mostPixels = 2 ** 24;
/** Tiles a file may have, which is also the standard's bound. */
const mostTiles = 65535;

/** Checks the sizes and block structure that the code stream states. */
function isSound(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  const start = bytes.findIndex((_, at) => at + 4 <= bytes.length && view.getUint32(at) === 0xff4fff51);
  if (start < 0 || start + 42 > bytes.length) return false;
  const field = (index: number) => view.getUint32(start + 8 + 4 * index);
  const [width, height] = [field(0) - field(2), field(1) - field(3)];
  const tiles = Math.ceil(width / field(4)) * Math.ceil(height / field(5));
  const components = view.getUint16(start + 40);
  if (!isPicture(width, height, mostPixels) || !(tiles <= mostTiles) || components < 1 || components > 4) return false;
  return hasLargeBlocks(bytes, view, start + 4 + view.getUint16(start + 4));
}

/** Refuses precincts below 32 pixels, of which a small file could declare millions. */
function hasLargeBlocks(bytes: Uint8Array, view: DataView, from: number): boolean {
  for (let at = from; at + 4 <= bytes.length && view.getUint16(at) !== 0xff93; at += 2 + view.getUint16(at + 2)) {
    const code = view.getUint16(at);
    const [style, sizes] =
      code === 0xff52 ? [bytes[at + 4], at + 14] : code === 0xff53 ? [bytes[at + 5], at + 11] : [0, 0];
    const end = at + 2 + view.getUint16(at + 2);
    // The first precinct is that of the smallest picture.
    if (style & 1 && bytes.subarray(sizes + 1, end).some((size) => (size & 15) < 5 || size >> 4 < 5)) return false;
  }
  return true;
}

export function decodeJpeg2000(bytes: Uint8Array): Raster | undefined {
  if (!isSound(bytes)) return undefined;
  const { JpxImage } = loadLibrary<Library>('jpeg2000', 'JPEG 2000');
  const image = new JpxImage();
  try {
    // It reads integers by methods of Buffer.
    image.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  } catch {
    return undefined;
  }
  const { width, height, componentsCount, tiles } = image;
  if (!isPicture(width, height, mostPixels)) return undefined;
  const raster = newRaster(width, height);
  for (const tile of tiles) {
    for (let i = 0; i < tile.width * tile.height; i++) {
      const [x, y] = [tile.left + (i % tile.width), tile.top + Math.floor(i / tile.width)];
      if (x >= width || y >= height) continue;
      for (let c = 0; c < 3; c++) {
        raster.rgb[3 * (y * width + x) + c] = tile.items[i * componentsCount + (componentsCount >= 3 ? c : 0)] ?? 0;
      }
    }
  }
  return raster;
}
