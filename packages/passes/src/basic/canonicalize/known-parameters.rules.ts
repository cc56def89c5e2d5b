// Ops whose parameters are data become the ops with attributes once the data are known: axes, sizes of parts, pads, repeats.
//
//   const %axes : i64[1] = [-1]
//   %y = dynamic_reduce(%x, %axes) {reduction = sum, result_rank = 2} : f32[reduced, reduced.1]        %x : f32[N, 4]
//   →
//   %y = reduce_sum(%x) {axes = [1]} : f32[N, 1]
//
// Each removes a data-dependent node, so the rules end.

import { type Node, shapeValueOf, type Value } from '@afterglow/ir';
import type { Rule } from '../../manager/rule.js';
import { tensorTypeOf } from '../look.js';
import { type Resolve, staticForm } from './static-form.js';

/** Integers that an operand certainly holds. */
function integersOf(value: Value | undefined): readonly number[] | undefined {
  const dims = value && shapeValueOf(value);
  const numbers = dims?.filter((d) => typeof d === 'number');
  return numbers?.length === dims?.length ? numbers : undefined;
}

/** Axes from the front; undefined where there are none of that kind, which is then found out when the model runs. */
function axesOf(value: Value | undefined, rank: number): readonly number[] | undefined {
  const axes = integersOf(value)?.map((axis) => (axis < 0 ? axis + rank : axis));
  if (!axes || axes.some((axis) => axis < 0 || axis >= rank)) return undefined;
  return new Set(axes).size === axes.length ? axes : undefined;
}

const reduce: Resolve = (node, type) => {
  const axes = axesOf(node.operands[1], type.shape.length);
  if (!axes) return undefined;
  if (axes.length === 0 && node.attrs['empty'] === 'none') return { because: 'nothing is reduced' };
  const attrs = { axes, keepdims: node.attrs['keepdims'] ?? true };
  return { op: `reduce_${node.attrs['reduction']}`, operands: [node.operands[0]], attrs };
};

const squeeze: Resolve = (node, type) => {
  const { shape } = type;
  if (node.operands[1]) {
    const axes = axesOf(node.operands[1], shape.length);
    return axes && { op: 'squeeze', operands: [node.operands[0]], attrs: { axes } };
  }
  if (shape.some((d) => typeof d !== 'number')) return { because: 'an open size may be 1' };
  const axes = shape.flatMap((d, axis) => (d === 1 ? [axis] : []));
  return { op: 'squeeze', operands: [node.operands[0]], attrs: { axes } };
};

const unsqueeze: Resolve = (node, type) => {
  const count = tensorTypeOf(node.operands[1])?.shape[0];
  const axes = typeof count === 'number' ? axesOf(node.operands[1], type.shape.length + count) : undefined;
  return axes && { op: 'unsqueeze', operands: [node.operands[0]], attrs: { axes } };
};

const split: Resolve = (node) => {
  const sizes = node.operands[1] && shapeValueOf(node.operands[1]);
  return sizes && { op: 'split', operands: [node.operands[0]], attrs: { axis: node.attrs['axis'] ?? 0, sizes } };
};

const pad: Resolve = (node: Node, type) => {
  const [x, padsValue, fill, axesValue] = node.operands;
  const pads = padsValue && shapeValueOf(padsValue);
  const rank = type.shape.length;
  const axes = axesValue ? axesOf(axesValue, rank) : Array.from({ length: rank }, (_, axis) => axis);
  if (!pads || !axes) return undefined;
  return { op: 'pad', operands: [x, fill], attrs: { pads, axes, mode: node.attrs['mode'] ?? 'constant' } };
};

const tile: Resolve = (node) => {
  const repeats = node.operands[1] && shapeValueOf(node.operands[1]);
  return repeats && { op: 'tile', operands: [node.operands[0]], attrs: { repeats } };
};

export const knownParameterRules: readonly Rule[] = [
  staticForm('dynamic_reduce', 'static-reduce', reduce),
  staticForm('dynamic_squeeze', 'static-squeeze', squeeze),
  staticForm('dynamic_unsqueeze', 'static-unsqueeze', unsqueeze),
  staticForm('dynamic_split', 'static-split', split),
  staticForm('dynamic_pad', 'static-pad', pad),
  staticForm('dynamic_tile', 'static-tile', tile),
];
