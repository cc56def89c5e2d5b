import type { Dim } from '@afterglow/core';
import { build, tensorType, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

function topK(n: NodeReader, b: ImportBuilder, k: Value, size: Dim | undefined): readonly Value[] {
  const shape = n.shape(0);
  const axis = n.axis(n.int('axis'), shape.length);
  const whole = shape[axis];
  if (typeof size === 'number' && typeof whole === 'number' && size > whole) n.invalid(`${size} of ${whole} elements`);
  if (typeof size === 'number' && size < 0) n.invalid(`k is ${size}`);
  const attrs = { axis, largest: n.maybeInt('largest') !== 0, sorted: n.maybeInt('sorted') !== 0 };
  if (size === undefined) return build.topK(b, n.in(0), k, attrs);
  const result = shape.with(axis, size);
  return build.topK(b, n.in(0), k, attrs, { types: [tensorType(n.elem(0), result), tensorType('i64', result)] });
}

/** ONNX TopK: k was an attribute up to opset 9; the smallest can be asked for since 11. */
export const topKRule = importRule('ai.onnx', 'TopK', {
  '1-9': (n, b) => topK(n, b, b.integers([n.int('k')]), n.int('k')),
  '10-': (n, b) => topK(n, b, n.in(1), n.dims(1)?.[0]),
});
