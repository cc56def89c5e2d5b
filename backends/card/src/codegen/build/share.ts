// An engine's part of work over several axes, or of a matrix product: sizes become those of the part, operands start where it does.

import { dim } from '@afterglow/core';
import type { Axis } from './axes.js';
import { type LowerContext, shareOf } from './context.js';
import type { Gemm } from './gemm.js';
import { type Place, placeAt } from './program-builder.js';

export interface SharedAxes {
  readonly axes: readonly Axis[];
  readonly places: readonly Place[];
}

/** Cuts the outermost axis that is long enough for all engines, else the longest, where the work is split by rows. */
export function shareAxes(context: LowerContext, axes: readonly Axis[], places: readonly Place[]): SharedAxes {
  const { b, split } = context;
  if (split !== 'rows') return { axes, places };
  // A single element is the first engine's.
  if (axes.length === 0) return { axes: [{ size: b.share(1).size, strides: places.map(() => 0) }], places };
  const bounds = axes.map(({ size }) => b.bound(size));
  const enough = bounds.findIndex((bound) => bound >= b.engines);
  const at = enough >= 0 ? enough : bounds.indexOf(Math.max(...bounds));
  const axis = axes[at];
  if (!axis) return { axes, places };
  const { start, size } = b.share(axis.size);
  return {
    axes: axes.map((other, i) => (i === at ? { ...axis, size } : other)),
    places: places.map((place, i) => placeAt(place, dim.mul(start, axis.strides[i] ?? 0))),
  };
}

/** An engine's rows or columns of a matrix product. */
export function shareGemm(context: LowerContext, gemm: Gemm): Gemm {
  const elemBytes = gemm.type === 'f16' ? 2 : 4;
  const rows = shareOf(context, 'rows', gemm.m);
  const columns = shareOf(context, 'columns', gemm.n);
  const { a, b, bias, out, finish } = gemm;
  const column = dim.mul(columns.start, elemBytes);
  const right = gemm.bTransposed ? dim.mul(columns.start, b.rowStride) : column;
  const biasBytes = bias?.type === 'f16' ? 2 : 4;
  return {
    ...gemm,
    m: rows.size,
    n: columns.size,
    a: { ...a, place: placeAt(a.place, dim.mul(rows.start, a.rowStride)) },
    b: { ...b, place: placeAt(b.place, right) },
    bias: bias && { ...bias, place: placeAt(bias.place, dim.mul(columns.start, biasBytes)) },
    out: { ...out, place: placeAt(out.place, dim.add(dim.mul(rows.start, out.rowStride), column)) },
    finish: finish && {
      ...finish,
      places: finish.places.map((place, i) => {
        const down = dim.mul(rows.start, finish.rows[i] ?? 0);
        return placeAt(place, dim.add(down, dim.mul(columns.start, finish.cols[i] ?? 0)));
      }),
    },
  };
}
