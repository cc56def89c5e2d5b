import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

export const reverseSequence = importRule('ai.onnx', 'ReverseSequence', {
  '10-': (n, b) =>
    build.reverseSequence(b, n.in(0), n.in(1), { batch_axis: n.int('batch_axis'), time_axis: n.int('time_axis') }),
});
