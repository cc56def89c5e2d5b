// Poolings over all spatial axes are reductions.

import type { Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

function reduceSpatial(op: string, n: NodeReader, b: ImportBuilder): Value {
  const rank = n.rank(0);
  if (rank < 2) n.invalid(`its operand has rank ${rank}, but needs batch and channels`);
  if (rank === 2) return n.in(0);
  const axes = Array.from({ length: rank - 2 }, (_, i) => i + 2);
  return b.value(op, [n.in(0)], { axes, keepdims: true });
}

function lpNorm(n: NodeReader, b: ImportBuilder, p: number): Value {
  if (p !== 1 && p !== 2) n.unsupported(`p=${p}`, 'p may be 1 or 2');
  return reduceSpatial(p === 1 ? 'reduce_l1' : 'reduce_l2', n, b);
}

export const globalPoolRules: readonly ImportRule[] = [
  importRule('ai.onnx', 'GlobalAveragePool', { '1-': (n, b) => reduceSpatial('reduce_mean', n, b) }),
  importRule('ai.onnx', 'GlobalMaxPool', { '1-': (n, b) => reduceSpatial('reduce_max', n, b) }),
  importRule('ai.onnx', 'GlobalLpPool', {
    '1': (n, b) => lpNorm(n, b, n.float('p')),
    '2-': (n, b) => lpNorm(n, b, n.int('p')),
  }),
];
