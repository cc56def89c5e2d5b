// RMSNormalization-23: x / √(mean(x²) + ε) · scale over the last axes. Computed in double, rounded once.
// Bounds: the scale broadcasts to x; runs of `length` elements tile x.

import { floatsOf, newFloats, sealFloats } from '../../data/elements.js';
import { forEachRow } from '../../data/rows.js';
import { axisOf, broadcastStrides, sizeOf } from '../../data/shape.js';
import { intAttr, kernel, tensorAt } from '../../kernel.js';

export const rmsNorm = kernel('rms_norm', (context) => {
  const [x, scale] = [tensorAt(context, 0), tensorAt(context, 1)];
  const length = sizeOf(x.shape.slice(axisOf(intAttr(context, 'axis', -1), x.shape.length)));
  const epsilon = intAttr(context, 'epsilon', 1e-5);
  const [values, factors] = [floatsOf(x), floatsOf(scale)];
  const normal = new Float64Array(values.length);
  for (let at = 0; at < values.length; at += length) {
    let squares = 0;
    for (let i = at; i < at + length; i++) squares += values[i] * values[i];
    const root = Math.sqrt(squares / length + epsilon);
    for (let i = at; i < at + length; i++) normal[i] = values[i] / root;
  }
  const out = newFloats(scale.elem, values.length);
  forEachRow(x.shape, [broadcastStrides(scale.shape, x.shape)], (at, count, [from], [step]) => {
    for (let i = 0; i < count; i++) out[at + i] = normal[at + i] * factors[from + i * step];
  });
  return [sealFloats(scale.elem, x.shape, out)];
});
