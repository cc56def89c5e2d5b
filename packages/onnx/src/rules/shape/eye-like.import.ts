import { tensorFromNumbers } from '@afterglow/core';
import { importRule } from '../../import/import-rule.js';

/** The largest identity matrix that is made while importing. */
const MOST_ELEMENTS = 1 << 20;

/** ONNX EyeLike: ones on a diagonal; only the shape of the operand matters. */
export const eyeLike = importRule('ai.onnx', 'EyeLike', {
  '9-': (n) => {
    const [rows, columns, ...others] = n.shape(0);
    if (rows === undefined || columns === undefined || others.length > 0) {
      return n.invalid('the operand must be a matrix');
    }
    if (typeof rows !== 'number' || typeof columns !== 'number') {
      return n.unsupported('sizes that are not known');
    }
    if (rows * columns > MOST_ELEMENTS) n.unsupported(`${rows} × ${columns} elements`);
    const elem = n.given('dtype') ? n.elementType('dtype') : n.elem(0);
    const diagonal = n.int('k');
    const ones = Array.from({ length: rows * columns }, (_, i) =>
      Math.floor(i / columns) + diagonal === i % columns ? 1 : 0,
    );
    return tensorFromNumbers(elem, [rows, columns], ones);
  },
});
