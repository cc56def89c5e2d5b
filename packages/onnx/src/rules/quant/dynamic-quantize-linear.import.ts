import { importRule } from '../../import/import-rule.js';
import { dynamicQuantize } from './dynamic-quantize.js';

export const dynamicQuantizeLinear = importRule('ai.onnx', 'DynamicQuantizeLinear', {
  '11-': (n, b) => {
    const { stored, scale, zero } = dynamicQuantize(b, n.in(0));
    return [stored, scale, zero];
  },
});
