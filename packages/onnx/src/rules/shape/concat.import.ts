import { importRule } from '../../import/import-rule.js';

/** ONNX Concat: the axis was optional, and 1, up to opset 3. */
export const concat = importRule('ai.onnx', 'Concat', {
  '1-': (n, b) => {
    const axis = n.axis(n.maybeInt('axis') ?? 1, n.rank(0));
    return b.value('concat', n.all(), { axis });
  },
});
