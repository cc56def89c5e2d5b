import { type Dim, dim } from '@afterglow/core';
import { build, type Shape, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** The size that is left for one axis: exact where equal sizes cancel. */
function remaining(from: Shape, others: readonly Dim[]): Dim {
  const left = [...from];
  const divisors = others.filter((d) => {
    const at = left.indexOf(d);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return dim.floorDiv(dim.product(left), dim.product(divisors));
}

/**
 * The shape that entries of a shape operand stand for: 0 keeps a size (unless `allowZero`), -1 or an entry that is not
 * known is what is left. Undefined when more than one entry is open.
 */
function resolve(n: NodeReader, entries: readonly (Dim | undefined)[], allowZero: boolean): readonly Dim[] | undefined {
  const from = n.shape(0);
  const sizes = entries.map((entry, i): Dim | 'open' => {
    if (entry === undefined || entry === -1) return 'open';
    if (entry === 0 && !allowZero)
      return from[i] ?? n.invalid(`entry ${i} keeps a size that the operand does not have`);
    if (typeof entry === 'number' && entry < 0) n.invalid(`the shape has a size of ${entry}`);
    return entry;
  });
  const open = sizes.filter((size) => size === 'open').length;
  if (open > 1) {
    if (entries.filter((entry) => entry === -1).length > 1) n.invalid('the shape has more than one -1');
    return undefined;
  }
  const others = sizes.filter((size) => size !== 'open');
  if (open === 1 && others.includes(0)) {
    if (entries.includes(-1)) n.invalid('the shape has both -1 and a size of 0, which leaves -1 open');
    return undefined;
  }
  return sizes.map((size) => (size === 'open' ? remaining(from, others) : size));
}

function reshape(
  n: NodeReader,
  b: ImportBuilder,
  entries: readonly (Dim | undefined)[] | undefined,
  allowZero: boolean,
): Value {
  const shape = entries && resolve(n, entries, allowZero);
  if (shape) return b.reshape(n.in(0), shape);
  const length = n.lengthOf(1, 'sizes', (rank) => rank);
  return build.dynamicReshape(b, n.in(0), b.reshape(n.in(1), [length]), { allow_zero: allowZero });
}

/** ONNX Reshape: the shape was an attribute up to opset 4; 0 can mean a size of zero since 14. */
export const reshapeRule = importRule('ai.onnx', 'Reshape', {
  '1-4': (n, b) => reshape(n, b, n.ints('shape'), false),
  '5-13': (n, b) => reshape(n, b, n.bounds(1), false),
  '14-': (n, b) => reshape(n, b, n.bounds(1), n.flag('allowzero')),
});

/** ONNX Flatten: two axes, split at `axis`. */
export const flatten = importRule('ai.onnx', 'Flatten', {
  '1-': (n, b) => {
    const shape = n.shape(0);
    const axis = n.int('axis');
    // Unlike other operators, an axis equal to the rank is allowed.
    const at = axis === shape.length ? axis : n.axis(axis, shape.length);
    return b.reshape(n.in(0), [dim.product(shape.slice(0, at)), dim.product(shape.slice(at))]);
  },
});
