// Arithmetic on stored numbers, between the operators that read and store.

import type { Emitter } from '../../emitter.js';
import type { ExportNode } from '../../export-node.js';
import { exportFunction } from '../../export-rule.js';
import { dequantized, quantized } from '../../quantized.js';

function between(op: string, write: (n: ExportNode, e: Emitter, reals: readonly string[]) => string) {
  return exportFunction(op, (n, e) => {
    const reals = n.all().map((x, i) => dequantized(e, x, n.type(i), 'f32'));
    return quantized(e, write(n, e, reals), n.result(), 'f32');
  });
}

export const quantizedArithmetic = [
  between('quantized_add', (_, e, reals) => e.op('Add', reals)),
  between('quantized_mul', (_, e, reals) => e.op('Mul', reals)),
  between('quantized_concat', (n, e, reals) => e.op('Concat', reals, { axis: n.int('axis') })),
];
