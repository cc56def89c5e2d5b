import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ONNX Shape: a part of the axes since opset 15. */
export const shapeOf = importRule('ai.onnx', 'Shape', {
  '1-14': (n, b) => build.shapeOf(b, n.in(0)),
  '15-': (n, b) => {
    const end = n.maybeInt('end');
    return build.shapeOf(b, n.in(0), { start: n.int('start'), ...(end === undefined ? {} : { end }) });
  },
});

export const sizeOf = importRule('ai.onnx', 'Size', { '1-': (n, b) => build.sizeOf(b, n.in(0)) });
