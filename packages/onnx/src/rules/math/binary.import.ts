// Element-wise operators of two operands. Up to opset 6 broadcasting had to be asked for and could be aligned at an axis;
// since opset 7 it is NumPy's.

import type { Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** ONNX operator → our op. */
const BINARY: Readonly<Record<string, string>> = {
  Add: 'add',
  And: 'logical_and',
  BitwiseAnd: 'bitwise_and',
  BitwiseOr: 'bitwise_or',
  BitwiseXor: 'bitwise_xor',
  Div: 'div',
  Equal: 'equal',
  Greater: 'greater',
  GreaterOrEqual: 'greater_equal',
  Less: 'less',
  LessOrEqual: 'less_equal',
  Mul: 'mul',
  Or: 'logical_or',
  Pow: 'pow',
  Sub: 'sub',
  Xor: 'logical_xor',
};

/** The second operand with axes of size 1 behind its own, so that NumPy's rule aligns it at `axis`. */
function aligned(n: NodeReader, b: ImportBuilder): Value {
  const right = n.in(1);
  const axis = n.maybeInt('axis');
  if (!n.flag('broadcast') || axis === undefined) return right;
  const behind = n.rank(0) - n.axis(axis, n.rank(0)) - n.rank(1);
  if (behind < 0) n.invalid(`operand 1 does not fit at axis ${axis}`);
  if (behind === 0) return right;
  const axes = Array.from({ length: behind }, (_, i) => n.rank(1) + i);
  return b.value('unsqueeze', [right], { axes });
}

export const binaryRules: readonly ImportRule[] = Object.entries(BINARY).map(([onnx, op]) =>
  importRule('ai.onnx', onnx, {
    '1-6': (n, b) => b.value(op, [n.in(0), aligned(n, b)]),
    '7-': (n, b) => b.value(op, [n.in(0), n.in(1)]),
  }),
);
