// ArgMax and ArgMin.

import { type ImportRule, importRule } from '../../import/import-rule.js';

export const argReduceRules: readonly ImportRule[] = Object.entries({ ArgMax: 'arg_max', ArgMin: 'arg_min' }).map(
  ([onnx, op]) =>
    importRule('ai.onnx', onnx, {
      '1-': (n, b) =>
        b.value(op, [n.in(0)], {
          axis: n.axis(n.int('axis'), n.rank(0)),
          keepdims: n.flag('keepdims'),
          // The attribute exists since opset 12; before, the first of equal elements counts.
          select_last_index: n.maybeInt('select_last_index') === 1,
        }),
    }),
);
