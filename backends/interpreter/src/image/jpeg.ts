// JPEG through libjpeg-turbo, whose chroma upsampling is the one that ImageDecoder asks for.

import { loadLibrary } from './library.js';
import { isPicture, type Raster, viewOf, withoutAlpha } from './raster.js';

interface Library {
  readonly decode: (input: Uint8Array) => { width: number; height: number; data: Uint8ClampedArray };
}

/** Pixels times scans: a progressive file may scan all of a picture with every few bytes. */
const mostWork = 2 ** 31;

/** Width, height and the number of scans, from the markers of the file. */
function measure(bytes: Uint8Array): { width: number; height: number; scans: number } | undefined {
  const view = viewOf(bytes);
  let size: { width: number; height: number } | undefined;
  let scans = 0;
  for (let at = 2; at + 4 <= bytes.length; ) {
    // Between markers stand the coded pixels, in which 0xff is followed by 0 or a restart marker.
    const code = bytes[at + 1];
    if (bytes[at] !== 0xff || code === 0 || code === 0xff || (code >= 0xd0 && code <= 0xd8)) {
      at++;
      continue;
    }
    if (code === 0xd9) break;
    if (code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code) && at + 9 <= bytes.length) {
      if (size) return undefined;
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    if (code === 0xda) scans++;
    at += 2 + view.getUint16(at + 2);
  }
  return size && { ...size, scans };
}

export function decodeJpeg(bytes: Uint8Array): Raster | undefined {
  const size = measure(bytes);
  if (!size || !isPicture(size.width, size.height) || size.width * size.height * size.scans > mostWork)
    return undefined;
  const library = loadLibrary<Library>('@cwasm/jpeg-turbo', 'JPEG');
  try {
    const { width, height, data } = library.decode(bytes);
    return withoutAlpha(width, height, data);
  } catch {
    return undefined;
  }
}
