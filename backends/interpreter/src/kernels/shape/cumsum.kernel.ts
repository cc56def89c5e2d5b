// CumSum-14 and CumProd-26: running sums and products along an axis given as data. Exclusive: of what came before; reverse:
// from the end. Exact numerics keep the running value in double; the card's keep it in f32.

import { isFloat, type Tensor, tensorFromArray } from '@afterglow/core';
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
import { badOperand, boolAttr, type KernelContext, kernel, tensorAt } from '../../kernel.js';

/** How a running value starts and grows. 32-bit integers wrap, as the products of `Math.imul` do. */
interface Running {
  readonly start: 0 | 1;
  readonly floats: (a: number, b: number) => number;
  readonly ints: (a: number, b: number) => number;
  readonly bigs: (a: bigint, b: bigint) => bigint;
}

const SUM: Running = { start: 0, floats: (a, b) => a + b, ints: (a, b) => (a + b) | 0, bigs: (a, b) => a + b };
const PRODUCT: Running = {
  start: 1,
  floats: (a, b) => a * b,
  ints: Math.imul,
  bigs: (a, b) => BigInt.asIntN(64, a * b),
};

/** Walks each line along the axis: `read` an element, `write` what runs. */
function scan<T>(
  lines: { outer: number; n: number; inner: number },
  options: { reverse: boolean; exclusive: boolean },
  start: T,
  read: (at: number) => T,
  plus: (a: T, b: T) => T,
  write: (at: number, value: T) => void,
): void {
  const { outer, n, inner } = lines;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      let sum = start;
      for (let j = 0; j < n; j++) {
        const at = (o * n + (options.reverse ? n - 1 - j : j)) * inner + i;
        const next = plus(sum, read(at));
        write(at, options.exclusive ? sum : next);
        sum = next;
      }
    }
  }
}

function cumulative(context: KernelContext, running: Running): Tensor {
  const x = tensorAt(context, 0);
  const rank = x.shape.length;
  const axis = axisOf(integersAsNumbers(tensorAt(context, 1))[0], rank);
  if (!(axis >= 0 && axis < rank)) badOperand(context, `there is no axis ${axis}`);
  const lines = aroundAxis(x.shape, axis);
  const options = { reverse: boolAttr(context, 'reverse'), exclusive: boolAttr(context, 'exclusive') };
  const size = sizeOf(x.shape);
  const { start, floats } = running;
  if (isFloat(x.elem)) {
    const [values, out] = [floatsOf(x), newFloats(x.elem, size)];
    const single = context.numerics === 'card' && x.elem !== 'f64';
    const grow = single ? (a: number, b: number) => Math.fround(floats(a, b)) : floats;
    scan<number>(
      lines,
      options,
      start,
      (at) => values[at],
      grow,
      (at, v) => (out[at] = v),
    );
    return sealFloats(x.elem, x.shape, out);
  }
  const out = newElements(x.elem, size);
  if (isBig(x.elem)) {
    const [values, bigs] = [bigsOf(x), out as BigElements];
    scan(
      lines,
      options,
      BigInt(start),
      (at) => values[at],
      running.bigs,
      (at, v) => (bigs[at] = v),
    );
    return tensorFromArray(x.elem, x.shape, bigs);
  }
  const [values, ints] = [storedOf(x), out as Numbers];
  scan<number>(
    lines,
    options,
    start,
    (at) => values[at],
    running.ints,
    (at, v) => (ints[at] = v),
  );
  return tensorFromArray(x.elem, x.shape, wrapNarrow(x.elem, ints));
}

export const cumsum = kernel('cumsum', (context) => [cumulative(context, SUM)]);

export const cumprod = kernel('cumprod', (context) => [cumulative(context, PRODUCT)]);
