// Reductions along axes; the axes are an operand in ONNX.

import { exportRule } from '../../export-rule.js';
import { onNumbers } from '../../quantized.js';
import { isNarrow, widened } from '../../widened.js';

const REDUCTIONS: Readonly<Record<string, string>> = {
  reduce_l1: 'ReduceL1',
  reduce_l2: 'ReduceL2',
  reduce_log_sum: 'ReduceLogSum',
  reduce_log_sum_exp: 'ReduceLogSumExp',
  reduce_max: 'ReduceMax',
  reduce_mean: 'ReduceMean',
  reduce_min: 'ReduceMin',
  reduce_prod: 'ReduceProd',
  reduce_sum: 'ReduceSum',
  reduce_sum_square: 'ReduceSumSquare',
};

export const reduceRules = Object.entries(REDUCTIONS).map(([op, onnx]) =>
  exportRule(
    op,
    (n, e) => {
      const axes = n.ints('axes');
      const write = (x: string) =>
        e.op(onnx, [x, axes.length > 0 ? e.ints(axes) : ''], { keepdims: Number(n.flag('keepdims')) });
      return n.isQuantized ? onNumbers(n, e, write) : widened(n, e, ([x = '']) => write(x), 'short');
    },
    (n) => !n.isQuantized && !isNarrow(n, 'short'),
  ),
);

export const argReduceRules = [
  ['arg_max', 'ArgMax'],
  ['arg_min', 'ArgMin'],
].map(([op = '', onnx = '']) =>
  exportRule(
    op,
    (n, e) =>
      widened(n, e, (inputs) =>
        e.op(onnx, inputs, {
          axis: n.int('axis'),
          keepdims: Number(n.flag('keepdims')),
          select_last_index: Number(n.flag('select_last_index')),
        }),
      ),
    (n) => !isNarrow(n),
  ),
);
