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

function checkedScales(n: NodeReader, scales: readonly number[]): readonly number[] {
  const bad = scales.find((scale) => !(scale > 0) || !Number.isFinite(scale) || scale > 2 ** 20 || scale < 2 ** -20);
  return bad === undefined ? scales : n.invalid(`a scale is ${bad}`);
}

/** Spreads values given for some axes over all of them. */
function spread<T>(n: NodeReader, values: readonly T[], axes: readonly number[] | undefined, other: readonly T[]): T[] {
  const list = axes ?? other.map((_, axis) => axis);
  if (values.length !== list.length) n.invalid(`${values.length} sizes or scales for ${list.length} axes`);
  const result = [...other];
  list.forEach((axis, i) => {
    const value = values[i];
    if (value !== undefined) result[axis] = value;
  });
  return result;
}

/** Opset 10 and Upsample: samples at x / scale, the left neighbour for `nearest`. */
function resizeAsymmetric(n: NodeReader, b: ImportBuilder, scales: readonly number[]): Value {
  const shape = n.shape(0);
  if (scales.length !== shape.length) n.invalid(`${scales.length} scales for ${shape.length} axes`);
  checkedScales(n, scales);
  const mode = n.word('mode', { nearest: 'nearest', linear: 'linear', bilinear: 'linear' } as const);
  const sizes = shape.map((size, axis) => scaledSize(size, scales[axis] ?? 1));
  return build.resize(b, n.in(0), { scales, sizes, mode, coordinates: 'asymmetric', nearest: 'floor' });
}

/** The aspect ratio kept: one scale for all axes, the smallest or the largest that is asked for. */
function keptRatio(n: NodeReader, sizes: readonly Dim[], axes: readonly number[] | undefined): readonly Dim[] {
  const policy = n.version >= 18 ? n.string('keep_aspect_ratio_policy') : 'stretch';
  if (policy === 'stretch') return sizes;
  if (policy !== 'not_larger' && policy !== 'not_smaller') n.unsupported(`keep_aspect_ratio_policy="${policy}"`);
  const list = axes ?? sizes.map((_, axis) => axis);
  const ratios = list.map((axis) => {
    const [to, from] = [sizes[axis], n.shape(0)[axis]];
    if (typeof to !== 'number' || typeof from !== 'number') n.unsupported(`keep_aspect_ratio_policy and unknown sizes`);
    return to / from;
  });
  const scale = policy === 'not_larger' ? Math.min(...ratios) : Math.max(...ratios);
  return sizes.map((size, axis) => {
    const from = n.shape(0)[axis];
    return list.includes(axis) && typeof from === 'number' ? Math.round(scale * from) : size;
  });
}

function resize(n: NodeReader, b: ImportBuilder): Value {
  const shape = n.shape(0);
  const rank = shape.length;
  const given = n.version >= 18 ? n.maybeInts('axes') : undefined;
  const axes = given && n.axes(given, rank);
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
    ...(coordinates === 'tf_crop_and_resize' ? { roi: regionOf(n, rank, axes) } : {}),
  };
  const hasScales = n.has(2) && n.shape(2)[0] !== 0;
  if (hasScales === n.has(3)) n.invalid('exactly one of scales and sizes must be there');
  if (hasScales) {
    const ones = shape.map(() => 1);
    const scales = checkedScales(n, spread(n, n.numbers(2, 'scales'), axes, ones));
    const region = 'roi' in attrs ? attrs.roi : undefined;
    // The region that is cropped counts into the size.
    const sizes = shape.map((size, axis) => {
      const [from = 0, to = 1] = [region?.[axis], region?.[axis + rank]];
      return scaledSize(size, Math.fround((scales[axis] ?? 1) * (region ? to - from : 1)));
    });
    return build.resize(b, n.in(0), { ...attrs, scales, sizes });
  }
  const wanted = n.dims(3) ?? n.unsupported('sizes that are computed from data');
  const sizes = keptRatio(n, spread(n, wanted, axes, shape), axes);
  return build.resize(b, n.in(0), { ...attrs, sizes });
}

/** The region for `tf_crop_and_resize`: starts, then ends, of every axis. */
function regionOf(n: NodeReader, rank: number, axes: readonly number[] | undefined): readonly number[] {
  const region = n.numbers(1, 'regions');
  const half = region.length / 2;
  const starts = spread(
    n,
    region.slice(0, half),
    axes,
    Array.from({ length: rank }, () => 0),
  );
  return [
    ...starts,
    ...spread(
      n,
      region.slice(half),
      axes,
      Array.from({ length: rank }, () => 1),
    ),
  ];
}

/** ONNX Resize: by scales alone in opset 10; by scales or sizes, with a choice of coordinates, since 11. */
export const resizeRule = importRule('ai.onnx', 'Resize', {
  '10': (n, b) => resizeAsymmetric(n, b, n.numbers(1, 'scales')),
  '11-': resize,
});

/** ONNX Upsample: scales were attributes up to opset 8. */
export const upsample = importRule('ai.onnx', 'Upsample', {
  '1-6': (n, b) => resizeAsymmetric(n, b, [1, 1, n.float('height_scale'), n.float('width_scale')]),
  '7-8': (n, b) => resizeAsymmetric(n, b, n.maybeFloats('scales') ?? n.invalid('it has no scales')),
  '9': (n, b) => resizeAsymmetric(n, b, n.numbers(1, 'scales')),
});
