// What the decoders of image files share: the picture they answer, a reader that knows where the file ends, and the largest
// picture that is decoded. A file is never trusted: sizes are checked before memory is taken.

import { interpreterDiagnostics } from '../diagnostics.js';
import { fault } from '../fault.js';

/** A picture of three bytes a pixel: red, green, blue. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Decodes a file of one format. Answers undefined for a file that is damaged. */
export type ImageDecoder = (bytes: Uint8Array) => Raster | undefined;

/** Pixels of the largest picture that is decoded: a few hundred megabytes while it is. */
const mostPixels = 2 ** 26;

/** True for sizes that a picture may have. */
export function isPicture(width: number, height: number, most = mostPixels): boolean {
  return width > 0 && height > 0 && width * height <= most;
}

export function newRaster(width: number, height: number): Raster {
  return { width, height, rgb: new Uint8Array(3 * width * height) };
}

/** A picture from four bytes a pixel, of which the last, the opacity, is left out. */
export function withoutAlpha(width: number, height: number, rgba: ArrayLike<number>): Raster {
  const raster = newRaster(width, height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) raster.rgb[3 * i + c] = rgba[4 * i + c];
  }
  return raster;
}

/** A variant of a format that is intact, but that nothing here reads. */
export function unsupportedVariant(what: string): never {
  fault(interpreterDiagnostics.unsupported, { op: 'decode_image', what });
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** True where the bytes at `at` are the characters of `text`. */
export function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}
