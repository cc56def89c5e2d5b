// Resampling of a tensor one axis after another (the mixes are separable). Nearest moves bits; the others are computed in
// double and rounded once, integers to the nearest in their range. With tf_crop_and_resize, positions outside the input take
// the extrapolation value.
// Bounds: input coordinates are clamped to the axis before they are read.

import {
  ELEMENT_TYPES,
  type ElementType,
  isFloat,
  isInteger,
  type Tensor,
  tensorFromArray,
  tensorFromNumbers,
} from '@afterglow/core';
import { doublesOf, newElements, sealNumbers } from '../data/elements.js';
import { remap } from '../data/remap.js';
import { aroundAxis, sizeOf, stridesOf } from '../data/shape.js';
import { type AxisResize, type MixOptions, mixAt, nearestCoordinate, originalCoordinate } from './coordinates.js';

export interface Resampling extends MixOptions {
  readonly coordinates: string;
  readonly nearest: string;
  readonly extrapolation: number;
}

/** `x` with every axis as `axes` says. */
export function resampled(x: Tensor, axes: readonly AxisResize[], options: Resampling): Tensor {
  // Memory for the whole comes first: one axis may be huge where the data say so.
  const empty = newElements(x.elem, sizeOf(axes.map((axis) => axis.output)));
  if (empty.length === 0 || sizeOf(x.shape) === 0) {
    return tensorFromArray(
      x.elem,
      axes.map((axis) => axis.output),
      empty,
    );
  }
  const at = axes.map((axis) =>
    Float64Array.from({ length: axis.output }, (_, i) => originalCoordinate(options.coordinates, i, axis)),
  );
  const crop = options.coordinates === 'tf_crop_and_resize';
  const fill = options.extrapolation;
  if (options.mode === 'nearest') return nearest(x, axes, at, options.nearest, crop ? fill : undefined);
  const shape = [...x.shape];
  let values: ArrayLike<number> = doublesOf(x);
  axes.forEach((axis, i) => {
    // An axis that keeps its elements where they are mixes nothing.
    const still = axis.input === axis.output && at[i].every((position, k) => position === k);
    if (!still) values = alongAxis(values, shape, i, axis, at[i], options);
    shape[i] = axis.output;
  });
  const result = Float64Array.from(values);
  if (crop) extrapolate(result, axes, at, fill);
  if (isInteger(x.elem)) saturate(x.elem, result);
  return sealNumbers(x.elem, shape, result);
}

/** Mixes along one axis. */
function alongAxis(
  values: ArrayLike<number>,
  shape: readonly number[],
  axis: number,
  resize: AxisResize,
  coordinates: Float64Array,
  options: MixOptions,
): Float64Array {
  const { outer, n, inner } = aroundAxis(shape, axis);
  const out = new Float64Array(outer * resize.output * inner);
  for (let x = 0; x < resize.output; x++) {
    const { first, weights } = mixAt(coordinates[x], resize, options);
    for (let w = 0; w < weights.length; w++) {
      if (weights[w] === 0) continue;
      const from = Math.min(Math.max(first + w, 0), n - 1);
      for (let o = 0; o < outer; o++) {
        const [to, at] = [(o * resize.output + x) * inner, (o * n + from) * inner];
        for (let i = 0; i < inner; i++) out[to + i] += weights[w] * values[at + i];
      }
    }
  }
  return out;
}

/** Overwrites positions that some axis places outside the input. */
function extrapolate(values: Float64Array, axes: readonly AxisResize[], at: readonly Float64Array[], fill: number) {
  const strides = stridesOf(axes.map((axis) => axis.output));
  const outside = axes.map(({ input }, axis) => Array.from(at[axis], (x) => x < 0 || x > input - 1));
  for (let i = 0; i < values.length; i++) {
    if (outside.some((list, axis) => list[Math.floor(i / strides[axis]) % axes[axis].output])) values[i] = fill;
  }
}

function nearest(
  x: Tensor,
  axes: readonly AxisResize[],
  at: readonly Float64Array[],
  mode: string,
  fill: number | undefined,
): Tensor {
  const maps = axes.map((axis, i) =>
    Int32Array.from(at[i], (position) =>
      fill !== undefined && (position < 0 || position > axis.input - 1)
        ? -1
        : nearestCoordinate(mode, position, axis.input),
    ),
  );
  if (fill === undefined || x.elem === 'string') return remap(x, maps);
  return remap(x, maps, fillTensor(x.elem, fill));
}

function fillTensor(elem: ElementType, value: number): Tensor {
  return tensorFromNumbers(elem, [], [isFloat(elem) ? value : Math.trunc(value)]);
}

/** Rounds to integers, halves to even, and cuts to the range of the type: cubic weights overshoot. */
function saturate(elem: ElementType, values: Float64Array): void {
  const { bits, class: kind } = ELEMENT_TYPES[elem];
  const steps = 2 ** (kind === 'signed' ? bits - 1 : bits);
  // The largest double that is no larger than the largest integer: the next one of 64 bits is out of range.
  const most = bits === 64 ? steps * (1 - 2 ** -53) : steps - 1;
  const least = kind === 'signed' ? -steps : 0;
  for (let i = 0; i < values.length; i++) {
    const below = Math.floor(values[i]);
    const half = values[i] - below === 0.5;
    const rounded = half ? below + Math.abs(below % 2) : Math.round(values[i]);
    values[i] = Math.min(Math.max(rounded, least), most);
  }
}
