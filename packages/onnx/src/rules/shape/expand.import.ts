import { type Dim, dim } from '@afterglow/core';
import { build, freshSymbol, type Type, tensorType, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { knownSizes } from './known-sizes.js';

/** The size that axes of `size` and `entry` broadcast to, where that is certain. */
function broadcastSize(size: Dim, entry: Dim | undefined): Dim | undefined {
  if (entry === 1 || entry === size) return size;
  if (size === 1) return entry;
  // What is asked for is 1 or the same, or the run ends.
  return typeof size === 'number' && entry === undefined ? size : undefined;
}

/** Only axes of which the data decide the size are open. */
function expandedType(n: NodeReader, b: ImportBuilder, length: number): Type {
  const shape = n.shape(0);
  const entries = knownSizes(n, 1, length);
  const rank = Math.max(shape.length, length);
  const sizes = Array.from({ length: rank }, (_, axis) => {
    const [own, asked] = [axis - rank + shape.length, axis - rank + length];
    const known = broadcastSize(shape[own] ?? 1, asked < 0 ? 1 : entries[asked]);
    return known ?? freshSymbol(b.func, 'expanded');
  });
  return tensorType(n.elem(0), sizes);
}

/**
 * A shape of open length for a result that is stated to have the rank of the operand: it may be shorter, and stands for ones in front
 * then. The run checks that it is not longer.
 */
function wholeShape(n: NodeReader, b: ImportBuilder): Value | undefined {
  const [rank, length] = [n.shape(0).length, n.shape(1)[0]];
  if (length === undefined || typeof length === 'number' || n.statedRank(0) !== rank) return undefined;
  if (!n.context.session.symbols.atMost(length, rank)) return undefined;
  const ones = b.integers(new Array<number>(rank).fill(1));
  const joined = build.concat(b, [ones, n.in(1)], { axis: 0 });
  return build.slice(b, joined, { starts: [length], ends: [dim.add(length, rank)], axes: [0], steps: [1] });
}

/** ONNX Expand: to the broadcast of both shapes. */
export const expand = importRule('ai.onnx', 'Expand', {
  '8-': (n, b) => {
    const shape = n.dims(1);
    if (shape) return build.expand(b, n.in(0), { shape });
    const whole = wholeShape(n, b);
    if (whole) return build.dynamicExpand(b, n.in(0), whole);
    const length = n.lengthOf(1, 'sizes', (rank) => rank);
    const options = { types: [expandedType(n, b, length)] };
    return build.dynamicExpand(b, n.in(0), b.reshape(n.in(1), [length]), options);
  },
});
