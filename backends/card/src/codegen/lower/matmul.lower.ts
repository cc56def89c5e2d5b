// matmul with NumPy's rules: batch axes broadcast, a 1-D operand is a row (left) or a column (right). Batch axes become loops,
// except those that merge with the rows because the right operand does not depend on them.

import { type Dim, dim } from '@afterglow/core';
import { activationOf } from '../build/activation.js';
import { axesOf, broadcastStrides, collapse, packedStrides } from '../build/axes.js';
import { input, type Lowering, output, vectorType } from '../build/context.js';
import { emitGemm, type Matrix, planGemm } from '../build/gemm.js';
import { emitLoops } from '../build/move.js';
import { type Place, placeAt } from '../build/program-builder.js';
import { shareAxes, shareGemm } from '../build/share.js';

export const lowerMatmul: Lowering = (context, instr) => {
  const [a, b, y] = [input(instr, 0), input(instr, 1), output(instr)];
  const { elemBytes } = a;
  const vectorLeft = a.shape.length === 1;
  const vectorRight = b.shape.length === 1;
  const aShape = vectorLeft ? [1, ...a.shape] : a.shape;
  const bShape = vectorRight ? [...b.shape, 1] : b.shape;
  const [m = 1, k = 1] = aShape.slice(-2);
  const [n = 1] = bShape.slice(-1);
  const batch: readonly Dim[] = y.shape.slice(0, y.shape.length - (vectorLeft ? 0 : 1) - (vectorRight ? 0 : 1));
  const batchStrides = (shape: readonly Dim[], matrix: Dim) =>
    broadcastStrides(shape.slice(0, -2), batch, 1).map((stride) => dim.mul(stride, dim.mul(matrix, elemBytes)));
  const strides = [
    batchStrides(aShape, dim.mul(m, k)),
    batchStrides(bShape, dim.mul(k, n)),
    packedStrides(batch, elemBytes).map((stride) => dim.mul(stride, dim.mul(m, n))),
    ...(context.epilogue?.operands ?? []).map(({ strides: all }) => all.slice(0, batch.length)),
  ];
  const finish = context.epilogue && {
    places: context.epilogue.at([]),
    rows: vectorLeft ? context.epilogue.operands.map(() => 0) : context.epilogue.along(batch.length),
    cols: context.epilogue.along(vectorRight ? y.shape.length : y.shape.length - 1),
  };
  const rows = { size: m, strides: [dim.mul(k, elemBytes), 0, dim.mul(n, elemBytes), ...(finish?.rows ?? [])] };
  const outer = collapse(axesOf(batch, strides));
  const last = outer.at(-1);
  const joined = last && m !== 1 ? collapse([last, rows]) : [];
  const merged = joined.length === 1 ? joined[0] : undefined;
  if (merged) outer.pop();
  const act = activationOf(instr.attrs['act']);
  // Rows are matrices where there are several.
  const places = [a.place, b.place, y.place, ...(finish?.places ?? [])];
  const byRows = context.split === 'rows' && outer.length > 0;
  const shared = byRows ? shareAxes(context, outer, places) : { axes: outer, places };
  const gemm = shareGemm(byRows ? { ...context, split: undefined } : context, {
    type: vectorType(a.elem),
    m: merged?.size ?? m,
    ...{ n, k, act },
    a: { ...a, rowStride: dim.mul(k, elemBytes) },
    // A single column is also a single row of the transposed operand, which loads in one run.
    b: { ...b, rowStride: dim.mul(n === 1 ? k : n, elemBytes) },
    bTransposed: n === 1,
    out: { ...y, rowStride: dim.mul(n, elemBytes) },
    finish,
  });
  const plan = planGemm(context, gemm, act);
  emitLoops(context.b, shared.axes, shared.places, ([pa, pb, py, ...others]) => {
    if (!pa || !pb || !py) return;
    const moved = <M extends Matrix>(matrix: M, whole: Place, to: Place): M => {
      return { ...matrix, place: placeAt(to, dim.sub(matrix.place.offset, whole.offset)) };
    };
    const at = {
      a: moved(gemm.a, a.place, pa),
      b: moved(gemm.b, b.place, pb),
      out: moved(gemm.out, y.place, py),
      finish: gemm.finish && {
        ...gemm.finish,
        places: others.map((to, i) => {
          const [part, whole] = [gemm.finish?.places[i], finish?.places[i]];
          return part && whole ? placeAt(to, dim.sub(part.offset, whole.offset)) : to;
        }),
      },
    };
    emitGemm(context, { ...gemm, ...at }, plan);
  });
};
