import { tensorSize } from '@afterglow/core';
import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';
import { integerVector, labelsOf, table } from './tables.js';

/** ai.onnx.ml OneHotEncoder: the place of each element among the categories, then ones where a place is meant. */
export const oneHotEncoder = importRule('ai.onnx.ml', 'OneHotEncoder', {
  '1-': (n, b) => {
    const categories = labelsOf(n, 'cats_int64s', 'cats_strings');
    const isText = n.elem(0) === 'string';
    if (isText !== (categories.elem === 'string'))
      n.invalid(`categories are ${categories.elem}, elements ${n.elem(0)}`);
    const places = integerVector([...Array(tensorSize(categories)).keys()]);
    const x = isText ? n.in(0) : b.cast(n.in(0), 'i64');
    const values = table(b, 'places', places);
    // Where every element must have its category, the op has no default and stops the run.
    const none = n.flag('zeros') ? b.scalar('i64', -1) : undefined;
    const found = build.labelEncoder(b, x, table(b, 'categories', categories), values, none);
    const column = build.unsqueeze(b, found, { axes: [n.rank(0)] });
    return b.cast(build.equal(b, column, values), 'f32');
  },
});
