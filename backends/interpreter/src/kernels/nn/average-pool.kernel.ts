// AveragePool-22 and LpPool-22, any spatial rank. The average divides by the elements covered, or with count_include_pad
// by those inside the padded input. Lp: (Σ |x|^p)^(1/p); padding counts as zero.
// Exact: summed in double. Card: summed in f32 in window order, divided once.
// Bounds: windows hold offsets inside one spatial plane.

import { isFloat, math } from '@afterglow/core';
import { floatsOf, newFloats, sealFloats } from '../../data/elements.js';
import { sizeOf } from '../../data/shape.js';
import { boolAttr, intAttr, intsAttr, type KernelContext, kernel, tensorAt, unsupported } from '../../kernel.js';
import { windowAttrs } from '../../spatial/attrs.js';
import { forEachWindow } from '../../spatial/for-each-window.js';

interface Fold {
  readonly term: (x: number) => number;
  readonly finish: (sum: number, covered: number, padded: number) => number;
}

function pool(context: KernelContext, fold: Fold) {
  const x = tensorAt(context, 0);
  if (!isFloat(x.elem)) unsupported(context, `elements of type ${x.elem}`);
  const [batch, channels, ...spatial] = x.shape;
  const window = windowAttrs(context, spatial, intsAttr(context, 'kernel'));
  const shape = [batch, channels, ...window.output];
  const [plane, positions] = [sizeOf(spatial), sizeOf(window.output)];
  const values = floatsOf(x);
  const out = newFloats(x.elem, sizeOf(shape));
  const step = context.numerics === 'card' && x.elem !== 'f64' ? Math.fround : (v: number) => v;
  forEachWindow(window, (position, offsets, count, padded) => {
    for (let c = 0; c < batch * channels; c++) {
      let sum = 0;
      for (let i = 0; i < count; i++) sum = step(sum + step(fold.term(values[c * plane + offsets[i]])));
      out[c * positions + position] = step(fold.finish(sum, count, padded));
    }
  });
  return [sealFloats(x.elem, shape, out)];
}

export const averagePool = kernel('average_pool', (context) => {
  const withPads = boolAttr(context, 'count_include_pad');
  return pool(context, {
    term: (x) => x,
    // A window over nothing but padding has no elements to average.
    finish: (sum, covered, padded) => (covered === 0 ? 0 : sum / (withPads ? padded : covered)),
  });
});

export const lpPool = kernel('lp_pool', (context) => {
  const p = intAttr(context, 'p', 2);
  if (p === 1) return pool(context, { term: Math.abs, finish: (sum) => sum });
  if (p === 2) return pool(context, { term: (x) => x * x, finish: Math.sqrt });
  return pool(context, { term: (x) => math.pow(Math.abs(x), p), finish: (sum) => math.pow(sum, 1 / p) });
});
