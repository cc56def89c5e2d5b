import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

export const tensorScatter = importRule('ai.onnx', 'TensorScatter', {
  '24-': (n, b) => {
    const axis = n.axis(n.int('axis'), n.rank(0));
    if (axis === 0) n.invalid('axis 0 is the batch');
    const circular = n.word('mode', { linear: false, circular: true });
    return build.cacheUpdate(b, n.in(0), n.in(1), n.maybe(2), { axis, circular });
  },
});
