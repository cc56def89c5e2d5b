// Derivatives of convolution.

import { type Dim, dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { Derivatives, Step } from '../derivative.js';

interface Window {
  readonly strides: readonly number[];
  readonly pads: readonly number[];
  readonly dilations: readonly number[];
  readonly groups: number;
}

function windowOf(s: Step): Window {
  const { groups } = s.node.attrs;
  return {
    strides: s.ints('strides'),
    pads: s.ints('pads'),
    dilations: s.ints('dilations'),
    groups: typeof groups === 'number' ? groups : 1,
  };
}

/** Each element of dy goes back to the window that it came from. */
function byImage(s: Step): Value | undefined {
  const window = windowOf(s);
  const [image, kernel, sizes] = [s.x(0), s.x(1), s.y].map((value) => s.shape(value).slice(2)) as [Dim[], Dim[], Dim[]];
  const rank = image.length;
  // What the windows left over at the end of each axis.
  const left = image.map((size, i) => {
    const { strides, dilations, pads } = window;
    const [stride = 1, dilation = 1, begin = 0, end = 0] = [strides[i], dilations[i], pads[i], pads[i + rank]];
    const reach = dim.add(dim.mul(dim.sub(kernel[i] ?? 1, 1), dilation), 1);
    const covered = dim.add(dim.mul(dim.sub(sizes[i] ?? 1, 1), stride), reach);
    return dim.sub(dim.add(size, begin + end), covered);
  });
  const padding = left.filter((size): size is number => typeof size === 'number');
  if (padding.length < rank) return undefined;
  return build.convTranspose(s.b, s.dy, s.x(1), undefined, { ...window, output_padding: padding });
}

/**
 * Each weight meets the elements that it was multiplied with: a convolution of the image by dy, in which strides and
 * dilations change places, and the batch is what is summed over. Groups stay apart: `[N, g·i]` becomes `[i, g·N]`.
 */
function byKernel(s: Step): Value | undefined {
  const { strides, pads, dilations, groups } = windowOf(s);
  const [n = 1, channels = 1, ...image] = s.shape(s.x(0));
  const [, outputs = 1, ...sizes] = s.shape(s.dy);
  const [, , ...kernel] = s.shape(s.x(1));
  if (typeof channels !== 'number' || typeof outputs !== 'number' || kernel.some((size) => typeof size !== 'number')) {
    return undefined;
  }
  const spatial = image.map((_, i) => i + 3);
  const [inner, outer] = [channels / groups, outputs / groups];
  const x = build.transpose(s.b, s.b.reshape(s.x(0), [n, groups, inner, ...image]), { perm: [2, 1, 0, ...spatial] });
  const dy = build.transpose(s.b, s.b.reshape(s.dy, [n, groups, outer, ...sizes]), { perm: [1, 2, 0, ...spatial] });
  const batched = s.b.reshape(x, [inner, dim.mul(n, groups), ...image]);
  const weight = s.b.reshape(dy, [outputs, n, ...sizes]);
  const window = { strides: dilations, dilations: strides, pads, groups };
  const all = build.conv(s.b, batched, weight, undefined, undefined, window);
  const axes = kernel.map((_, i) => i + 2);
  // Rows that windows did not reach give entries beyond the kernel.
  const own = build.slice(s.b, all, { axes, starts: axes.map(() => 0), ends: kernel, steps: axes.map(() => 1) });
  return build.transpose(s.b, own, { perm: [1, 0, ...axes] });
}

export const convDerivatives: Derivatives = {
  conv: (s) => {
    if ((s.node.attrs['act'] !== undefined && s.node.attrs['act'] !== 'none') || s.node.operands[3]) return [];
    const axes = s.shape(s.dy).flatMap((_, axis) => (axis === 1 ? [] : [axis]));
    return [() => byImage(s), () => byKernel(s), () => build.reduceSum(s.b, s.dy, { axes, keepdims: false })];
  },
};
