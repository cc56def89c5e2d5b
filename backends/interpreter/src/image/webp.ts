// WebP through libwebp: lossy and lossless, of which opacity is left out.

import { loadLibrary } from './library.js';
import { hasText, isPicture, type Raster, viewOf, withoutAlpha } from './raster.js';

interface Library {
  readonly decode: (input: Uint8Array) => { width: number; height: number; data: Uint8ClampedArray };
}

/** Width and height as the first chunk has them. */
function measure(bytes: Uint8Array): readonly [number, number] | undefined {
  if (bytes.length < 30) return undefined;
  const view = viewOf(bytes);
  if (hasText(bytes, 12, 'VP8 ')) return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
  if (hasText(bytes, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
  }
  if (!hasText(bytes, 12, 'VP8X')) return undefined;
  return [(view.getUint32(24, true) & 0xffffff) + 1, ((view.getUint32(26, true) >>> 8) & 0xffffff) + 1];
}

export function decodeWebp(bytes: Uint8Array): Raster | undefined {
  const size = measure(bytes);
  if (!size || !isPicture(...size)) return undefined;
  const library = loadLibrary<Library>('@cwasm/webp', 'WebP');
  try {
    const { width, height, data } = library.decode(bytes);
    return withoutAlpha(width, height, data);
  } catch {
    return undefined;
  }
}
