// The windows of a convolution as the rows of a matrix ("im2col"), gathered a block at a time.
// Bounds: a coordinate is used only after it was found inside the input; everything outside reads as zero.

import type { Floats } from '../data/elements.js';
import { sizeOf, stridesOf } from '../data/shape.js';
import type { Panel } from '../linear/panel.js';
import type { Window } from './attrs.js';

/** For a channel block starting at `from`: row p is the window of output position p, column k = (channel, kernel position). */
export function windowPanel(data: Floats, window: Window, plane: number): (from: number) => Panel {
  const { input, kernel, strides, dilations, begins, output } = window;
  const rank = input.length;
  const area = sizeOf(kernel);
  const positions = sizeOf(output);
  const inputStrides = stridesOf(input);
  const reach = coordinates(kernel, dilations);
  const starts = coordinates(output, strides, begins);
  // Offset of each kernel position relative to the window's first element, and the window's extent.
  const taps = new Int32Array(area);
  for (let t = 0; t < area; t++) {
    for (let axis = 0; axis < rank; axis++) taps[t] += reach[t * rank + axis] * inputStrides[axis];
  }
  const extents = kernel.map((n, axis) => (n - 1) * dilations[axis]);
  const bases = new Int32Array(positions);
  const interior = new Uint8Array(positions).fill(1);
  for (let p = 0; p < positions; p++) {
    for (let axis = 0; axis < rank; axis++) {
      const start = starts[p * rank + axis];
      bases[p] += start * inputStrides[axis];
      if (start < 0 || start + extents[axis] >= input[axis]) interior[p] = 0;
    }
  }
  const isInside = (p: number, t: number) => {
    for (let axis = 0; axis < rank; axis++) {
      const at = starts[p * rank + axis] + reach[t * rank + axis];
      if (at < 0 || at >= input[axis]) return false;
    }
    return true;
  };
  return (from) => ({
    rows: positions,
    pack(row, count, k, depth, into) {
      const firstChannel = Math.floor(k / area);
      const firstTap = k % area;
      for (let r = 0; r < count; r++) {
        const p = row + r;
        const whole = interior[p] === 1;
        let base = from + firstChannel * plane + bases[p];
        let tap = firstTap;
        const at = r * depth;
        for (let d = 0; d < depth; d++) {
          into[at + d] = whole || isInside(p, tap) ? data[base + taps[tap]] : 0;
          if (++tap === area) {
            tap = 0;
            base += plane;
          }
        }
      }
    },
  });
}

/** Coordinates of every position of `shape` in order, each axis scaled by `step` and shifted back by `less`. */
function coordinates(shape: readonly number[], step: readonly number[], less?: readonly number[]): Int32Array {
  const rank = shape.length;
  const own = stridesOf(shape);
  const count = sizeOf(shape);
  const list = new Int32Array(count * rank);
  for (let p = 0; p < count; p++) {
    for (let axis = 0; axis < rank; axis++) {
      list[p * rank + axis] = (Math.floor(p / own[axis]) % shape[axis]) * step[axis] - (less?.[axis] ?? 0);
    }
  }
  return list;
}
