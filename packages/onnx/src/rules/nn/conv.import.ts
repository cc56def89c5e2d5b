import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';
import { convKernel, padded, windowOf } from './window.js';

/** ONNX Conv: `auto_pad` becomes pads; where they depend on sizes, a pad before the convolution. */
export const conv = importRule('ai.onnx', 'Conv', {
  '1-': (n, b) => {
    const plan = windowOf(n, convKernel(n));
    const { strides, pads, dilations } = plan.window;
    const attrs = { strides, pads, dilations, groups: n.int('group') };
    return build.conv(b, padded(b, n.in(0), plan), n.in(1), n.maybe(2), attrs);
  },
});
