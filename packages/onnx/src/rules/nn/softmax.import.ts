// Softmax and its kin. Up to opset 12 the operand counts as a matrix, split at the axis; since 13 only the axis counts.

import { dim } from '@afterglow/core';
import type { Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

function asMatrix(op: string, n: NodeReader, b: ImportBuilder): Value {
  const shape = n.shape(0);
  const axis = n.axis(n.int('axis'), shape.length);
  if (axis === shape.length - 1) return b.value(op, [n.in(0)], { axis });
  const matrix = b.reshape(n.in(0), [dim.product(shape.slice(0, axis)), dim.product(shape.slice(axis))]);
  return b.reshape(b.value(op, [matrix], { axis: 1 }), shape);
}

export const softmaxRules: readonly ImportRule[] = Object.entries({
  Softmax: 'softmax',
  LogSoftmax: 'log_softmax',
  Hardmax: 'hardmax',
}).map(([onnx, op]) =>
  importRule('ai.onnx', onnx, {
    '1-12': (n, b) => asMatrix(op, n, b),
    '13-': (n, b) => b.value(op, [n.in(0)], { axis: n.axis(n.int('axis'), n.rank(0)) }),
  }),
);
