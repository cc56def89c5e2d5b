// Windows bitmaps: 1, 4 and 8 bits with a palette, 16, 24 and 32 bits with fixed or given masks; not compressed.
// No library reads these: fast-bmp 4 knows neither 4 and 16 bits, rows that run downwards, nor palettes; bmp-ts 1 does not look
// where the pixels begin, and gives up behind the first row of an odd number of 4-bit pixels.
// Bounds: the rows must lie inside the file before the picture is made.

import { isPicture, newRaster, type Raster, unsupportedVariant, viewOf } from './raster.js';

interface Channels {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** The bits of a pixel under a mask, scaled to 255. */
function channel(pixel: number, mask: number): number {
  if (mask === 0) return 0;
  const low = mask & -mask;
  const most = (mask >>> 0) / (low >>> 0);
  return Math.round((((pixel & mask) >>> 0) / (low >>> 0) / most) * 255);
}

function masksOf(view: DataView, header: number, bits: number, fields: boolean): Channels {
  if (fields && header + 14 + 12 <= view.byteLength) {
    const at = 14 + 40;
    return { red: view.getUint32(at, true), green: view.getUint32(at + 4, true), blue: view.getUint32(at + 8, true) };
  }
  return bits === 16 ? { red: 0x7c00, green: 0x3e0, blue: 0x1f } : { red: 0xff0000, green: 0xff00, blue: 0xff };
}

export function decodeBmp(bytes: Uint8Array): Raster | undefined {
  if (bytes.length < 26) return undefined;
  const view = viewOf(bytes);
  const [start, header] = [view.getUint32(10, true), view.getUint32(14, true)];
  const old = header === 12;
  if (!old && (header < 40 || bytes.length < 54)) return undefined;
  const width = old ? view.getUint16(18, true) : view.getInt32(18, true);
  const rows = old ? view.getUint16(20, true) : view.getInt32(22, true);
  const bits = view.getUint16(old ? 24 : 28, true);
  const compression = old ? 0 : view.getUint32(30, true);
  if (compression !== 0 && compression !== 3) unsupportedVariant(`compressed BMP images (method ${compression})`);
  const height = Math.abs(rows);
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (![1, 4, 8, 16, 24, 32].includes(bits) || !isPicture(width, height)) return undefined;
  if (start + stride * height > bytes.length) return undefined;
  const palette = 14 + header;
  const entry = old ? 3 : 4;
  const masks = masksOf(view, header, bits, compression === 3);
  const raster = newRaster(width, height);
  for (let y = 0; y < height; y++) {
    // Rows run upwards unless the height is negative.
    const row = start + (rows < 0 ? y : height - 1 - y) * stride;
    for (let x = 0; x < width; x++) {
      const to = 3 * (y * width + x);
      if (bits <= 8) {
        const index = (bytes[row + ((x * bits) >> 3)] >> (8 - bits - ((x * bits) & 7))) & ((1 << bits) - 1);
        for (let c = 0; c < 3; c++) raster.rgb[to + c] = bytes[palette + index * entry + 2 - c] ?? 0;
      } else if (bits === 24) {
        for (let c = 0; c < 3; c++) raster.rgb[to + c] = bytes[row + 3 * x + 2 - c];
      } else {
        const pixel = bits === 16 ? view.getUint16(row + 2 * x, true) : view.getUint32(row + 4 * x, true);
        raster.rgb[to] = channel(pixel, masks.red);
        raster.rgb[to + 1] = channel(pixel, masks.green);
        raster.rgb[to + 2] = channel(pixel, masks.blue);
      }
    }
  }
  return raster;
}
