// TIFF 6.0, the first picture of a file: black and white, grey, palette and RGB, of 1 to 16 bits, in strips or tiles, chunky
// or planar; plain, PackBits, LZW or Deflate, with or without horizontal differences. Opacity is left out.
// No library reads these: tiff 7 takes one sample a pixel out of tiles of RGB, knows neither PackBits, planes, nor 2 and 4 bits,
// and inflates without a bound; geotiff answers asynchronously, which kernels cannot wait for.
// Bounds: every block is cut from what its data unpack to; the size of all blocks together is checked first.

import { inflate } from './inflate.js';
import { isPicture, newRaster, type Raster, unsupportedVariant, viewOf } from './raster.js';
import { unpackBits, unpackLzw } from './tiff-compression.js';

/** Numbers of the fields that are read. */
const tags = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  stripSizes: 279,
  planar: 284,
  predictor: 317,
  palette: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileSizes: 325,
} as const;

type Fields = (tag: number) => readonly number[];

/** The fields of the first directory, whose integers are of one, two or four bytes. */
function readFields(bytes: Uint8Array, little: boolean): Fields {
  const view = viewOf(bytes);
  const start = view.getUint32(4, little);
  const count = start + 2 <= bytes.length ? view.getUint16(start, little) : 0;
  return (tag) => {
    for (let at = start + 2; at < start + 2 + 12 * count && at + 12 <= bytes.length; at += 12) {
      if (view.getUint16(at, little) !== tag) continue;
      const size = { 1: 1, 3: 2, 4: 4 }[view.getUint16(at + 2, little)] ?? 0;
      const entries = view.getUint32(at + 4, little);
      const from = entries * size <= 4 ? at + 8 : view.getUint32(at + 8, little);
      if (size === 0 || from + entries * size > bytes.length) return [];
      return Array.from({ length: entries }, (_, i) => {
        const place = from + i * size;
        if (size === 1) return bytes[place];
        return size === 2 ? view.getUint16(place, little) : view.getUint32(place, little);
      });
    }
    return [];
  };
}

function unpack(method: number, data: Uint8Array, size: number): Uint8Array | undefined {
  switch (method) {
    case 1:
      return data;
    case 5:
      return unpackLzw(data, size);
    case 8:
    case 32946:
      return inflate(data, size);
    case 32773:
      return unpackBits(data, size);
    default:
      return unsupportedVariant(`TIFF images of compression ${method}`);
  }
}

/** Samples of a row, differences summed up. */
function rowSamples(row: Uint8Array, count: number, bits: number, step: number, little: boolean): Uint16Array {
  const samples = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    if (bits === 16) samples[i] = little ? row[2 * i] | (row[2 * i + 1] << 8) : (row[2 * i] << 8) | row[2 * i + 1];
    else samples[i] = ((row[(i * bits) >> 3] ?? 0) >> (8 - bits - ((i * bits) & 7))) & ((1 << bits) - 1);
    if (step > 0 && i >= step) samples[i] = (samples[i] + samples[i - step]) & ((1 << bits) - 1);
  }
  return samples;
}

export function decodeTiff(bytes: Uint8Array): Raster | undefined {
  const little = bytes[0] === 0x49;
  const fields = bytes.length >= 8 ? readFields(bytes, little) : () => [];
  const one = (tag: number, otherwise: number) => fields(tag)[0] ?? otherwise;
  const [width, height] = [one(tags.width, 0), one(tags.height, 0)];
  if (!isPicture(width, height)) return undefined;
  const [bits, each] = [one(tags.bits, 1), one(tags.samples, 1)];
  const photometric = one(tags.photometric, 1);
  if (![1, 2, 4, 8, 16].includes(bits)) unsupportedVariant(`TIFF images of ${bits} bits a sample`);
  if (photometric > 3) unsupportedVariant(`TIFF images of colour space ${photometric}`);
  if (each < (photometric === 2 ? 3 : 1) || each > 8) return undefined;
  const tiled = fields(tags.tileOffsets).length > 0;
  const blockWidth = tiled ? one(tags.tileWidth, 0) : width;
  const blockHeight = tiled ? one(tags.tileHeight, 0) : Math.min(one(tags.rowsPerStrip, height), height);
  if (!isPicture(blockWidth, blockHeight)) return undefined;
  const offsets = fields(tiled ? tags.tileOffsets : tags.stripOffsets);
  const sizes = fields(tiled ? tags.tileSizes : tags.stripSizes);
  const planar = one(tags.planar, 1) === 2;
  const inBlock = planar ? 1 : each;
  const rowBytes = Math.ceil((blockWidth * inBlock * bits) / 8);
  const [across, down] = [Math.ceil(width / blockWidth), Math.ceil(height / blockHeight)];
  const step = one(tags.predictor, 1) === 2 ? inBlock : 0;
  const palette = fields(tags.palette);
  const raster = newRaster(width, height);
  const most = (1 << bits) - 1;
  // One value of a pixel: grey goes to all three bytes.
  const put = (pixel: number, sample: number, value: number) => {
    if (photometric === 2) {
      if (sample < 3) raster.rgb[3 * pixel + sample] = bits === 16 ? value >> 8 : Math.round((value * 255) / most);
    } else if (sample === 0) {
      for (let c = 0; c < 3; c++) {
        const grey = bits === 16 ? value >> 8 : Math.round((value * 255) / most);
        const entry = (palette[c * (most + 1) + value] ?? 0) >> 8;
        raster.rgb[3 * pixel + c] = photometric === 3 ? entry : photometric === 0 ? 255 - grey : grey;
      }
    }
  };
  const perPlane = across * down;
  for (let block = 0; block < perPlane * (planar ? each : 1); block++) {
    const [plane, place] = [Math.floor(block / perPlane), block % perPlane];
    const [offset, size] = [offsets[block], sizes[block] ?? bytes.length];
    if (offset === undefined) return undefined;
    const [left, top] = [(place % across) * blockWidth, Math.floor(place / across) * blockHeight];
    const rows = Math.min(blockHeight, height - top);
    const data = unpack(one(tags.compression, 1), bytes.subarray(offset, offset + size), rowBytes * blockHeight);
    if (!data || data.length < rowBytes * rows) return undefined;
    for (let r = 0; r < rows; r++) {
      const row = data.subarray(r * rowBytes, (r + 1) * rowBytes);
      const values = rowSamples(row, blockWidth * inBlock, bits, step, little);
      for (let i = 0; i < values.length; i++) {
        const x = left + Math.floor(i / inBlock);
        if (x < width) put((top + r) * width + x, planar ? plane : i % inBlock, values[i]);
      }
    }
  }
  return raster;
}
