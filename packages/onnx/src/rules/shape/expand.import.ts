import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ONNX Expand: to the broadcast of both shapes. */
export const expand = importRule('ai.onnx', 'Expand', {
  '8-': (n, b) => {
    const shape = n.dims(1);
    return shape ? build.expand(b, n.in(0), { shape }) : build.dynamicExpand(b, n.in(0), n.in(1));
  },
});
