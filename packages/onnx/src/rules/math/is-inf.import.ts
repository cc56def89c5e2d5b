import { importRule } from '../../import/import-rule.js';

export const isInf = importRule('ai.onnx', 'IsInf', {
  '10-': (n, b) =>
    b.value('is_inf', [n.in(0)], {
      detect_negative: n.flag('detect_negative'),
      detect_positive: n.flag('detect_positive'),
    }),
});
