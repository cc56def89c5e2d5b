// ImageDecoder-20: the pixels of an image file, rows first, then columns, then channels. A file that cannot be decoded gives an
// empty picture, as the operator asks. Grey is the luma of ITU-R BT.601, rounded in steps of 2⁻¹⁶ as Pillow does.

import { arrayOf, tensorFromArray } from '@afterglow/core';
import { decodeImage } from '../../image/decode-image.js';
import { kernel, tensorAt, wordAttr } from '../../kernel.js';

function grey(rgb: Uint8Array, at: number): number {
  return (19595 * rgb[at] + 38470 * rgb[at + 1] + 7471 * rgb[at + 2] + 0x8000) >> 16;
}

export const decodeImageKernel = kernel('decode_image', (context) => {
  const format = wordAttr(context, 'format', 'rgb');
  const channels = format === 'grayscale' ? 1 : 3;
  // The verifier has seen that the operand is of bytes.
  const raster = decodeImage(arrayOf(tensorAt(context, 0)) as Uint8Array);
  if (!raster) return [tensorFromArray('u8', [0, 0, channels], new Uint8Array(0))];
  const { width, height, rgb } = raster;
  if (format === 'rgb') return [tensorFromArray('u8', [height, width, 3], rgb)];
  const out = new Uint8Array(width * height * channels);
  for (let i = 0; i < width * height; i++) {
    if (channels === 1) out[i] = grey(rgb, 3 * i);
    else for (let c = 0; c < 3; c++) out[3 * i + c] = rgb[3 * i + 2 - c];
  }
  return [tensorFromArray('u8', [height, width, channels], out)];
});
