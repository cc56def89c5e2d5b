// A convolution as the product of its weight and all windows, for numbers of 64 bits: ONNX Conv is defined for them, but
// ONNX Runtime runs it on narrower ones only. MatMul it runs on these too.

import { dim } from '@afterglow/core';
import type { Emitter } from '../../emitter.js';
import type { ExportNode } from '../../export-node.js';

/** Where each window looks along a spatial axis: the places of the kernel by the places of the result. */
function windowPlaces(n: ExportNode, e: Emitter, axis: number): string {
  const stride = n.ints('strides')[axis] ?? 1;
  const dilation = n.ints('dilations')[axis] ?? 1;
  const [kernel, count] = [n.shape(1)[axis + 2] ?? 1, n.result().shape[axis + 2] ?? 1];
  const upTo = (size: string) =>
    e.op('Range', [e.scalar('i64', 0), e.op('Squeeze', [size, e.ints([0])]), e.scalar('i64', 1)]);
  const begins = e.op('Mul', [upTo(e.dims([count])), e.scalar('i64', stride)]);
  const steps = e.op('Mul', [upTo(e.dims([kernel])), e.scalar('i64', dilation)]);
  return e.op('Add', [e.op('Unsqueeze', [steps, e.ints([1])]), begins]);
}

/** x with its spatial axes split in two each: N, C, kernel 0, result 0, kernel 1, result 1, … */
function windowsOf(n: ExportNode, e: Emitter, x: string): string {
  const rank = n.rank(0) - 2;
  const pads = n.ints('pads');
  const padding = [0, 0, ...pads.slice(0, rank), 0, 0, ...pads.slice(rank)];
  let windows = pads.some((pad) => pad !== 0) ? e.op('Pad', [x, e.ints(padding)]) : x;
  for (let axis = 0; axis < rank; axis++) {
    windows = e.op('Gather', [windows, windowPlaces(n, e, axis)], { axis: 2 + 2 * axis });
  }
  return windows;
}

/** Writes the convolution without its addend and activation. */
export function convByMatMul(n: ExportNode, e: Emitter, inputs: readonly string[]): string {
  const [x = '', weight = '', bias = ''] = inputs;
  const rank = n.rank(0) - 2;
  const groups = n.int('groups');
  const [filters = 1, ...kernel] = n.shape(1);
  const [batch = 1, , ...result] = n.result().shape;
  const axes = Array.from({ length: rank }, (_, axis) => 2 + 2 * axis);
  const reshaped = (value: string, shape: Parameters<Emitter['dims']>[0]) =>
    e.op('Reshape', [value, e.dims(shape)], { allowzero: 1 });
  const perm = [0, 1, ...axes, ...axes.map((axis) => axis + 1)];
  const terms = dim.product(kernel);
  const columns = reshaped(e.op('Transpose', [windowsOf(n, e, x)], { perm }), [
    batch,
    groups,
    terms,
    dim.product(result),
  ]);
  const rows = reshaped(weight, [groups, dim.floorDiv(filters, groups), terms]);
  const y = reshaped(e.op('MatMul', [rows, columns]), n.result().shape);
  const spatial = Array.from({ length: rank }, (_, axis) => axis + 1);
  return bias === '' ? y : e.op('Add', [y, e.op('Unsqueeze', [bias, e.ints(spatial)])]);
}
