// Ops that read their sizes from data become static ones where the data are known expressions.
//
//   %s = shape_of(%x)                             %x : f32[N, 4, 2]
//   %t = concat(gather(%s, [0]), [-1])
//   %y = dynamic_reshape(%x, %t) : f32[reshaped, reshaped.1]
//   →
//   %y = reshape(%x) {shape = [N, 8]} : f32[N, 8]        and `reshaped` is N everywhere, `reshaped.1` is 8
//
// Each removes a data-dependent node, so the rules end.

import { type Dim, dim } from '@afterglow/core';
import {
  boundEntriesOf,
  elementCount,
  type Func,
  type Node,
  shapeEntriesOf,
  shapeValueOf,
  type TensorType,
} from '@afterglow/ir';
import type { Rule } from '../../manager/rule.js';
import { type Resolve, staticForm } from './static-form.js';

/** Sizes that Reshape's shape operand means: 0 keeps the size of x, one -1 takes what is left. */
export function resolveReshape(
  from: TensorType,
  entries: readonly (Dim | undefined)[],
  allowZero: boolean,
  ranges: Func['ranges'],
): readonly Dim[] | { readonly because: string } {
  const shape: Dim[] = [];
  let open = -1;
  for (const [axis, entry] of entries.entries()) {
    if (entry !== undefined && entry !== -1 && dim.dimRange(entry, ranges).lo < 0) {
      return { because: `${dim.printDim(entry)} may be negative` };
    }
    if (entry === undefined || entry === -1) {
      if (open >= 0) return { because: 'more than one size is unknown' };
      open = axis;
      shape.push(1);
    } else if (entry === 0 && !allowZero) {
      const kept = from.shape[axis];
      if (kept === undefined) return { because: 'a 0 keeps the size of an axis that the operand does not have' };
      shape.push(kept);
    } else shape.push(entry);
  }
  if (open < 0) return shape;
  const rest = dim.product(shape);
  const total = elementCount(from);
  if (rest === 0) return { because: 'the size left over is not determined' };
  const size = dim.floorDiv(total, rest);
  // The division must come out even for every value of the symbols, or the sizes would not multiply back.
  if (dim.mul(size, rest) !== total) {
    return { because: `${dim.printDim(total)} elements do not provably divide by ${dim.printDim(rest)}` };
  }
  shape[open] = size;
  return shape;
}

const reshape: Resolve = (node, type) => {
  const entries = node.operands[1] && shapeEntriesOf(node.operands[1]);
  if (!entries) return undefined;
  // An unknown entry can be found from the others like -1, unless it might itself be -1 or 0 beside another -1.
  const shape = resolveReshape(type, entries, node.attrs['allow_zero'] === true, node.func.ranges);
  if ('because' in shape) return shape;
  return { op: 'reshape', operands: [node.operands[0]], attrs: { shape } };
};

const expand: Resolve = (node) => {
  const shape = node.operands[1] && shapeValueOf(node.operands[1]);
  return shape && { op: 'expand', operands: [node.operands[0]], attrs: { shape } };
};

const splat: Resolve = (node) => {
  const shape = node.operands[0] && shapeValueOf(node.operands[0]);
  if (!shape) return undefined;
  const { value = 0, elem = 'f32' } = node.attrs;
  return { op: 'splat', operands: [], attrs: { shape, value, elem } };
};

/** The smaller of two dims, decided by the ranges of the function where they can. */
function smaller(a: Dim, b: Dim, node: Node): Dim {
  const { lo, hi } = dim.dimRange(dim.sub(a, b), node.func.ranges);
  return hi <= 0 ? a : lo >= 0 ? b : dim.min(a, b);
}

function larger(a: Dim, b: Dim, node: Node): Dim {
  const { lo, hi } = dim.dimRange(dim.sub(a, b), node.func.ranges);
  return lo >= 0 ? a : hi <= 0 ? b : dim.max(a, b);
}

/**
 * A bound of ONNX Slice as a dim inside the axis: negative ones count from the end, then both ends are clamped. Backwards,
 * a start before the first element becomes the first one, and an end the place before it.
 */
function clampBound(
  bound: Dim | undefined,
  which: 'start' | 'end',
  size: Dim,
  step: number,
  node: Node,
): Dim | undefined {
  if (bound === undefined) return undefined;
  const [lo, hi] = step < 0 ? [which === 'start' ? 0 : -1, dim.sub(size, 1)] : [0, size];
  if (bound === Number.POSITIVE_INFINITY) return hi;
  // An empty axis has no first element: there the upper limit counts.
  if (bound === Number.NEGATIVE_INFINITY) return smaller(lo, hi, node);
  const range = dim.dimRange(bound, node.func.ranges);
  let at = bound;
  if (range.hi < 0) at = dim.add(bound, size);
  else if (range.lo < 0) return undefined;
  if (at === hi) return hi;
  return step < 0 ? smaller(larger(lo, at, node), hi, node) : larger(lo, smaller(at, hi, node), node);
}

const slice: Resolve = (node, type) => {
  const [x, startsValue, endsValue, axesValue, stepsValue] = node.operands;
  const starts = startsValue && boundEntriesOf(startsValue);
  const ends = endsValue && boundEntriesOf(endsValue);
  if (!starts || !ends) return undefined;
  const given = axesValue ? shapeValueOf(axesValue) : starts.map((_, i) => i);
  const steps = stepsValue ? shapeValueOf(stepsValue) : starts.map(() => 1);
  if (!given || !steps) return undefined;
  const rank = type.shape.length;
  const attrs = { starts: [] as Dim[], ends: [] as Dim[], axes: [] as number[], steps: [] as number[] };
  for (const [i, bound] of starts.entries()) {
    const [axis, step] = [given[i], steps[i]];
    if (typeof axis !== 'number' || typeof step !== 'number' || step === 0) return undefined;
    const at = axis < 0 ? axis + rank : axis;
    const size = type.shape[at];
    if (size === undefined || attrs.axes.includes(at)) return { because: 'the axes are not those of the operand' };
    const [start, end] = [clampBound(bound, 'start', size, step, node), clampBound(ends[i], 'end', size, step, node)];
    if (start === undefined || end === undefined) return { because: 'a bound may be negative or not' };
    attrs.starts.push(start);
    attrs.ends.push(end);
    attrs.axes.push(at);
    attrs.steps.push(step);
  }
  return { op: 'slice', operands: [x], attrs };
};

export const staticFormRules: readonly Rule[] = [
  staticForm('dynamic_reshape', 'static-reshape', reshape),
  staticForm('dynamic_expand', 'static-expand', expand),
  staticForm('dynamic_splat', 'static-splat', splat),
  staticForm('dynamic_slice', 'static-slice', slice),
];
