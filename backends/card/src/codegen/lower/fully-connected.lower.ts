// fully_connected: x […M, K] times weight [N, K] transposed, plus bias [N], then an activation. All axes of x but the last are the
// rows of one matrix. The weight's rows are what the matrix unit wants for its transposed operand, so nothing is rearranged.

import { dim } from '@afterglow/core';
import { activationOf } from '../build/activation.js';
import { input, type Lowering, output, vectorType } from '../build/context.js';
import { emitGemm, planGemm } from '../build/gemm.js';
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
  });
  emitGemm(context, gemm, planGemm(context, gemm, act));
};
