// GridSample-22, any spatial rank. A grid vector names a place, last axis first, from −1 to 1. Places outside are moved
// inside (border, reflection) or read as zero, then again each element around them. Nearest rounds halves to even, as
// PyTorch does. Computed in double, rounded once; nearest moves values as they are.
// Bounds: an offset is used only when every coordinate was found inside the image.

import { doublesOf, floatsOf, moved, sealNumbers, wordsIn } from '../../data/elements.js';
import { sizeOf, stridesOf } from '../../data/shape.js';
import { boolAttr, type KernelContext, kernel, tensorAt, unsupported, wordAttr } from '../../kernel.js';
import { type AxisMix, axisMix, forEachSample, type Placement, zeros } from '../../spatial/sample.js';

/** Mirrors `x` at two borders until it lies between them. */
function reflect(x: number, low: number, high: number): number {
  const span = high - low;
  if (span <= 0) return low;
  const phase = (((x - low) % (2 * span)) + 2 * span) % (2 * span);
  return low + (phase > span ? 2 * span - phase : phase);
}

/** The same for the place of a whole element, which may fall half an element outside. */
function placement(padding: string, corners: boolean): Placement {
  if (padding === 'zeros') return zeros;
  const clamp = (i: number, size: number) => Math.min(Math.max(i, 0), size - 1);
  if (padding === 'border') return clamp;
  return (i, size) => {
    if (i >= 0 && i < size) return i;
    return clamp(corners ? reflect(i, 0, size - 1) : reflect(i, -0.5, size - 0.5), size);
  };
}

function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}

/** The mix of one axis for a grid coordinate. */
function mixer(context: KernelContext): (coordinate: number, size: number) => AxisMix {
  const mode = wordAttr(context, 'mode', 'linear');
  const padding = wordAttr(context, 'padding', 'zeros');
  const corners = boolAttr(context, 'align_corners');
  const place = placement(padding, corners);
  return (coordinate, size) => {
    let x = corners ? ((coordinate + 1) / 2) * (size - 1) : ((coordinate + 1) * size - 1) / 2;
    if (mode === 'nearest') x = roundHalfEven(x);
    const [low, high] = corners ? [0, size - 1] : [-0.5, size - 0.5];
    if ((x < low || x > high) && padding === 'border') x = Math.min(Math.max(x, 0), size - 1);
    if ((x < low || x > high) && padding === 'reflection') x = reflect(x, low, high);
    return axisMix(mode, x, size, place);
  };
}

export const gridSample = kernel('grid_sample', (context) => {
  const [x, grid] = [tensorAt(context, 0), tensorAt(context, 1)];
  const [batch, channels, ...spatial] = x.shape;
  const outer = grid.shape.slice(1, -1);
  const rank = spatial.length;
  const [plane, positions] = [sizeOf(spatial), sizeOf(outer)];
  const strides = stridesOf(spatial);
  const places = floatsOf(grid);
  const mix = mixer(context);
  const shape = [batch, channels, ...outer];
  // Visits what every result element mixes: `to` and `from` are offsets in result and operand.
  const forAll = (visit: (to: number, from: number, weight: number) => void) => {
    for (let n = 0; n < batch; n++) {
      for (let p = 0; p < positions; p++) {
        const at = (n * positions + p) * rank;
        const mixes = spatial.map((size, axis) => mix(places[at + rank - 1 - axis], size));
        forEachSample(mixes, strides, (offset, weight) => {
          for (let c = 0; c < channels; c++) {
            const image = n * channels + c;
            visit(image * positions + p, image * plane + offset, weight);
          }
        });
      }
    }
  };
  if (wordAttr(context, 'mode', 'linear') === 'nearest') {
    const from = wordsIn(x);
    return [moved(x.elem, shape, (out) => forAll((to, at) => (out[to] = from[at])))];
  }
  if (x.elem === 'bool') unsupported(context, 'a mix of truth values');
  const values = doublesOf(x);
  const sums = new Float64Array(sizeOf(shape));
  forAll((to, at, weight) => (sums[to] += weight * values[at]));
  return [sealNumbers(x.elem, shape, sums)];
});
