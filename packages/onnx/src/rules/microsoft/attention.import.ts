import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';
import { projectedAttention } from './projected-attention.js';

/** com.microsoft Attention: projection of the input to query, key and value, then attention. */
export const microsoftAttention = importRule('com.microsoft', 'Attention', {
  '1-': (n, b) => {
    if (n.has(6)) n.unsupported('a cache that is shared with the output');
    const product = build.matmul(b, n.in(0), n.in(1));
    const projected = n.has(2) ? build.add(b, product, n.in(2)) : product;
    return projectedAttention(n, b, projected, n.elem(0), { mask: 3, past: 4, bias: 5 });
  },
});
