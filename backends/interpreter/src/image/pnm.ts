// Portable bitmaps, graymaps and pixmaps (netpbm): P1 to P3 as text, P4 to P6 binary. Samples are scaled to 255.
// Bounds: the number of samples is checked against the bytes there are before the picture is made.

import { isPicture, newRaster, type Raster } from './raster.js';

/** Reads the header's numbers: digits between white space, with comments from # to the end of a line. */
class Header {
  at = 2;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next number, or NaN. `digits`: at most so many, for bitmaps, whose digits may stand side by side. */
  next(digits = 10): number {
    const bytes = this.#bytes;
    while (this.at < bytes.length && !isDigit(bytes[this.at])) {
      if (bytes[this.at] === 0x23) while (this.at < bytes.length && bytes[this.at] !== 0x0a) this.at++;
      else if (bytes[this.at] > 0x20) return Number.NaN;
      this.at++;
    }
    const start = this.at;
    while (this.at < bytes.length && this.at - start < digits && isDigit(bytes[this.at])) this.at++;
    return start === this.at ? Number.NaN : Number(String.fromCharCode(...bytes.subarray(start, this.at)));
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

export function decodePnm(bytes: Uint8Array): Raster | undefined {
  const kind = bytes[1] - 0x30;
  const header = new Header(bytes);
  const [width, height] = [header.next(), header.next()];
  const bitmap = kind === 1 || kind === 4;
  const most = bitmap ? 1 : header.next();
  if (!isPicture(width, height) || !(most >= 1 && most <= 65535)) return undefined;
  const channels = kind === 3 || kind === 6 ? 3 : 1;
  const read = kind <= 3 ? textReader(header, bitmap) : binaryReader(bytes, header.at + 1, width, most, bitmap);
  // A sample takes a bit at least.
  if (width * height * channels > 8 * bytes.length) return undefined;
  const raster = newRaster(width, height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < channels; c++) {
      const sample = read(i * channels + c);
      if (!(sample >= 0 && sample <= most)) return undefined;
      // Black is 1 in a bitmap.
      const value = bitmap ? 255 * (1 - sample) : Math.floor((sample * 255 + most / 2) / most);
      if (channels === 3) raster.rgb[3 * i + c] = value;
      else raster.rgb.fill(value, 3 * i, 3 * i + 3);
    }
  }
  return raster;
}

function textReader(header: Header, bitmap: boolean): (index: number) => number {
  return () => header.next(bitmap ? 1 : 10);
}

/** Samples of one byte, or two where the largest needs them; bits in rows of whole bytes for bitmaps. NaN past the end. */
function binaryReader(
  bytes: Uint8Array,
  start: number,
  width: number,
  most: number,
  bitmap: boolean,
): (index: number) => number {
  const byte = (at: number) => bytes[at] ?? Number.NaN;
  if (bitmap) {
    const row = Math.ceil(width / 8);
    return (i) => {
      const x = i % width;
      const octet = byte(start + Math.floor(i / width) * row + (x >> 3));
      return Number.isNaN(octet) ? octet : (octet >> (7 - (x & 7))) & 1;
    };
  }
  if (most < 256) return (i) => byte(start + i);
  return (i) => byte(start + 2 * i) * 256 + byte(start + 2 * i + 1);
}
