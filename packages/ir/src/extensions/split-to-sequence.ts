// Result type of `split_to_sequence`: slices of the operand. How long a slice is along the axis is known only when each has
// length 1.

import { anySize, sequenceType, type Type, tensorType } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';

export function inferSplitToSequence(t: Inference): readonly Type[] {
  const [x] = t.operandTypes('x');
  const [lengths] = t.operandTypes('lengths');
  if (x?.kind !== 'tensor') {
    if (x) t.problem(`operand x must be a tensor, but is ${x.key}`);
    return [];
  }
  const axis = t.axis(t.int('axis'), x.shape.length);
  if (!lengths) {
    const shape = t.bool('keepdims') ? t.replace(x.shape, axis, 1) : t.drop(x.shape, axis);
    return [sequenceType(tensorType(x.elem, shape))];
  }
  const fits =
    lengths.kind === 'tensor' && lengths.shape.length <= 1 && (lengths.elem === 'i64' || lengths.elem === 'i32');
  if (!fits) t.problem(`operand lengths must be integers of rank 0 or 1, but is ${lengths.key}`);
  return [sequenceType(tensorType(x.elem, t.replace(x.shape, axis, anySize())))];
}
