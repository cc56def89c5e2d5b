import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

function squeeze(n: NodeReader, b: ImportBuilder, given: readonly number[] | undefined): Value {
  const shape = n.shape(0);
  if (given) return build.squeeze(b, n.in(0), { axes: n.axes(given, shape.length) });
  // Without axes, every axis of size 1 goes; a size that is 1 only for some inputs would change the rank.
  if (shape.some((d) => typeof d !== 'number')) n.unsupported('no axes and sizes that are not known');
  return build.squeeze(b, n.in(0), { axes: shape.flatMap((d, axis) => (d === 1 ? [axis] : [])) });
}

/** ONNX Squeeze: axes were an attribute up to opset 12. */
export const squeezeRule = importRule('ai.onnx', 'Squeeze', {
  '1-12': (n, b) => squeeze(n, b, n.maybeInts('axes')),
  '13-': (n, b) => squeeze(n, b, n.has(1) ? n.integers(1, 'axes') : undefined),
});

function unsqueeze(n: NodeReader, b: ImportBuilder, given: readonly number[]): Value {
  return build.unsqueeze(b, n.in(0), { axes: n.axes(given, n.rank(0) + given.length) });
}

/** ONNX Unsqueeze: axes, which are those of the result, were an attribute up to opset 12. */
export const unsqueezeRule = importRule('ai.onnx', 'Unsqueeze', {
  '1-12': (n, b) => unsqueeze(n, b, n.ints('axes')),
  '13-': (n, b) => unsqueeze(n, b, n.integers(1, 'axes')),
});
