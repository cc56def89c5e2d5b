// Visits the windows of a pooling op: for each output position the offsets of the input elements it covers.

import { sizeOf, stridesOf } from '../data/shape.js';
import type { Window } from './attrs.js';

/**
 * `offsets[0 … count - 1]` lie in the input plane, row-major; `padded` counts the window's elements inside the padded
 * input, which is what count_include_pad divides by. The array is reused.
 */
export type WindowVisitor = (position: number, offsets: Int32Array, count: number, padded: number) => void;

export function forEachWindow(window: Window, visit: WindowVisitor): void {
  const { input, kernel, strides, dilations, begins, ends, output } = window;
  const rank = input.length;
  const area = sizeOf(kernel);
  const inputStrides = stridesOf(input);
  const kernelStrides = stridesOf(kernel);
  const outputStrides = stridesOf(output);
  const offsets = new Int32Array(area);
  const positions = sizeOf(output);
  for (let p = 0; p < positions; p++) {
    let count = 0;
    let padded = 0;
    for (let t = 0; t < area; t++) {
      let offset = 0;
      let inside = true;
      let near = true;
      for (let axis = 0; axis < rank; axis++) {
        const o = Math.floor(p / outputStrides[axis]) % output[axis];
        const k = Math.floor(t / kernelStrides[axis]) % kernel[axis];
        const at = o * strides[axis] - begins[axis] + k * dilations[axis];
        inside &&= at >= 0 && at < input[axis];
        near &&= at < input[axis] + ends[axis];
        offset += at * inputStrides[axis];
      }
      if (inside) offsets[count++] = offset;
      if (near) padded++;
    }
    visit(p, offsets, count, padded);
  }
}
