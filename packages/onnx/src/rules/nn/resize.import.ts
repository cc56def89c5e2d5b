import { type Dim, dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

const MODES = { nearest: 'nearest', linear: 'linear', cubic: 'cubic' } as const;
const COORDINATES = {
  half_pixel: 'half_pixel',
  pytorch_half_pixel: 'pytorch_half_pixel',
  align_corners: 'align_corners',
  asymmetric: 'asymmetric',
  tf_crop_and_resize: 'tf_crop_and_resize',
} as const;
const NEAREST = {
  round_prefer_floor: 'round_prefer_floor',
  round_prefer_ceil: 'round_prefer_ceil',
  floor: 'floor',
  ceil: 'ceil',
} as const;

/** floor(size · scale), exactly: a float32 is a whole number over a power of two. */
function scaledSize(size: Dim, scale: number): Dim {
  let [numerator, denominator] = [scale, 1];
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    denominator *= 2;
  }
  return dim.floorDiv(dim.mul(size, numerator), denominator);
}

const POLICIES = { stretch: 'stretch', not_larger: 'not_larger', not_smaller: 'not_smaller' } as const;

function checkedScales(n: NodeReader, scales: readonly number[]): readonly number[] {
  const bad = scales.find((scale) => !(scale > 0) || !Number.isFinite(scale) || scale > 2 ** 20 || scale < 2 ** -20);
  return bad === undefined ? scales : n.invalid(`a scale is ${bad}`);
}

/** Spreads values given for some axes over all of them. */
function spread<T>(n: NodeReader, values: readonly T[], axes: readonly number[], other: readonly T[]): T[] {
  if (values.length !== axes.length) n.invalid(`${values.length} sizes or scales for ${axes.length} axes`);
  const result = [...other];
  axes.forEach((axis, i) => {
    const value = values[i];
    if (value !== undefined) result[axis] = value;
  });
  return result;
}

/** Opset 10 and Upsample: samples at x / scale, the left neighbour for `nearest`. */
function resizeAsymmetric(n: NodeReader, b: ImportBuilder, given: readonly number[] | number): Value {
  const shape = n.shape(0);
  const mode = n.word('mode', { nearest: 'nearest', linear: 'linear', bilinear: 'linear' } as const);
  const attrs = { mode, coordinates: 'asymmetric', nearest: 'floor' } as const;
  const scales = typeof given === 'number' ? n.maybeNumbers(given) : given;
  if (!scales) {
    const axes = shape.map((_, axis) => axis);
    return build.dynamicResize(b, n.in(0), undefined, n.in(1), undefined, { ...attrs, axes });
  }
  if (scales.length !== shape.length) n.invalid(`${scales.length} scales for ${shape.length} axes`);
  checkedScales(n, scales);
  const sizes = shape.map((size, axis) => scaledSize(size, scales[axis] ?? 1));
  return build.resize(b, n.in(0), { ...attrs, scales, sizes });
}

interface Target {
  readonly sizes: readonly Dim[];
  /** None: the ratios of the sizes. */
  readonly scales: readonly number[];
}

/** The aspect ratio kept: one scale for all axes, the smallest or the largest that is asked for. */
function keptRatio(
  n: NodeReader,
  policy: 'not_larger' | 'not_smaller',
  sizes: readonly Dim[],
  axes: readonly number[],
): Target | undefined {
  const from = n.shape(0);
  const ratios = axes.map((axis) => {
    const [to, size] = [sizes[axis], from[axis]];
    return typeof to === 'number' && typeof size === 'number' ? to / size : Number.NaN;
  });
  const scale = policy === 'not_larger' ? Math.min(...ratios) : Math.max(...ratios);
  if (Number.isNaN(scale)) return undefined;
  return {
    // Halves are rounded up.
    sizes: from.map((size, axis) => (axes.includes(axis) ? Math.floor(scale * Number(size) + 0.5) : size)),
    scales: from.map((_, axis) => (axes.includes(axis) ? scale : 1)),
  };
}

