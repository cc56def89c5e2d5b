import { build, tensorType } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ONNX OneHot: `depth` is a scalar or a vector of one. */
export const oneHot = importRule('ai.onnx', 'OneHot', {
  '9-': (n, b) => {
    const axis = n.axis(n.int('axis'), n.rank(0) + 1);
    const [depth] = n.dims(1) ?? [];
    const size = depth ?? n.constNumber(1);
    const shape = n.shape(0);
    const options =
      size === undefined
        ? {}
        : { types: [tensorType(n.elem(2), [...shape.slice(0, axis), size, ...shape.slice(axis)])] };
    return build.oneHot(b, n.in(0), b.reshape(n.in(1), []), n.in(2), { axis }, options);
  },
});
