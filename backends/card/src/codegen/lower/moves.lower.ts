// Ops that only move elements: each is a set of strided copies between buffers, one for each part, whatever the rank.

import { type Dim, dim, invariant } from '@afterglow/core';
import { axesOf, broadcastStrides, collapse, packedStrides } from '../build/axes.js';
import {
  dimsAttr,
  type GenericInstr,
  input,
  intAttr,
  intsAttr,
  type LowerContext,
  type Lowering,
  normalAxis,
  type Operand,
  output,
} from '../build/context.js';
import { emitMove } from '../build/move.js';
import { placeAt } from '../build/program-builder.js';
import { shareAxes } from '../build/share.js';

/** Copies `shape` elements between two operands with given strides, each from a byte offset on. */
function move(
  context: LowerContext,
  shape: readonly Dim[],
  to: { readonly operand: Operand; readonly strides: readonly Dim[]; readonly offset: Dim },
  from: { readonly operand: Operand; readonly strides: readonly Dim[]; readonly offset: Dim },
): void {
  const dst = { place: placeAt(to.operand.place, to.offset), memory: to.operand.memory };
  const src = { place: placeAt(from.operand.place, from.offset), memory: from.operand.memory };
  const whole = collapse(axesOf(shape, [to.strides, from.strides]));
  const { axes, places } = shareAxes(context, whole, [dst.place, src.place]);
  const [here = dst.place, there = src.place] = places;
  emitMove(context.b, { ...dst, place: here }, { ...src, place: there }, axes, from.operand.elemBytes);
}

const packed = (operand: Operand) => packedStrides(operand.shape, operand.elemBytes);

export const lowerCopy: Lowering = (context, instr) => {
  const [x, y] = [input(instr, 0), output(instr)];
  const flat = [dim.product(x.shape)];
  const strides = [x.elemBytes];
  move(context, flat, { operand: y, strides, offset: 0 }, { operand: x, strides, offset: 0 });
};

export const lowerTranspose: Lowering = (context, instr) => {
  const [x, y] = [input(instr, 0), output(instr)];
  const perm = intsAttr(instr.attrs, 'perm');
  const from = packed(x);
  const strides = perm.map((axis) => from[axis] ?? 0);
  move(context, y.shape, { operand: y, strides: packed(y), offset: 0 }, { operand: x, strides, offset: 0 });
};

/** 1 where `size` turns out to be `full`, else 0: then it is 1, and repeated. */
function isWhole(size: Dim, full: Dim): Dim {
  return dim.max(0, dim.min(1, dim.add(1, dim.sub(size, full))));
}

/** Where only the run tells whether an axis is repeated, both ways are written: loops that run once or not at all decide. */
export const lowerExpand: Lowering = (context, instr) => {
  const [x, y] = [input(instr, 0), output(instr)];
  const skip = y.shape.length - x.shape.length;
  const copy = (shape: readonly Dim[], strides: readonly Dim[]) =>
    move(context, shape, { operand: y, strides: packed(y), offset: 0 }, { operand: x, strides, offset: 0 });
  const decide = (axis: number, shape: readonly Dim[], strides: readonly Dim[]): void => {
    const [size, full] = [x.shape[axis - skip], y.shape[axis]];
    if (size === undefined || full === undefined) {
      if (axis < skip) decide(axis + 1, shape, strides);
      else copy(shape, strides);
    } else if (size === 1 || size === full) {
      decide(axis + 1, shape, strides);
    } else {
      const whole = isWhole(size, full);
      context.b.loop('whole', whole, () => decide(axis + 1, shape.with(axis, dim.min(size, full)), strides));
      context.b.loop('repeated', dim.sub(1, whole), () => decide(axis + 1, shape, strides.with(axis, 0)));
    }
  };
  decide(0, y.shape, broadcastStrides(x.shape, y.shape, x.elemBytes));
};

export const lowerSlice: Lowering = (context, instr) => {
  const [x, y] = [input(instr, 0), output(instr)];
  const [starts, axes, steps] = [
    dimsAttr(instr.attrs, 'starts'),
    intsAttr(instr.attrs, 'axes'),
    intsAttr(instr.attrs, 'steps'),
  ];
  const strides = packed(x);
  let offset: Dim = 0;
  starts.forEach((start, i) => {
    const axis = normalAxis(axes[i] ?? i, x.shape.length);
    const stride = strides[axis] ?? 0;
    offset = dim.add(offset, dim.mul(start, stride));
    strides[axis] = dim.mul(stride, steps[i] ?? 1);
  });
  move(context, y.shape, { operand: y, strides: packed(y), offset: 0 }, { operand: x, strides, offset });
};

/** Writes a slice of the whole that the buffer of results is. */
export const lowerInsert: Lowering = (context, { ins: [ys, y], attrs }) => {
  invariant(ys && y, 'there is a whole and a slice of it');
  const axis = normalAxis(intAttr(attrs, 'axis'), ys.shape.length);
  const [{ at }, strides] = [attrs, packed(ys)];
  const isPlace = typeof at === 'number' || (typeof at === 'object' && 'kind' in at && at.kind === 'expr');
  invariant(isPlace, 'a slice has a place');
  const [stride = 0] = strides.splice(axis, 1);
  const whole = { operand: ys, strides, offset: dim.mul(at, stride) };
  move(context, y.shape, whole, { operand: y, strides: packed(y), offset: 0 });
};

/** Copies each part to or from its piece of the whole along an axis. */
function alongAxis(
  context: LowerContext,
  instr: GenericInstr,
  whole: Operand,
  parts: readonly Operand[],
  join: boolean,
): void {
  const axis = normalAxis(intAttr(instr.attrs, 'axis'), whole.shape.length);
  const strides = packed(whole);
  let start: Dim = 0;
  for (const part of parts) {
    const piece = { operand: whole, strides, offset: dim.mul(start, strides[axis] ?? 0) };
    const own = { operand: part, strides: packed(part), offset: 0 };
    if (join) move(context, part.shape, piece, own);
    else move(context, part.shape, own, piece);
    start = dim.add(start, part.shape[axis] ?? 0);
  }
}

export const lowerConcat: Lowering = (context, instr) => {
  const parts = instr.ins.filter((part): part is Operand => part !== undefined);
  alongAxis(context, instr, output(instr), parts, true);
};

export const lowerSplit: Lowering = (context, instr) => {
  alongAxis(context, instr, input(instr, 0), instr.outs, false);
};
