// Element-wise functions of one tensor, by class of element.

import { type Tensor, tensorFromArray } from '@afterglow/core';
import {
  type BigElements,
  bigsOf,
  floatsOf,
  type Numbers,
  newElements,
  newFloats,
  sealFloats,
  storedOf,
  wrapNarrow,
} from './elements.js';

/** Applies `f` to a float tensor: computed in double, rounded once. */
export function mapFloats(x: Tensor, f: (value: number) => number): Tensor {
  const values = floatsOf(x);
  const out = newFloats(x.elem, values.length);
  for (let i = 0; i < out.length; i++) out[i] = f(values[i]);
  return sealFloats(x.elem, x.shape, out);
}

/** Applies `f` to integers up to 32 bits or bools; results wrap. */
export function mapInts(x: Tensor, f: (value: number) => number): Tensor {
  const values = storedOf(x);
  const out = newElements(x.elem, values.length) as Numbers;
  for (let i = 0; i < out.length; i++) out[i] = f(values[i]);
  return tensorFromArray(x.elem, x.shape, wrapNarrow(x.elem, out));
}

/** Applies `f` to 64-bit integers; results wrap. */
export function mapBigs(x: Tensor, f: (value: bigint) => bigint): Tensor {
  const values = bigsOf(x);
  const out = newElements(x.elem, values.length) as BigElements;
  for (let i = 0; i < out.length; i++) out[i] = f(values[i]);
  return tensorFromArray(x.elem, x.shape, out);
}
