// QGemm: alpha · A' · B' + C in integers; scaled to reals, or, with a scale of the result, stored again. C has the scale
// alpha · a_scale · b_scale, so it is added to the integer sums.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { alongColumns, centered, requantize, scalarOf } from '../quant/scales.js';

function matrix(n: NodeReader, b: ImportBuilder, index: number, flag: string): Value {
  if (n.rank(index) !== 2) n.invalid(`operand ${index} has rank ${n.rank(index)} instead of 2`);
  return n.flag(flag) ? build.transpose(b, n.in(index), { perm: [1, 0] }) : n.in(index);
}

export const qGemm = importRule('com.microsoft', 'QGemm', {
  '1-': (n, b) => {
    const left = centered(b, matrix(n, b, 0, 'transA'), scalarOf(n, b, 2));
    const right = matrix(n, b, 3, 'transB');
    const product = build.matmul(b, left, centered(b, right, alongColumns(n, b, 5, right)));
    const sums = b.cast(n.has(6) ? build.add(b, product, n.in(6)) : product, 'f32');
    const steps = build.mul(b, scalarOf(n, b, 1), alongColumns(n, b, 4, right));
    const alpha = n.float('alpha');
    const factor = alpha === 1 ? steps : build.mul(b, steps, b.scalar('f32', alpha));
    if (!n.has(7)) return build.mul(b, sums, factor);
    const scaled = build.mul(b, sums, build.div(b, factor, scalarOf(n, b, 7)));
    return requantize(b, scaled, n.has(8) ? scalarOf(n, b, 8) : undefined, n.has(8) ? n.elem(8) : n.elem(0));
  },
});
