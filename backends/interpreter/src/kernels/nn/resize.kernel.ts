// Resize-19: nearest, linear and cubic, any rank. `resize` knows the sizes; `dynamic_resize` takes region, scales or sizes as
// data, for some of the axes.

import { doublesOf, integersAsNumbers } from '../../data/elements.js';
import { axisOf } from '../../data/shape.js';
import {
  badOperand,
  boolAttr,
  intAttr,
  intsAttr,
  type KernelContext,
  kernel,
  optionalTensorAt,
  tensorAt,
  unsupported,
  wordAttr,
} from '../../kernel.js';
import type { AxisResize } from '../../spatial/coordinates.js';
import { type Resampling, resampled } from '../../spatial/resample.js';

function resamplingOf(context: KernelContext): Resampling {
  const { elem } = tensorAt(context, 0);
  const mode = wordAttr(context, 'mode', 'nearest');
  const moves = elem === 'string' || elem === 'bool';
  if (moves && mode !== 'nearest') unsupported(context, `a mix of elements of type ${elem}`);
  return {
    mode,
    coordinates: wordAttr(context, 'coordinates', 'half_pixel'),
    nearest: wordAttr(context, 'nearest', 'round_prefer_floor'),
    extrapolation: intAttr(context, 'extrapolation', 0),
    cubicCoeff: intAttr(context, 'cubic_coeff', -0.75),
    antialias: boolAttr(context, 'antialias'),
    excludeOutside: boolAttr(context, 'exclude_outside'),
  };
}

export const resize = kernel('resize', (context) => {
  const x = tensorAt(context, 0);
  const sizes = intsAttr(context, 'sizes');
  const [scales, roi] = [intsAttr(context, 'scales', []), intsAttr(context, 'roi', [])];
  const rank = x.shape.length;
  const axes = x.shape.map((input, axis) => ({
    input,
    output: sizes[axis],
    scale: scales.length === rank ? scales[axis] : sizes[axis] / input,
    roi: roi.length === 2 * rank ? ([roi[axis], roi[rank + axis]] as const) : ([0, 1] as const),
  }));
  return [resampled(x, axes, resamplingOf(context))];
});

/** The one scale by which no size (`not_larger`) or every size (`not_smaller`) is reached; sizes are rounded, halves up. */
function keptRatio(policy: string, axes: readonly AxisResize[]): AxisResize[] {
  const scales = axes.map(({ scale }) => scale);
  const scale = policy === 'not_larger' ? Math.min(...scales) : Math.max(...scales);
  return axes.map((axis) => ({ ...axis, scale, output: Math.floor(scale * axis.input + 0.5) }));
}

export const dynamicResize = kernel('dynamic_resize', (context) => {
  const x = tensorAt(context, 0);
  const listed = intsAttr(context, 'axes').map((axis) => axisOf(axis, x.shape.length));
  const [region, scales, sizes] = [1, 2, 3].map((index) => optionalTensorAt(context, index));
  const crop = wordAttr(context, 'coordinates', 'half_pixel') === 'tf_crop_and_resize';
  const ends = region && crop ? doublesOf(region) : undefined;
  const factors = scales && doublesOf(scales);
  const wanted = sizes && integersAsNumbers(sizes);
  const policy = wordAttr(context, 'policy', 'stretch');
  const resized = listed.map((axis, i): AxisResize => {
    const input = x.shape[axis];
    const roi = [ends?.[i] ?? 0, ends?.[listed.length + i] ?? 1] as const;
    if (wanted) return { input, output: wanted[i], scale: wanted[i] / input, roi };
    const scale = factors?.[i] ?? 1;
    // The region that is cropped counts into the size.
    return { input, output: Math.floor(input * Math.fround(scale * (roi[1] - roi[0]))), scale, roi };
  });
  const axes = x.shape.map((input): AxisResize => ({ input, output: input, scale: 1, roi: [0, 1] }));
  const kept = wanted && policy !== 'stretch' ? keptRatio(policy, resized) : resized;
  listed.forEach((axis, i) => {
    axes[axis] = kept[i];
  });
  const bad = axes.find(({ output, scale }) => !(output >= 0 && (scale > 0 || output === 0)));
  if (bad) badOperand(context, `a size of ${bad.input} scaled by ${bad.scale} to ${bad.output}`);
  return [resampled(x, axes, resamplingOf(context))];
});
