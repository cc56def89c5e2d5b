import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Products of pairs of real and imaginary part along the last axis; `sign` is -1 for the conjugate of the second factor. */
function complexMul(n: NodeReader, b: ImportBuilder, sign: 1 | -1): Value {
  const parts = (x: Value) => build.split(b, x, { axis: -1, sizes: [1, 1] });
  const [[a = n.in(0), c = n.in(0)], [d = n.in(1), e = n.in(1)]] = [parts(n.in(0)), parts(n.in(1))];
  const imaginary = sign === 1 ? e : build.neg(b, e);
  const real = build.sub(b, build.mul(b, a, d), build.mul(b, c, imaginary));
  const other = build.add(b, build.mul(b, a, imaginary), build.mul(b, c, d));
  return build.concat(b, [real, other], { axis: -1 });
}

export const complexMulRules: readonly ImportRule[] = [
  importRule('com.microsoft', 'ComplexMul', { '1-': (n, b) => complexMul(n, b, 1) }),
  importRule('com.microsoft', 'ComplexMulConj', { '1-': (n, b) => complexMul(n, b, -1) }),
];
