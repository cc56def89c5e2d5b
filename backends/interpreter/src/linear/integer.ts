// Matrix products of integers: exact, wrapping like C in the element type. Clear, not fast: integer layers are rare in
// graphs that are not quantised. An activation sees the wrapped product.

import { type Tensor, tensorFromArray } from '@afterglow/core';
import { type BigElements, bigsOf, isBig, type Numbers, newElements, storedOf, wrapNarrow } from '../data/elements.js';
import { sizeOf } from '../data/shape.js';
import { type KernelContext, unsupported } from '../kernel.js';
import { activateIntegers } from './activation.js';

export interface IntegerProduct {
  /** Result shape, whose last two axes are (m, n) up to dropped ones. */
  readonly shape: readonly number[];
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly bias?: Tensor | undefined;
  /** `b` is [n, k] instead of [k, n]. */
  readonly transposed?: boolean;
  /** Offsets of each batch's first element; one batch from 0 when absent. */
  readonly batches?: readonly { readonly a: number; readonly b: number }[];
}

export function integerProduct(context: KernelContext, a: Tensor, b: Tensor, form: IntegerProduct): Tensor {
  if (a.elem === 'string' || a.elem === 'bool') unsupported(context, `elements of type ${a.elem}`);
  const { shape, m, n, k, transposed = false, bias, batches = [{ a: 0, b: 0 }] } = form;
  const out = newElements(a.elem, sizeOf(shape));
  const visit = (sum: (at: number, pa: number, pb: number, j: number) => void) => {
    batches.forEach((batch, index) => {
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          sum((index * m + i) * n + j, batch.a + i * k, batch.b + (transposed ? j * k : j), j);
        }
      }
    });
  };
  const step = transposed ? 1 : n;
  if (isBig(a.elem)) {
    const [x, y, z, start] = [bigsOf(a), bigsOf(b), out as BigElements, bias ? bigsOf(bias) : undefined];
    visit((at, pa, pb, j) => {
      let sum = start ? start[j] : 0n;
      for (let i = 0; i < k; i++) sum += x[pa + i] * y[pb + i * step];
      z[at] = sum;
    });
    return activateIntegers(context, tensorFromArray(a.elem, shape, z));
  }
  const [x, y, z, start] = [storedOf(a), storedOf(b), out as Numbers, bias ? storedOf(bias) : undefined];
  visit((at, pa, pb, j) => {
    let sum = start ? start[j] | 0 : 0;
    for (let i = 0; i < k; i++) sum = (sum + Math.imul(x[pa + i], y[pb + i * step])) | 0;
    z[at] = sum;
  });
  return activateIntegers(context, tensorFromArray(a.elem, shape, wrapNarrow(a.elem, z)));
}
