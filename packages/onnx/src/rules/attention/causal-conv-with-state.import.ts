import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ONNX CausalConvWithState; `swish` is another name of SiLU. */
export const causalConvWithState = importRule('ai.onnx', 'CausalConvWithState', {
  '27-': (n, b) => {
    const hasSilu = n.word('activation', { none: false, silu: true, swish: true });
    const [y, next] = build.causalConv(b, n.in(0), n.in(1), n.maybe(2), n.maybe(3));
    return [hasSilu ? build.mul(b, y, build.sigmoid(b, y)) : y, next];
  },
});
