// Columns of a value: gates are computed side by side and cut apart by splits and slices along the last axis.

import type { Builder, Node, Value } from '@afterglow/ir';
import { producer } from '@afterglow/ir';
import { axisOf, intAttr, intsAttr, rankOf, shapeOf, strip } from '../look.js';

/** Entries `start … start + size` of the last axis. */
export interface Columns {
  readonly value: Value;
  readonly start: number;
  readonly size: number;
}

/** All columns of a value; undefined where their number is not known. */
export function allColumns(value: Value): Columns | undefined {
  const size = shapeOf(value)?.at(-1);
  return typeof size === 'number' ? { value, start: 0, size } : undefined;
}

/** Where, in the operand of a node that cuts along the last axis, its result begins. */
function offsetOf(node: Node, value: Value): number | undefined {
  const last = (rankOf(node.operands[0]) ?? 0) - 1;
  if (node.op.name === 'split') {
    if (axisOf(intAttr(node, 'axis'), last + 1) !== last) return undefined;
    const sizes = intsAttr(node, 'sizes');
    if (sizes.length !== node.results.length) return undefined;
    return sizes.slice(0, node.results.indexOf(value)).reduce((sum, size) => sum + size, 0);
  }
  if (node.op.name !== 'slice') return undefined;
  const [axis, ...others] = intsAttr(node, 'axes');
  const [start] = intsAttr(node, 'starts');
  const isPlain = others.length === 0 && axis !== undefined && axisOf(axis, last + 1) === last;
  return isPlain && intsAttr(node, 'steps')[0] === 1 ? start : undefined;
}

/** The same columns, of the value that splits and slices cut them from. */
export function uncut({ value, start, size }: Columns): Columns {
  let at: Columns = { value: strip(value), start, size };
  for (;;) {
    const node = producer(at.value);
    const [source] = node?.operands ?? [];
    const offset = node && offsetOf(node, at.value);
    if (!source || offset === undefined) return at;
    at = { value: strip(source), start: at.start + offset, size };
  }
}

/** Entries `start … start + size` of an axis, as a value. */
export function cut(builder: Builder, value: Value, axis: number, start: number, size: number): Value {
  if (shapeOf(value)?.[axis] === size) return value;
  return builder.value('slice', [value], { starts: [start], ends: [start + size], axes: [axis], steps: [1] });
}
