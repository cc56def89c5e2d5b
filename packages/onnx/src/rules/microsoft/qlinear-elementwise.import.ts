// QLinear operators that work element by element.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { scalarOf } from '../quant/scales.js';
import { realsOf, storedAs } from './qlinear.js';

/** Two operands with their scales, then the scale of the result. */
function binary(op: 'add' | 'mul', n: NodeReader, b: ImportBuilder): Value {
  return storedAs(n, b, b.value(op, [realsOf(n, b, 0), realsOf(n, b, 3)]), 6, n.elem(0));
}

/** Both sides in the steps of the result; the condition picks stored numbers. */
function where(n: NodeReader, b: ImportBuilder): Value {
  const [x, y] = [1, 4].map((at) =>
    build.quantizeLinear(b, realsOf(n, b, at), scalarOf(n, b, 7), scalarOf(n, b, 8), { to: n.elem(8) }),
  );
  return b.value('where', [n.in(0), x, y]);
}

const rule = (op: string, body: (n: NodeReader, b: ImportBuilder) => Value) =>
  importRule('com.microsoft', op, { '1-': body });

export const qLinearElementwiseRules: readonly ImportRule[] = [
  rule('QLinearAdd', (n, b) => binary('add', n, b)),
  rule('QLinearMul', (n, b) => binary('mul', n, b)),
  rule('QLinearSigmoid', (n, b) => storedAs(n, b, build.sigmoid(b, realsOf(n, b, 0)), 3, n.elem(0))),
  rule('QLinearLeakyRelu', (n, b) => {
    const y = build.leakyRelu(b, realsOf(n, b, 0), { alpha: n.float('alpha') });
    return storedAs(n, b, y, 3, n.elem(0));
  }),
  rule('QLinearWhere', where),
];
