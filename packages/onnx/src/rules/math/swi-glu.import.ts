import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ONNX SwiGLU by the body of its function definition: a · sigmoid(alpha · a) · b. */
export const swiGlu = importRule('ai.onnx', 'SwiGLU', {
  '28-': (n, b) => {
    return build.mul(b, build.swish(b, n.in(0), { alpha: n.float('alpha') }), n.in(1));
  },
});
