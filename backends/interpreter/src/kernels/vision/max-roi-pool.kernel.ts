// MaxRoiPool-22: the corners of a region, scaled and rounded to elements (both ends included, at least one element), are cut
// into bins that may overlap by an element; each bin answers its largest element, an empty one 0.
// Bounds: bins are clamped to the image.

import { floatsOf, newFloats, sealFloats } from '../../data/elements.js';
import { wrapIndex } from '../../data/index.js';
import { sizeOf } from '../../data/shape.js';
import { intAttr, kernel, tensorAt } from '../../kernel.js';

/** From and to (exclusive) of each bin along an axis of `size` elements. */
function binsOf(low: number, high: number, scale: number, count: number, size: number): { from: number; to: number }[] {
  // Halves are rounded away from zero, as C's round does.
  const round = (x: number) => Math.sign(x) * Math.floor(Math.abs(x) + 0.5);
  const start = round(low * scale);
  const length = Math.max(round(high * scale) - start + 1, 1);
  const clamp = (x: number) => Math.min(Math.max(x, 0), size);
  return Array.from({ length: count }, (_, i) => ({
    from: clamp(Math.floor((i * length) / count) + start),
    to: clamp(Math.ceil(((i + 1) * length) / count) + start),
  }));
}

export const maxRoiPool = kernel('max_roi_pool', (context) => {
  const [x, rois] = [tensorAt(context, 0), tensorAt(context, 1)];
  const [batch, channels, height, width] = x.shape;
  const [bins, columns] = [intAttr(context, 'height'), intAttr(context, 'width')];
  const scale = intAttr(context, 'scale', 1);
  const [values, corners] = [floatsOf(x), floatsOf(rois)];
  const shape = [rois.shape[0], channels, bins, columns];
  const out = newFloats(x.elem, sizeOf(shape));
  for (let r = 0; r < rois.shape[0]; r++) {
    const [index, x1, y1, x2, y2] = corners.subarray(5 * r, 5 * r + 5);
    const image = wrapIndex('max_roi_pool', Math.trunc(index), batch, 'the batch');
    const [rows, cols] = [binsOf(y1, y2, scale, bins, height), binsOf(x1, x2, scale, columns, width)];
    for (let c = 0; c < channels; c++) {
      const plane = (image * channels + c) * height * width;
      for (let i = 0; i < bins; i++) {
        for (let j = 0; j < columns; j++) {
          let best = rows[i].to > rows[i].from && cols[j].to > cols[j].from ? -Infinity : 0;
          for (let row = rows[i].from; row < rows[i].to; row++) {
            for (let column = cols[j].from; column < cols[j].to; column++) {
              best = Math.max(best, values[plane + row * width + column]);
            }
          }
          out[((r * channels + c) * bins + i) * columns + j] = best;
        }
      }
    }
  }
  return [sealFloats(x.elem, shape, out)];
});
