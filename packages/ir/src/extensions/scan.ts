// Result types of `scan`: carried values as in `loop`; then the collected slices, joined along their output axes.

import type { Dim } from '@afterglow/core';
import { type Type, tensorType } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';
import { collectedShape } from './collected-shape.js';
import { joinTypes } from './join-types.js';
import { expectCount, presentTypes } from './region-types.js';

/** The length all scanned operands share, or undefined when there is none (which is noted). */
function scanLength(t: Inference, scanned: readonly Type[]): Dim | undefined {
  const axes = t.ints('scan_axes');
  let length: Dim | undefined;
  scanned.forEach((type, i) => {
    if (type.kind !== 'tensor') return t.problem(`scanned operand ${i} is ${type.key}; only tensors can be scanned`);
    const size = t.at(type.shape, t.axis(axes[i] ?? 0, type.shape.length));
    if (length === undefined) length = size;
    else if (!t.same(length, size)) t.problem('the scanned operands have different lengths');
  });
  if (length === undefined) t.problem('there must be an operand to scan');
  return length;
}

export function inferScan(t: Inference): readonly Type[] {
  const [body] = t.regions;
  if (!body) return [];
  const carried = t.int('carried');
  const operands = presentTypes(t, 'xs');
  const scanned = operands.slice(carried);
  if (carried < 0 || carried > operands.length) {
    t.problem(`${carried} of ${operands.length} operands cannot be carried`);
    return [];
  }
  const length = scanLength(t, scanned);
  if (!expectCount(t, 'parameters of the body', body.params.length, operands.length)) return [];
  if (body.results.length < carried) {
    t.problem(`the body gives ${body.results.length} values, but ${carried} are carried`);
    return [];
  }
  const kept = operands.slice(0, carried).flatMap((type, i) => {
    const [param, result] = [body.params[i], body.results[i]];
    return (param && result && joinTypes(t, `carried value ${i}`, [type, param.type, result.type])) ?? [];
  });
  const axes = t.ints('output_axes');
  const collected = body.results.slice(carried).flatMap(({ type }, i) => {
    if (type.kind !== 'tensor') {
      t.problem(`collected value ${i} is ${type.key}; only tensors can be collected`);
      return [];
    }
    const shape = collectedShape(t, type.shape, body.params, operands);
    return length === undefined ? [] : tensorType(type.elem, t.insert(shape, axes[i] ?? 0, length));
  });
  return [...kept, ...collected];
}
