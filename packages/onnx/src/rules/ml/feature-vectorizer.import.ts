import { type Dim, dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Operand `index` as f32[N, size], cut or filled up with zeros where it has another number of columns. */
function columns(n: NodeReader, b: ImportBuilder, index: number, size: number | undefined): Value {
  const shape = n.shape(index);
  const [rows, rest]: [Dim, readonly Dim[]] = shape.length < 2 ? [1, shape] : [shape[0] ?? 1, shape.slice(1)];
  const width = dim.product(rest);
  const matrix = b.cast(b.reshape(n.in(index), [rows, width]), 'f32');
  if (size === undefined || size === width) return matrix;
  // Negative pads cut.
  return build.pad(b, matrix, undefined, { pads: [0, dim.sub(size, width)], axes: [1] });
}

/** ai.onnx.ml FeatureVectorizer: everything side by side, as floats. */
export const featureVectorizer = importRule('ai.onnx.ml', 'FeatureVectorizer', {
  '1-': (n, b) => {
    const sizes = n.maybeInts('inputdimensions');
    if (sizes && sizes.length !== n.inputCount)
      n.invalid(`${n.inputCount} operands, but ${sizes.length} inputdimensions`);
    const parts = Array.from({ length: n.inputCount }, (_, i) => columns(n, b, i, sizes?.[i]));
    return build.concat(b, parts, { axis: 1 });
  },
});
