import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';
import { alongColumns, centered, scalarOf } from '../quant/scales.js';
import { projectedAttention } from './projected-attention.js';

/** com.microsoft QAttention: the projection is a product of integers, scaled by the scale of the input and those of columns. */
export const qAttention = importRule('com.microsoft', 'QAttention', {
  '1-': (n, b) => {
    const left = centered(b, n.in(0), n.has(6) ? scalarOf(n, b, 6) : undefined);
    const right = centered(b, n.in(1), n.has(7) ? alongColumns(n, b, 7, n.in(1)) : undefined);
    const elem = n.elem(3);
    const steps = build.mul(b, scalarOf(n, b, 3), alongColumns(n, b, 4, n.in(1)));
    const product = build.mul(b, b.cast(build.matmul(b, left, right), 'f32'), b.cast(steps, 'f32'));
    const projected = b.cast(build.add(b, product, b.cast(n.in(2), 'f32')), elem);
    return projectedAttention(n, b, projected, elem, { mask: 5, past: 8 });
  },
});
