// Result type of `quantized_concat`: sizes as of `concat`; how it is stored, the node states.

import type { Dim } from '@afterglow/core';
import { type TensorType, type Type, tensorType } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';
import { presentTypes } from './region-types.js';

export function inferQuantizedConcat(t: Inference): readonly Type[] {
  const types = presentTypes(t, 'xs');
  const parts = types.filter((type): type is TensorType => type.kind === 'tensor' && type.encoding !== undefined);
  const [first] = parts;
  if (!first || parts.length < types.length) {
    t.problem('all operands must be quantized, and there must be one');
    return [];
  }
  const axis = t.axis(t.int('axis'), first.shape.length);
  const others = (shape: readonly Dim[]) => t.replace(shape, axis, 0);
  const fits = parts.every(
    ({ shape }) => shape.length === first.shape.length && t.sameShape(others(shape), others(first.shape)),
  );
  t.require(fits, 'the operands must have the same sizes on all other axes');
  const given = t.given?.[0];
  if (given?.kind !== 'tensor' || !given.encoding) {
    t.problem('the node must state the encoding of its result');
    return [];
  }
  const sizes = parts.map(({ shape }) => t.at(shape, axis));
  return [tensorType(given.elem, t.replace(first.shape, axis, t.sum(sizes)), given.encoding)];
}
