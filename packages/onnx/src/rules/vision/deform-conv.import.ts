import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';
import { convKernel, windowList } from '../nn/window.js';

export const deformConv = importRule('ai.onnx', 'DeformConv', {
  '19-': (n, b) => {
    const rank = convKernel(n).length;
    const attrs = {
      strides: windowList(n, 'strides', rank, 1),
      pads: windowList(n, 'pads', 2 * rank, 0),
      dilations: windowList(n, 'dilations', rank, 1),
      groups: n.int('group'),
      offset_groups: n.int('offset_group'),
    };
    return build.deformConv(b, n.in(0), n.in(1), n.in(2), n.maybe(3), n.maybe(4), attrs);
  },
});
