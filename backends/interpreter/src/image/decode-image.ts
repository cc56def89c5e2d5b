// Which decoder reads a file, by its first bytes.

import { decodeBmp } from './bmp.js';
import { decodeJpeg } from './jpeg.js';
import { decodeJpeg2000 } from './jpeg2000.js';
import { decodePng } from './png.js';
import { decodePnm } from './pnm.js';
import { hasText, type ImageDecoder, type Raster } from './raster.js';
import { decodeTiff } from './tiff.js';
import { decodeWebp } from './webp.js';

const formats: readonly { readonly isOf: (bytes: Uint8Array) => boolean; readonly decode: ImageDecoder }[] = [
  { isOf: (b) => hasText(b, 0, '\x89PNG\r\n\x1a\n'), decode: decodePng },
  { isOf: (b) => hasText(b, 0, '\xff\xd8\xff'), decode: decodeJpeg },
  { isOf: (b) => hasText(b, 0, 'BM'), decode: decodeBmp },
  { isOf: (b) => b[0] === 0x50 && b[1] >= 0x31 && b[1] <= 0x36, decode: decodePnm },
  { isOf: (b) => hasText(b, 0, 'II*\0') || hasText(b, 0, 'MM\0*'), decode: decodeTiff },
  { isOf: (b) => hasText(b, 0, 'RIFF') && hasText(b, 8, 'WEBP'), decode: decodeWebp },
  { isOf: (b) => hasText(b, 4, 'jP  \r\n\x87\n') || hasText(b, 0, '\xffO\xffQ'), decode: decodeJpeg2000 },
];

/** The picture in a file of any of the formats; undefined when it is of none of them, or damaged. */
export function decodeImage(bytes: Uint8Array): Raster | undefined {
  return formats.find(({ isOf }) => isOf(bytes))?.decode(bytes);
}
