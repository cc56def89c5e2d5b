// Softmax and its kin. Up to opset 12 the operand counts as a matrix, split at the axis; since 13 only the axis counts.

import { type ImportRule, importRule } from '../../import/import-rule.js';
import { softmaxOfMatrix } from './softmax-of-matrix.js';

export const softmaxRules: readonly ImportRule[] = Object.entries({
  Softmax: 'softmax',
  LogSoftmax: 'log_softmax',
  Hardmax: 'hardmax',
}).map(([onnx, op]) =>
  importRule('ai.onnx', onnx, {
    '1-12': (n, b) => softmaxOfMatrix(op, n.in(0), n.shape(0), n.axis(n.int('axis'), n.rank(0)), b),
    '13-': (n, b) => b.value(op, [n.in(0)], { axis: n.axis(n.int('axis'), n.rank(0)) }),
  }),
);
