import { importRule } from '../../import/import-rule.js';

/** ONNX PRelu: up to opset 6 one slope a channel (axis 1), or one for all; since 7 the slope broadcasts to the input. */
export const prelu = importRule('ai.onnx', 'PRelu', {
  '1-6': (n, b) => {
    const slope = n.in(1);
    if (n.rank(1) !== 1 || n.shape(1)[0] === 1 || n.rank(0) <= 2) return b.value('prelu', [n.in(0), slope]);
    const axes = Array.from({ length: n.rank(0) - 2 }, (_, i) => i + 1);
    return b.value('prelu', [n.in(0), b.value('unsqueeze', [slope], { axes })]);
  },
  '7-': (n, b) => b.value('prelu', [n.in(0), n.in(1)]),
});
