// Copies where each result coordinate names its source coordinate, axis by axis: pad, tile, nearest resize.

import type { Tensor } from '@afterglow/core';
import { moved, wordsIn } from './elements.js';
import { sizeOf, stridesOf } from './shape.js';

/**
 * `maps[axis][i]` is the input coordinate that result coordinate i reads, or −1 for the fill.
 * Bounds: every non-negative entry must be a coordinate of `x`; a row with a −1 in any axis is fill.
 */
export function remap(x: Tensor, maps: readonly ArrayLike<number>[], fill?: Tensor): Tensor {
  const from = wordsIn(x);
  const shape = maps.map((map) => map.length);
  const strides = stridesOf(x.shape);
  const last = shape.length - 1;
  return moved(x.elem, shape, (out) => {
    if (sizeOf(shape) === 0) return;
    const blank = fill ? wordsIn(fill)[0] : out[0];
    if (last < 0) {
      out[0] = from[0];
      return;
    }
    const inner = maps[last];
    const index = new Array<number>(last).fill(0);
    for (let at = 0; at < out.length; at += inner.length) {
      const base = rowBase(maps, strides, index);
      for (let i = 0; i < inner.length; i++) out[at + i] = base < 0 || inner[i] < 0 ? blank : from[base + inner[i]];
      for (let axis = last - 1; axis >= 0 && ++index[axis] === shape[axis]; axis--) index[axis] = 0;
    }
  });
}

function rowBase(maps: readonly ArrayLike<number>[], strides: readonly number[], index: readonly number[]): number {
  let base = 0;
  for (let axis = 0; axis < index.length; axis++) {
    const coordinate = maps[axis][index[axis]];
    if (coordinate < 0) return -1;
    base += coordinate * strides[axis];
  }
  return base;
}
