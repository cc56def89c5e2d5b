import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ONNX Swish: x · sigmoid(alpha · x). */
export const swish = importRule('ai.onnx', 'Swish', {
  '24-': (n, b) => {
    return build.swish(b, n.in(0), { alpha: n.float('alpha') });
  },
});
