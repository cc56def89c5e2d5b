// CumSum-14: running sums along an axis given as data. Exclusive: the sum of what came before; reverse: from the end.
// Exact numerics keep the running sum in double; the card's keep it in f32.

import { isFloat, tensorFromArray } from '@afterglow/core';
import {
  type BigElements,
  bigsOf,
  floatsOf,
  integersAsNumbers,
  isBig,
  type Numbers,
  newElements,
  newFloats,
  sealFloats,
  storedOf,
  wrapNarrow,
} from '../../data/elements.js';
import { aroundAxis, axisOf, sizeOf } from '../../data/shape.js';
import { badOperand, boolAttr, kernel, tensorAt } from '../../kernel.js';

/** Walks each line along the axis; `put(target, source)` adds element `source` and stores at `target`. */
function scan<T>(
  lines: { outer: number; n: number; inner: number },
  options: { reverse: boolean; exclusive: boolean },
  zero: T,
  read: (at: number) => T,
  plus: (a: T, b: T) => T,
  write: (at: number, value: T) => void,
): void {
  const { outer, n, inner } = lines;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      let sum = zero;
      for (let j = 0; j < n; j++) {
        const at = (o * n + (options.reverse ? n - 1 - j : j)) * inner + i;
        const next = plus(sum, read(at));
        write(at, options.exclusive ? sum : next);
        sum = next;
      }
    }
  }
}

export const cumsum = kernel('cumsum', (context) => {
  const x = tensorAt(context, 0);
  const rank = x.shape.length;
  const axis = axisOf(integersAsNumbers(tensorAt(context, 1))[0], rank);
  if (!(axis >= 0 && axis < rank)) badOperand(context, `there is no axis ${axis}`);
  const lines = aroundAxis(x.shape, axis);
  const options = { reverse: boolAttr(context, 'reverse'), exclusive: boolAttr(context, 'exclusive') };
  const size = sizeOf(x.shape);
  if (isFloat(x.elem)) {
    const [values, out] = [floatsOf(x), newFloats(x.elem, size)];
    const single = context.numerics === 'card' && x.elem !== 'f64';
    const plus = single ? (a: number, b: number) => Math.fround(a + b) : (a: number, b: number) => a + b;
    scan(
      lines,
      options,
      0,
      (at) => values[at],
      plus,
      (at, v) => (out[at] = v),
    );
    return [sealFloats(x.elem, x.shape, out)];
  }
  const out = newElements(x.elem, size);
  if (isBig(x.elem)) {
    const [values, bigs] = [bigsOf(x), out as BigElements];
    scan(
      lines,
      options,
      0n,
      (at) => values[at],
      (a, b) => a + b,
      (at, v) => (bigs[at] = v),
    );
    return [tensorFromArray(x.elem, x.shape, bigs)];
  }
  const [values, ints] = [storedOf(x), out as Numbers];
  scan(
    lines,
    options,
    0,
    (at) => values[at],
    (a, b) => (a + b) | 0,
    (at, v) => (ints[at] = v),
  );
  return [tensorFromArray(x.elem, x.shape, wrapNarrow(x.elem, ints))];
});
