// MatMulInteger-10: the product of integers less their zero points, which belong to all of an operand, to rows of the left
// one or to columns of the right one.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { alongColumns, alongRows, centered } from './scales.js';

function product(n: NodeReader, b: ImportBuilder): Value {
  const left = centered(b, n.in(0), n.has(2) ? alongRows(n, b, 2, n.in(0)) : undefined);
  const right = centered(b, n.in(1), n.has(3) ? alongColumns(n, b, 3, n.in(1)) : undefined);
  return build.matmul(b, left, right);
}

export const matMulIntegerRules: readonly ImportRule[] = [
  importRule('ai.onnx', 'MatMulInteger', { '10-': product }),
  importRule('com.microsoft', 'MatMulInteger16', {
    // Sums of unsigned products are unsigned; modulo 2^32 they are the signed ones.
    '1-': (n, b) => (n.elem(0) === 'u16' && n.elem(1) === 'u16' ? b.cast(product(n, b), 'u32') : product(n, b)),
  }),
];
