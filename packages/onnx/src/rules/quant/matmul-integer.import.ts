// MatMulInteger-10: the product of integers less their zero points, which belong to all of an operand, to rows of the left
// one or to columns of the right one.

import { build } from '@afterglow/ir';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import { alongColumns, alongRows, centered } from './scales.js';

function matMulInteger(domain: string, op: string, from: string): ImportRule {
  return importRule(domain, op, {
    [from]: (n, b) => {
      const left = centered(b, n.in(0), n.has(2) ? alongRows(n, b, 2) : undefined);
      const right = centered(b, n.in(1), n.has(3) ? alongColumns(n, b, 3) : undefined);
      return build.matmul(b, left, right);
    },
  });
}

export const matMulIntegerRules: readonly ImportRule[] = [
  matMulInteger('ai.onnx', 'MatMulInteger', '10-'),
  matMulInteger('com.microsoft', 'MatMulInteger16', '1-'),
];
