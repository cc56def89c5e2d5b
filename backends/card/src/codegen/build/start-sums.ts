// Where the sums of a convolution's tile begin: at the bias of their channel, or at zero.

import type { Dim } from '@afterglow/core';
import type { Place, ProgramBuilder } from './program-builder.js';

/** Fills `rows` × `cols` sums at `dst`. `start` holds one f32 a row. The larger of a number and itself is the number, −0 included. */
export function emitStart(
  b: ProgramBuilder,
  dst: Place,
  start: Place | undefined,
  size: { readonly rows: Dim; readonly cols: Dim; readonly stride: Dim },
): void {
  const { rows, cols, stride } = size;
  if (!start) {
    b.emit('vfill.f32', { dst }, { rows, cols, stride, value: 0 });
    return;
  }
  const scalars = { rows, cols, dst_stride: stride, a_stride: 4, b_stride: 4 };
  b.emit('v2.max.f32', { dst, a: start, b: start }, scalars, { a_broadcast: true, b_broadcast: true });
}
