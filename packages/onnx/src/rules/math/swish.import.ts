import { importRule } from '../../import/import-rule.js';

/** ONNX Swish: x · sigmoid(alpha · x). */
export const swish = importRule('ai.onnx', 'Swish', {
  '24-': (n, b) => {
    const [x, alpha] = [n.in(0), n.float('alpha')];
    const scaled = alpha === 1 ? x : b.value('mul', [x, b.scalar(n.elem(0), alpha)]);
    return b.value('mul', [x, b.value('sigmoid', [scaled])]);
  },
});
