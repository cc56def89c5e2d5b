// Pad-25: constant, edge, reflect (without repeating the edge) and wrap. Negative pads crop, before anything is repeated.
// Bounds: maps hold −1 or a coordinate in [0, size).

import { remap } from '../../data/remap.js';
import { axisOf } from '../../data/shape.js';
import {
  badOperand,
  intsAttr,
  type KernelContext,
  kernel,
  optionalTensorAt,
  tensorAt,
  wordAttr,
} from '../../kernel.js';

function reflect(i: number, size: number): number {
  if (size === 1) return 0;
  const period = 2 * (size - 1);
  const phase = ((i % period) + period) % period;
  return phase < size ? phase : period - phase;
}

const modes: Readonly<Record<string, (i: number, size: number) => number>> = {
  constant: (i, size) => (i < 0 || i >= size ? -1 : i),
  edge: (i, size) => Math.min(Math.max(i, 0), size - 1),
  reflect,
  wrap: (i, size) => ((i % size) + size) % size,
};

function axisMap(context: KernelContext, mode: string, size: number, begin: number, end: number): Int32Array {
  const padded = size + begin + end;
  if (padded < 0) badOperand(context, `pads ${begin} and ${end} cut more than the ${size} elements there are`);
  if (mode === 'constant') return Int32Array.from({ length: padded }, (_, i) => modes[mode](i - begin, size));
  const cut = Math.max(0, -begin);
  const kept = size - cut - Math.max(0, -end);
  if (kept <= 0 && padded > 0) badOperand(context, `mode ${mode} has no element to repeat`);
  return Int32Array.from({ length: padded }, (_, i) => cut + modes[mode](i - Math.max(0, begin), kept));
}

export const pad = kernel('pad', (context) => {
  const x = tensorAt(context, 0);
  const rank = x.shape.length;
  const pads = intsAttr(context, 'pads');
  const listed = intsAttr(
    context,
    'axes',
    Array.from({ length: pads.length / 2 }, (_, i) => i),
  );
  const axes = listed.map((axis) => axisOf(axis, rank));
  const mode = wordAttr(context, 'mode', 'constant');
  const maps = x.shape.map((size, axis) => {
    const k = axes.indexOf(axis);
    return k < 0 ? axisMap(context, mode, size, 0, 0) : axisMap(context, mode, size, pads[k], pads[axes.length + k]);
  });
  return [remap(x, maps, optionalTensorAt(context, 1))];
});
