import { importRule } from '../../import/import-rule.js';

export const where = importRule('ai.onnx', 'Where', {
  '9-': (n, b) => b.value('where', [n.in(0), n.in(1), n.in(2)]),
});
