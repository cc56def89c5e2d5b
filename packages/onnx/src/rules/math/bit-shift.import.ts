import { importRule } from '../../import/import-rule.js';

export const bitShift = importRule('ai.onnx', 'BitShift', {
  '11-': (n, b) => b.value(n.word('direction', { LEFT: 'shift_left', RIGHT: 'shift_right' }), [n.in(0), n.in(1)]),
});
