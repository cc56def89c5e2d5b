// Poolings over all spatial axes are reductions.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

function reduceSpatial(op: string, x: Value, n: NodeReader, b: ImportBuilder): Value {
  const rank = n.rank(0);
  if (rank < 2) n.invalid(`its operand has rank ${rank}, but needs batch and channels`);
  if (rank === 2) return x;
  const axes = Array.from({ length: rank - 2 }, (_, i) => i + 2);
  return b.value(op, [x], { axes, keepdims: true });
}

/** (Σ |x|^p)^(1/p); for 1 and 2 as reductions of their own. */
function lpNorm(n: NodeReader, b: ImportBuilder, p: number): Value {
  if (n.rank(0) === 2) return build.abs(b, n.in(0));
  if (p === 1 || p === 2) return reduceSpatial(p === 1 ? 'reduce_l1' : 'reduce_l2', n.in(0), n, b);
  if (!(p > 0 && Number.isFinite(p))) n.invalid(`p is ${p}`);
  // Powers leave the range of narrow floats soon.
  const narrow = n.elem(0) === 'f16' || n.elem(0) === 'bf16';
  const wide = narrow ? 'f32' : n.elem(0);
  const powers = build.pow(b, build.abs(b, b.cast(n.in(0), wide)), b.scalar(wide, p));
  const norm = build.pow(b, reduceSpatial('reduce_sum', powers, n, b), b.scalar(wide, 1 / p));
  return b.cast(norm, n.elem(0));
}

export const globalPoolRules: readonly ImportRule[] = [
  importRule('ai.onnx', 'GlobalAveragePool', { '1-': (n, b) => reduceSpatial('reduce_mean', n.in(0), n, b) }),
  importRule('ai.onnx', 'GlobalMaxPool', { '1-': (n, b) => reduceSpatial('reduce_max', n.in(0), n, b) }),
  importRule('ai.onnx', 'GlobalLpPool', {
    '1': (n, b) => lpNorm(n, b, n.float('p')),
    '2-': (n, b) => lpNorm(n, b, n.int('p')),
  }),
];
