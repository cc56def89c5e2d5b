import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';
import { windowList } from '../nn/window.js';

export const col2im = importRule('ai.onnx', 'Col2Im', {
  '18-': (n, b) => {
    const rank = n.lengthOf(1, 'sizes of the image', (result) => result - 2);
    const attrs = {
      strides: windowList(n, 'strides', rank, 1),
      pads: windowList(n, 'pads', 2 * rank, 0),
      dilations: windowList(n, 'dilations', rank, 1),
    };
    const [image, block] = [n.dims(1), n.dims(2)];
    if (image && block) return build.col2im(b, n.in(0), { ...attrs, image, block });
    return build.dynamicCol2im(b, n.in(0), n.in(1), n.in(2), attrs);
  },
});
