import { type Dim, type ElementType, tensorFromNumbers } from '@afterglow/core';
import { build, tensorType, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** The largest identity matrix that is made while importing. */
const MOST_ELEMENTS = 1 << 16;

function constant(rows: number, columns: number, diagonal: number, elem: ElementType) {
  const ones = Array.from({ length: rows * columns }, (_, i) =>
    Math.floor(i / columns) + diagonal === i % columns ? 1 : 0,
  );
  return tensorFromNumbers(elem, [rows, columns], ones);
}

/** 0, 1, … up to, not including, the size of an axis of the operand. */
function positions(n: NodeReader, b: ImportBuilder, axis: number, size: Dim): Value {
  const sizes = build.shapeOf(b, n.in(0), { start: axis, end: axis + 1 });
  const [zero, one] = [b.scalar('i64', 0), b.scalar('i64', 1)];
  return build.range(b, zero, b.reshape(sizes, []), one, { types: [tensorType('i64', [size])] });
}

/** ONNX EyeLike: ones on a diagonal; only the shape of the operand matters. */
export const eyeLike = importRule('ai.onnx', 'EyeLike', {
  '9-': (n, b) => {
    const [rows, columns, ...others] = n.shape(0);
    if (rows === undefined || columns === undefined || others.length > 0) {
      return n.invalid('the operand must be a matrix');
    }
    const elem = n.given('dtype') ? n.elementType('dtype') : n.elem(0);
    if (elem === 'string') return n.invalid('strings have no ones');
    const diagonal = n.int('k');
    if (typeof rows === 'number' && typeof columns === 'number' && rows * columns <= MOST_ELEMENTS) {
      return constant(rows, columns, diagonal, elem);
    }
    const down = build.unsqueeze(b, positions(n, b, 0, rows), { axes: [1] });
    const shifted = build.add(b, down, b.scalar('i64', diagonal));
    return b.cast(build.equal(b, shifted, positions(n, b, 1, columns)), elem);
  },
});
