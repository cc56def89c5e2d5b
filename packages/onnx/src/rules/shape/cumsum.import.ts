import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

export const cumprod = importRule('ai.onnx', 'CumProd', {
  '26-': (n, b) =>
    build.cumprod(b, n.in(0), b.reshape(n.in(1), []), { exclusive: n.flag('exclusive'), reverse: n.flag('reverse') }),
});

export const cumsum = importRule('ai.onnx', 'CumSum', {
  '11-': (n, b) =>
    build.cumsum(b, n.in(0), b.reshape(n.in(1), []), { exclusive: n.flag('exclusive'), reverse: n.flag('reverse') }),
});
