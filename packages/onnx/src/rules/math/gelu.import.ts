import { importRule } from '../../import/import-rule.js';

export const gelu = importRule('ai.onnx', 'Gelu', {
  '20-': (n, b) => b.value('gelu', [n.in(0)], { approximate: n.word('approximate', { none: 'none', tanh: 'tanh' }) }),
});
