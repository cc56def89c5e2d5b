// Cutting tensors up, putting them together, and padding them.

import { type Dim, dim } from '@afterglow/core';
import { exportMovement } from '../../export-rule.js';

/** Below every size: the end of a slice that runs backwards over the first element. */
const BEFORE_FIRST = -(2 ** 31);

export const concat = exportMovement('concat', (n, e) => e.op('Concat', n.all(), { axis: n.int('axis') }));

export const split = exportMovement('split', (n, e) =>
  e.ops('Split', [n.in(0), e.dims(n.dims('sizes'))], { axis: n.int('axis') }, n.resultCount),
);

/** ONNX Slice. Its bounds count from the back where negative, so that -1 as "before the first" is written from the back. */
export const slice = exportMovement('slice', (n, e) => {
  const [axes, steps, shape] = [n.ints('axes'), n.ints('steps'), n.shape(0)];
  const ends = n.dims('ends').map((end, i): Dim => {
    if ((steps[i] ?? 1) > 0) return end;
    if (typeof end === 'number') return end < 0 ? BEFORE_FIRST : end;
    const axis = axes[i] ?? 0;
    return dim.sub(end, shape[axis < 0 ? axis + shape.length : axis] ?? 0);
  });
  const bounds = [e.dims(n.dims('starts')), e.dims(ends)];
  return e.op('Slice', [n.in(0), ...bounds, e.ints(axes), e.ints(steps)]);
});

export const dynamicSlice = exportMovement('dynamic_slice', (n, e) => e.op('Slice', n.all()));

export const pad = exportMovement('pad', (n, e) =>
  e.op('Pad', [n.in(0), e.dims(n.dims('pads')), n.in(1), e.ints(n.ints('axes'))], { mode: n.word('mode') }),
);

export const trilu = exportMovement('trilu', (n, e) => e.op('Trilu', n.all(), { upper: Number(n.flag('upper')) }));