/** Sizes and scales of all axes, where they are known before the model runs. */
function targetOf(
  n: NodeReader,
  axes: readonly number[],
  policy: keyof typeof POLICIES,
  region: readonly number[] | undefined,
): Target | undefined {
  const shape = n.shape(0);
  if (!hasScales(n)) {
    const wanted = n.dims(3);
    if (!wanted) return undefined;
    const negative = wanted.find((d) => typeof d === 'number' && d < 0);
    if (negative !== undefined) n.invalid(`a size is ${negative}`);
    const sizes = spread(n, wanted, axes, shape);
    return policy === 'stretch' ? { sizes, scales: [] } : keptRatio(n, policy, sizes, axes);
  }
  const given = n.maybeNumbers(2);
  if (!given) return undefined;
  const ones = shape.map(() => 1);
  const scales = checkedScales(n, spread(n, given, axes, ones));
  // The region that is cropped counts into the size.
  const sizes = shape.map((size, axis) => {
    const [from = 0, to = 1] = [region?.[axis], region?.[axis + shape.length]];
    return scaledSize(size, Math.fround((scales[axis] ?? 1) * (region ? to - from : 1)));
  });
  return { sizes, scales };
}

/** An empty list of scales stands for none: operands could not be left out at first. One of open length does, beside sizes. */
function hasScales(n: NodeReader): boolean {
  if (!n.has(2) || n.shape(2)[0] === 0) return false;
  return typeof n.shape(2)[0] === 'number' || !hasSizes(n);
}

function hasSizes(n: NodeReader): boolean {
  return n.has(3) && n.shape(3)[0] !== 0;
}

function resize(n: NodeReader, b: ImportBuilder): Value {
  const rank = n.rank(0);
  const given = n.version >= 18 ? n.maybeInts('axes') : undefined;
  const axes = n.axes(given ?? Array.from({ length: rank }, (_, axis) => axis), rank);
  const coordinates = n.word(
    'coordinate_transformation_mode',
    n.version >= 19 ? { ...COORDINATES, half_pixel_symmetric: 'half_pixel_symmetric' as const } : COORDINATES,
  );
  const attrs = {
    mode: n.word('mode', MODES),
    coordinates,
    nearest: n.word('nearest_mode', NEAREST),
    cubic_coeff: n.float('cubic_coeff_a'),
    exclude_outside: n.flag('exclude_outside'),
    extrapolation: n.float('extrapolation_value'),
    antialias: n.maybeInt('antialias') === 1,
  };
  const policy = n.version >= 18 ? n.word('keep_aspect_ratio_policy', POLICIES) : 'stretch';
  if (hasScales(n) === hasSizes(n)) n.invalid('exactly one of scales and sizes must be there');
  const crops = coordinates === 'tf_crop_and_resize';
  if (crops && !n.has(1)) n.invalid('tf_crop_and_resize needs a region');
  const region = crops ? regionOf(n, rank, axes) : undefined;
  const target = crops && !region ? undefined : targetOf(n, axes, policy, region);
  if (target) return build.resize(b, n.in(0), { ...attrs, ...target, ...(region ? { roi: region } : {}) });
  const [scales, sizes] = hasScales(n) ? [n.in(2), undefined] : [undefined, n.in(3)];
  return build.dynamicResize(b, n.in(0), crops ? n.in(1) : undefined, scales, sizes, { ...attrs, axes, policy });
}

/** The region for `tf_crop_and_resize`, where it is known: starts, then ends, of every axis. */
function regionOf(n: NodeReader, rank: number, axes: readonly number[]): readonly number[] | undefined {
  const region = n.maybeNumbers(1);
  if (!region) return undefined;
  const half = region.length / 2;
  const all = (value: number) => Array.from({ length: rank }, () => value);
  return [...spread(n, region.slice(0, half), axes, all(0)), ...spread(n, region.slice(half), axes, all(1))];
}

/** ONNX Resize: by scales alone in opset 10; by scales or sizes, with a choice of coordinates, since 11. */
export const resizeRule = importRule('ai.onnx', 'Resize', {
  '10': (n, b) => resizeAsymmetric(n, b, 1),
  '11-': resize,
});

/** ONNX Upsample: scales were attributes up to opset 8. Deprecated, but defined as before, since 10. */
export const upsample = importRule('ai.onnx', 'Upsample', {
  '1-6': (n, b) => resizeAsymmetric(n, b, [1, 1, n.float('height_scale'), n.float('width_scale')]),
  '7-8': (n, b) => resizeAsymmetric(n, b, n.maybeFloats('scales') ?? n.invalid('it has no scales')),
  '9-': (n, b) => resizeAsymmetric(n, b, 1),
});
