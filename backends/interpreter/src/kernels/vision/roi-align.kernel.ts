// RoiAlign-22 (and, without half_pixel, RoiAlign-10): each bin of a region is the mean, or the largest, of bilinear samples on
// a regular lattice in it. Samples more than one element outside x count as zero, those nearer are moved to its border.
// `max` takes the largest of the weighed corners, not of the interpolated samples, as the ONNX reference does.
// Bounds: corners are clamped to the image; batch indices are checked.

import { floatsOf, newFloats, sealFloats } from '../../data/elements.js';
import { indicesInto } from '../../data/index.js';
import { sizeOf } from '../../data/shape.js';
import { badOperand, boolAttr, intAttr, kernel, tensorAt, wordAttr } from '../../kernel.js';

/** A region of more samples than this along an axis is no region of an image. */
const mostSamples = 2 ** 20;

/** The two elements around a coordinate and the weight of the second, or undefined far outside. */
interface Corners {
  readonly low: number;
  readonly high: number;
  readonly part: number;
}

function corners(at: number, size: number): Corners | undefined {
  if (!(at >= -1 && at <= size)) return undefined;
  const x = Math.max(at, 0);
  const low = Math.floor(x);
  return low >= size - 1 ? { low: size - 1, high: size - 1, part: 0 } : { low, high: low + 1, part: x - low };
}

/** Corners of the samples of each bin along one axis of a region. */
type Lattice = readonly (readonly (Corners | undefined)[])[];

function lattice(start: number, length: number, bins: number, samples: number, size: number): Lattice {
  const bin = length / bins;
  return Array.from({ length: bins }, (_, b) =>
    Array.from({ length: samples }, (__, i) => corners(start + b * bin + ((i + 0.5) * bin) / samples, size)),
  );
}

/** What a sample adds to a bin so far. */
type Fold = (sofar: number, weighed: readonly [number, number, number, number]) => number;

const folds: Readonly<Record<string, { readonly start: number; readonly fold: Fold }>> = {
  avg: { start: 0, fold: (sum, [a, b, c, d]) => sum + a + b + c + d },
  max: { start: -Infinity, fold: (best, weighed) => Math.max(best, ...weighed) },
};

export const roiAlign = kernel('roi_align', (context) => {
  const [x, rois] = [tensorAt(context, 0), floatsOf(tensorAt(context, 1))];
  const [batch, channels, height, width] = x.shape;
  const batches = indicesInto('roi_align', tensorAt(context, 2), batch, 'the batch');
  const [bins, columns] = [intAttr(context, 'height', 1), intAttr(context, 'width', 1)];
  const [given, scale] = [intAttr(context, 'samples', 0), intAttr(context, 'scale', 1)];
  const half = boolAttr(context, 'half_pixel', true);
  const mode = wordAttr(context, 'mode', 'avg');
  const { start, fold } = folds[mode];
  const values = floatsOf(x);
  const shape = [batches.length, channels, bins, columns];
  const out = newFloats(x.elem, sizeOf(shape));
  const axis = (low: number, high: number, count: number, size: number) => {
    const begin = low * scale - (half ? 0.5 : 0);
    const span = high * scale - (half ? 0.5 : 0) - begin;
    const length = half ? span : Math.max(span, 1);
    const samples = given > 0 ? given : Math.max(0, Math.ceil(length / count));
    if (!(samples <= mostSamples)) badOperand(context, `a region from ${low} to ${high}`);
    return { lattice: lattice(begin, length, count, samples, size), samples };
  };
  for (let r = 0; r < batches.length; r++) {
    const rows = axis(rois[4 * r + 1], rois[4 * r + 3], bins, height);
    const cols = axis(rois[4 * r], rois[4 * r + 2], columns, width);
    const count = Math.max(rows.samples * cols.samples, 1);
    for (let c = 0; c < channels; c++) {
      const plane = (batches[r] * channels + c) * height * width;
      const value = (row: number, column: number) => values[plane + row * width + column];
      for (let i = 0; i < bins; i++) {
        for (let j = 0; j < columns; j++) {
          let result = rows.samples * cols.samples === 0 ? 0 : start;
          for (const v of rows.lattice[i]) {
            for (const h of cols.lattice[j]) {
              result = fold(
                result,
                v && h
                  ? [
                      (1 - v.part) * (1 - h.part) * value(v.low, h.low),
                      (1 - v.part) * h.part * value(v.low, h.high),
                      v.part * (1 - h.part) * value(v.high, h.low),
                      v.part * h.part * value(v.high, h.high),
                    ]
                  : [0, 0, 0, 0],
              );
            }
          }
          out[((r * channels + c) * bins + i) * columns + j] = mode === 'avg' ? result / count : result;
        }
      }
    }
  }
  return [sealFloats(x.elem, shape, out)];
});
