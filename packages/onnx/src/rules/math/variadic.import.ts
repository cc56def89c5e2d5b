// Element-wise operators of any number of operands: folded from the left.

import type { Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

function fold(op: string, n: NodeReader, b: ImportBuilder): Value {
  return n.all().reduce((left, right) => b.value(op, [left, right]));
}

export const variadicRules: readonly ImportRule[] = [
  importRule('ai.onnx', 'Sum', { '1-': (n, b) => fold('add', n, b) }),
  importRule('ai.onnx', 'Max', { '1-': (n, b) => fold('maximum', n, b) }),
  importRule('ai.onnx', 'Min', { '1-': (n, b) => fold('minimum', n, b) }),
  importRule('ai.onnx', 'Mean', {
    '1-': (n, b) => {
      const sum = fold('add', n, b);
      return n.inputCount === 1 ? sum : b.value('div', [sum, b.scalar(n.elem(0), n.inputCount)]);
    },
  }),
];
