// fully_connected: x […M, K] times weight [N, K] transposed, plus bias [N], then an activation. All axes of x but the last are the
// rows of one matrix. The weight's rows are what the matrix unit wants for its transposed operand, so nothing is rearranged.

import { type Dim, dim, invariant } from '@afterglow/core';
import { activationOf } from '../build/activation.js';
import { type Axis, collapse } from '../build/axes.js';
import { type GenericInstr, input, type Lowering, output, vectorType } from '../build/context.js';
import type { Epilogue } from '../build/epilogue.js';
import { emitGemm, type GemmFinish, planGemm } from '../build/gemm.js';
import type { LoopOperand } from '../build/pointwise.js';
import { shareGemm } from '../build/share.js';

export const lowerFullyConnected: Lowering = (context, instr) => {
  const [x, weight, bias] = [input(instr, 0), input(instr, 1), instr.ins[2]];
  const y = output(instr);
  const [n = 1, k = 1] = weight.shape;
  const m = dim.product(x.shape.slice(0, -1));
  const act = activationOf(instr.attrs['act']);
  const rowBytes = dim.mul(k, x.elemBytes);
  const gemm = shareGemm(context, {
    type: vectorType(x.elem),
    ...{ m, n, k, act },
    a: { ...x, rowStride: rowBytes },
    b: { ...weight, rowStride: rowBytes },
    bTransposed: true,
    bias: bias && { ...bias, type: vectorType(bias.elem) },
    out: { ...y, rowStride: dim.mul(n, y.elemBytes) },
    finish: context.epilogue && finishOf(context.epilogue, y.shape),
  });
  emitGemm(context, gemm, planGemm(context, gemm, act));
};

/** All axes but the last are the rows, where every operand moves evenly along them. */
function rowsOf(operands: readonly LoopOperand[], shape: readonly Dim[]): Axis | undefined {
  const leading = shape.slice(0, -1).map((size, axis): Axis => {
    return { size, strides: operands.map(({ strides }) => strides[axis] ?? 0) };
  });
  const [rows = { size: 1, strides: [] }, ...more] = collapse(leading);
  return more.length === 0 ? rows : undefined;
}

function finishOf(epilogue: Epilogue, shape: readonly Dim[]): GemmFinish {
  const rows = rowsOf(epilogue.operands, shape);
  invariant(rows, 'what does not follow the rows was not joined');
  return { places: epilogue.at([]), rows: rows.strides, cols: epilogue.along(shape.length - 1) };
}

/** Whether operands of an epilogue follow the rows of the result. */
export function followsRows(operands: readonly LoopOperand[], instr: GenericInstr): boolean {
  return rowsOf(operands, output(instr).shape) !== undefined;
}
