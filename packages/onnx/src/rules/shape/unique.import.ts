import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ONNX Unique: the different elements or slices, with where they are first, which is which, and how many of each. */
export const unique = importRule('ai.onnx', 'Unique', {
  '11-': (n, b) => {
    const axis = n.maybeInt('axis');
    const attrs = { sorted: n.flag('sorted'), ...(axis === undefined ? {} : { axis: n.axis(axis, n.rank(0)) }) };
    return build.unique(b, n.in(0), attrs);
  },
});
