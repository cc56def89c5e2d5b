import { dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Where the condition holds: a vector of positions, at most as many as the condition has entries. */
function positions(n: NodeReader, b: ImportBuilder): Value {
  if (n.rank(1) !== 1) n.invalid(`the condition has rank ${n.rank(1)}, not 1`);
  return build.squeeze(b, build.nonZero(b, n.in(1)), { axes: [0] });
}

/**
 * ONNX Compress: slices along an axis, or elements, at which a condition holds. A condition shorter than the axis leaves the
 * rest out.
 */
export const compress = importRule('ai.onnx', 'Compress', {
  '9-': (n, b) => {
    const given = n.maybeInt('axis');
    const x = given === undefined ? b.reshape(n.in(0), [dim.product(n.shape(0))]) : n.in(0);
    return build.gather(b, x, positions(n, b), { axis: given === undefined ? 0 : n.axis(given, n.rank(0)) });
  },
});
