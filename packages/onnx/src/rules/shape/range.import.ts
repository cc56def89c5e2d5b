import { type Dim, dim, isInteger } from '@afterglow/core';
import { build, tensorType } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** max(0, ceil((limit - start) / delta)) as far as it follows from shapes. A step that is missing (com.microsoft Range) is 1. */
function lengthOf(n: NodeReader): Dim | undefined {
  if (!isInteger(n.elem(0))) {
    const [start, limit, delta] = [n.constNumber(0), n.constNumber(1), n.has(2) ? n.constNumber(2) : 1];
    if (start === undefined || limit === undefined || !delta) return undefined;
    return Math.max(0, Math.ceil((limit - start) / delta));
  }
  const [start, limit, delta] = [n.dims(0)?.[0], n.dims(1)?.[0], n.has(2) ? n.dims(2)?.[0] : 1];
  if (start === undefined || limit === undefined || delta === undefined) return undefined;
  const { symbols } = n.context.session;
  const span = dim.sub(limit, start);
  if (delta === 0) n.invalid('the step is 0');
  if (typeof delta === 'number' && delta < 0) return symbols.max(0, dim.ceilDiv(dim.negate(span), -delta));
  // A symbolic step is a size of the model: 0 only where the range is of no use.
  return symbols.isNonNegative(delta) ? symbols.max(0, dim.ceilDiv(span, delta)) : undefined;
}

/** ONNX Range: its length follows from shapes where the bounds do. */
export const range = importRule('ai.onnx', 'Range', {
  '11-': (n, b) => {
    const length = lengthOf(n);
    const scalar = (i: number) => b.reshape(n.in(i), []);
    const options = length === undefined ? {} : { types: [tensorType(n.elem(0), [length])] };
    const step = n.has(2) ? scalar(2) : b.scalar(n.elem(0), 1);
    return build.range(b, scalar(0), scalar(1), step, options);
  },
});
