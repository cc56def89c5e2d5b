import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { activated, namedParams } from './fused-activation.js';

/** An operand of the product. `transBatch` takes its first axis behind the batch, `trans` swaps the last two after that. */
function factor(n: NodeReader, b: ImportBuilder, index: number, side: 'A' | 'B'): Value {
  const rank = n.rank(index);
  let perm = Array.from({ length: rank }, (_, i) => i);
  // A vector has nothing to swap.
  if (rank < 2) return n.in(index);
  if (n.maybeInt(`transBatch${side}`) === 1) perm = [...perm.slice(1, -1), 0, rank - 1];
  if (n.flag(`trans${side}`)) perm = [...perm.slice(0, -2), ...perm.slice(-2).reverse()];
  return perm.every((axis, i) => axis === i) ? n.in(index) : build.transpose(b, n.in(index), { perm });
}

/** alpha · A · B with either factor transposed. */
function fusedMatMul(n: NodeReader, b: ImportBuilder): Value {
  const product = build.matmul(b, factor(n, b, 0, 'A'), factor(n, b, 1, 'B'));
  const alpha = n.float('alpha');
  return alpha === 1 ? product : build.mul(b, product, b.scalar(n.elem(0), alpha));
}

export const fusedMatMulRules: readonly ImportRule[] = [
  importRule('com.microsoft', 'FusedMatMul', { '1-': fusedMatMul }),
  importRule('com.microsoft', 'TransposeMatMul', { '1-': fusedMatMul }),
  importRule('com.microsoft', 'FusedMatMulActivation', {
    '1-': (n, b) => activated(n, b, fusedMatMul(n, b), namedParams(n)),
  }),
  importRule('com.microsoft', 'GemmFastGelu', {
    '1-': (n, b) => {
      const product = build.matmul(b, n.in(0), n.in(1));
      return build.gelu(b, n.has(2) ? build.add(b, product, n.in(2)) : product, { approximate: 'tanh' });
    },
  }),
];
