// DFT-20 (and DFT-17): a Fourier transform along one axis, in double, rounded once. The signal is cut or filled with zeros to
// the length. onesided keeps the first half of a spectrum; with inverse the operand is that half, and the rest is its conjugate.
// Bounds: reads stay below the smaller of signal and length.

import type { Tensor } from '@afterglow/core';
import { allocate, floatsOf, integersAsNumbers, newFloats, sealFloats } from '../../data/elements.js';
import { aroundAxis, axisOf, sizeOf } from '../../data/shape.js';
import { badOperand, boolAttr, intAttr, type KernelContext, kernel, optionalTensorAt, tensorAt } from '../../kernel.js';
import { type Complex, fourierTransform, newComplex } from '../../signal/fourier.js';

/** The other half of a spectrum of a real signal of `length`. */
function mirror(x: Complex, length: number): void {
  for (let k = Math.floor(length / 2) + 1; k < length; k++) {
    x.re[k] = x.re[length - k];
    x.im[k] = -x.im[length - k];
  }
  // What a real signal cannot have: these do not count.
  x.im[0] = 0;
  if (length % 2 === 0) x.im[length / 2] = 0;
}

function transformed(context: KernelContext, x: Tensor, axis: number, length: number): Tensor {
  const rank = x.shape.length;
  const at = axisOf(axis, rank);
  if (!(at >= 0 && at < rank - 1)) badOperand(context, `${axis} is not a signal axis of rank ${rank}`);
  if (!(length >= 0)) badOperand(context, `a length of ${length}`);
  const [inverse, onesided] = [boolAttr(context, 'inverse'), boolAttr(context, 'onesided')];
  const parts = x.shape[rank - 1];
  const toReal = inverse && onesided;
  const kept = onesided && !inverse ? Math.floor(length / 2) + 1 : length;
  const shape = [...x.shape.slice(0, -1), toReal ? 1 : 2];
  shape[at] = length === 0 ? 0 : kept;
  const { outer, n, inner } = aroundAxis(x.shape.slice(0, -1), at);
  const values = floatsOf(x);
  const out = newFloats(x.elem, sizeOf(shape));
  if (length === 0) return sealFloats(x.elem, shape, out);
  const transform = allocate(`a transform of ${length}`, () => fourierTransform(length, inverse));
  const read = Math.min(n, toReal ? Math.floor(length / 2) + 1 : length);
  const components = toReal ? 1 : 2;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const signal = newComplex(length);
      for (let k = 0; k < read; k++) {
        const from = ((o * n + k) * inner + i) * parts;
        signal.re[k] = values[from];
        if (parts === 2) signal.im[k] = values[from + 1];
      }
      if (toReal) mirror(signal, length);
      const { re, im } = transform(signal);
      for (let k = 0; k < kept; k++) {
        const to = ((o * kept + k) * inner + i) * components;
        out[to] = re[k];
        if (!toReal) out[to + 1] = im[k];
      }
    }
  }
  return sealFloats(x.elem, shape, out);
}

export const dft = kernel('dft', (context) => [
  transformed(context, tensorAt(context, 0), intAttr(context, 'axis'), intAttr(context, 'length')),
]);

export const dynamicDft = kernel('dynamic_dft', (context) => {
  const x = tensorAt(context, 0);
  const [given, axisTensor] = [optionalTensorAt(context, 1), optionalTensorAt(context, 2)];
  const axis = axisTensor ? integersAsNumbers(axisTensor)[0] : -2;
  const size = x.shape[axisOf(axis, x.shape.length)] ?? 0;
  const half = boolAttr(context, 'inverse') && boolAttr(context, 'onesided');
  const length = given ? integersAsNumbers(given)[0] : half ? Math.max(0, 2 * (size - 1)) : size;
  return [transformed(context, x, axis, length)];
});
