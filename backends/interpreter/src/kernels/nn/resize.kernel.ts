// Resize-19: nearest, linear and cubic, any rank, one axis after another (the mixes are separable). Nearest moves bits;
// the others are computed in double and rounded once. With tf_crop_and_resize, positions outside the input take the
// extrapolation value.
// Bounds: input coordinates are clamped to the axis before they are read.

import { type ElementType, isFloat, type Tensor, tensorFromNumbers } from '@afterglow/core';
import { doublesOf, sealNumbers } from '../../data/elements.js';
import { remap } from '../../data/remap.js';
import { aroundAxis, sizeOf, stridesOf } from '../../data/shape.js';
import {
  boolAttr,
  intAttr,
  intsAttr,
  type KernelContext,
  kernel,
  tensorAt,
  unsupported,
  wordAttr,
} from '../../kernel.js';
import { type AxisResize, mixAt, nearestCoordinate, originalCoordinate } from '../../spatial/coordinates.js';

function axesOf(context: KernelContext, shape: readonly number[], sizes: readonly number[]): AxisResize[] {
  const scales = intsAttr(context, 'scales', []);
  const roi = intsAttr(context, 'roi', []);
  const rank = shape.length;
  return shape.map((input, axis) => ({
    input,
    output: sizes[axis],
    scale: scales.length === rank ? scales[axis] : sizes[axis] / input,
    roi: roi.length === 2 * rank ? [roi[axis], roi[rank + axis]] : [0, 1],
  }));
}

/** Mixes along one axis. */
function alongAxis(
  values: ArrayLike<number>,
  shape: readonly number[],
  axis: number,
  resize: AxisResize,
  coordinates: Float64Array,
  options: Parameters<typeof mixAt>[2],
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

export const resize = kernel('resize', (context) => {
  const x = tensorAt(context, 0);
  const sizes = intsAttr(context, 'sizes');
  const axes = axesOf(context, x.shape, sizes);
  const mode = wordAttr(context, 'mode', 'nearest');
  const coordinateMode = wordAttr(context, 'coordinates', 'half_pixel');
  const at = axes.map((axis) =>
    Float64Array.from({ length: axis.output }, (_, i) => originalCoordinate(coordinateMode, i, axis)),
  );
  const crop = coordinateMode === 'tf_crop_and_resize';
  const fill = intAttr(context, 'extrapolation', 0);
  if (mode === 'nearest') return [nearest(context, x, axes, at, crop ? fill : undefined)];
  if (x.elem === 'string' || x.elem === 'bool') unsupported(context, `elements of type ${x.elem}`);
  const options = {
    mode,
    cubicCoeff: intAttr(context, 'cubic_coeff', -0.75),
    antialias: boolAttr(context, 'antialias'),
    excludeOutside: boolAttr(context, 'exclude_outside'),
  };
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
  return [sealNumbers(x.elem, sizes, result)];
});

function nearest(
  context: KernelContext,
  x: Tensor,
  axes: readonly AxisResize[],
  at: readonly Float64Array[],
  fill: number | undefined,
): Tensor {
  const mode = wordAttr(context, 'nearest', 'round_prefer_floor');
  const maps = axes.map((axis, i) =>
    Int32Array.from(at[i], (position) =>
      fill !== undefined && (position < 0 || position > axis.input - 1)
        ? -1
        : nearestCoordinate(mode, position, axis.input),
    ),
  );
  if (sizeOf(x.shape) === 0 || fill === undefined) return remap(x, maps);
  return remap(x, maps, fillTensor(x.elem, fill));
}

function fillTensor(elem: ElementType, value: number): Tensor {
  return tensorFromNumbers(elem, [], [isFloat(elem) ? value : Math.trunc(value)]);
}
