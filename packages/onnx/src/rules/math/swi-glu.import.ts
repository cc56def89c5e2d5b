import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ONNX SwiGLU by the body of its function definition: a · sigmoid(alpha · a) · b. */
export const swiGlu = importRule('ai.onnx', 'SwiGLU', {
  '28-': (n, b) => {
    const [gate, alpha] = [n.in(0), n.float('alpha')];
    const scaled = alpha === 1 ? gate : build.mul(b, gate, b.scalar(n.elem(0), alpha));
    return build.mul(b, build.mul(b, gate, build.sigmoid(b, scaled)), n.in(1));
  },
});
