// Col2Im-18, any spatial rank: column (channel, block element) of place l is added to the image where the block lies at that
// place. Padding is dropped. Floats are summed in double and rounded once; integers wrap.
// Bounds: a coordinate is used only after it was found inside the image.

import { isFloat, type Tensor, tensorFromArray } from '@afterglow/core';
import {
  type BigElements,
  bigsOf,
  floatsOf,
  integersAsNumbers,
  isBig,
  type Numbers,
  newElements,
  sealFloats,
  storedOf,
  wrapNarrow,
} from '../../data/elements.js';
import { printShape, sizeOf, stridesOf } from '../../data/shape.js';
import { badOperand, intsAttr, type KernelContext, kernel, tensorAt } from '../../kernel.js';

/** For each (block element, place) the offset in the image, or −1 in the padding. */
function targets(context: KernelContext, image: readonly number[], block: readonly number[]) {
  const [strides, dilations] = [intsAttr(context, 'strides'), intsAttr(context, 'dilations')];
  const pads = intsAttr(context, 'pads');
  const rank = image.length;
  const places = image.map((size, axis) => {
    const extent = (block[axis] - 1) * dilations[axis] + 1;
    return Math.floor((size + pads[axis] + pads[axis + rank] - extent) / strides[axis]) + 1;
  });
  if (places.some((n) => n < 0)) badOperand(context, `block ${printShape(block)} is larger than ${printShape(image)}`);
  const [own, inner, outer] = [stridesOf(image), stridesOf(block), stridesOf(places)];
  const [area, count] = [sizeOf(block), sizeOf(places)];
  const [, columns, length] = tensorAt(context, 0).shape;
  if (columns % area !== 0 || count !== length) {
    badOperand(context, `${columns} by ${length} has no block of ${area} for each of ${count} places`);
  }
  return { area, list: new Int32Array(area * count).map((_, i) => target(Math.floor(i / count), i % count)) };

  function target(tap: number, place: number): number {
    let offset = 0;
    for (let axis = 0; axis < rank; axis++) {
      const step = Math.floor(tap / inner[axis]) % block[axis];
      const at = (Math.floor(place / outer[axis]) % places[axis]) * strides[axis] + step * dilations[axis] - pads[axis];
      if (at < 0 || at >= image[axis]) return -1;
      offset += at * own[axis];
    }
    return offset;
  }
}

function fold(context: KernelContext, image: readonly number[], block: readonly number[]): Tensor {
  const x = tensorAt(context, 0);
  const [batch, columns] = x.shape;
  if ([...image, ...block].some((size) => size < 0)) badOperand(context, 'a size is negative');
  const { area, list } = targets(context, image, block);
  const channels = columns / area;
  const shape = [batch, channels, ...image];
  const plane = sizeOf(image);
  const each = (add: (to: number, from: number) => void) => {
    for (let c = 0; c < batch * channels; c++) {
      for (let i = 0; i < list.length; i++) if (list[i] >= 0) add(c * plane + list[i], c * list.length + i);
    }
  };
  if (isFloat(x.elem)) {
    const [values, sums] = [floatsOf(x), newElements('f64', sizeOf(shape)) as Float64Array];
    each((to, from) => (sums[to] += values[from]));
    return sealFloats(x.elem, shape, sums);
  }
  const out = newElements(x.elem, sizeOf(shape));
  if (isBig(x.elem)) {
    const [values, sums] = [bigsOf(x), out as BigElements];
    each((to, from) => (sums[to] += values[from]));
    return tensorFromArray(x.elem, shape, sums);
  }
  const [values, sums] = [storedOf(x), out as Numbers];
  each((to, from) => (sums[to] += values[from]));
  return tensorFromArray(x.elem, shape, wrapNarrow(x.elem, sums));
}

export const col2im = kernel('col2im', (context) => [
  fold(context, intsAttr(context, 'image'), intsAttr(context, 'block')),
]);

export const dynamicCol2im = kernel('dynamic_col2im', (context) => [
  fold(context, integersAsNumbers(tensorAt(context, 1)), integersAsNumbers(tensorAt(context, 2))),
]);
