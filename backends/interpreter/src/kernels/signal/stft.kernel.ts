// STFT-17: the Fourier transform of each frame of a signal, times a window, in double, rounded once.
// Bounds: the last frame ends inside the signal.

import type { Tensor } from '@afterglow/core';
import { floatsOf, integersAsNumbers, newFloats, sealFloats } from '../../data/elements.js';
import { sizeOf } from '../../data/shape.js';
import { badOperand, boolAttr, intAttr, type KernelContext, kernel, optionalTensorAt, tensorAt } from '../../kernel.js';
import { fourierTransform, newComplex } from '../../signal/fourier.js';

function frames(context: KernelContext, window: Tensor | undefined, step: number, length: number): Tensor {
  const x = tensorAt(context, 0);
  const [batch, size, parts] = x.shape;
  if (!(step > 0)) badOperand(context, `a step of ${step}`);
  if (!(length > 0 && length <= size)) badOperand(context, `a frame of ${length} in a signal of ${size}`);
  if (window && window.shape[0] !== length)
    badOperand(context, `a window of ${window.shape[0]} for frames of ${length}`);
  const count = Math.floor((size - length) / step) + 1;
  const bins = boolAttr(context, 'onesided', true) ? Math.floor(length / 2) + 1 : length;
  const shape = [batch, count, bins, 2];
  const [values, weights] = [floatsOf(x), window && floatsOf(window)];
  const out = newFloats(x.elem, sizeOf(shape));
  const transform = fourierTransform(length);
  for (let b = 0; b < batch; b++) {
    for (let f = 0; f < count; f++) {
      const frame = newComplex(length);
      for (let k = 0; k < length; k++) {
        const from = (b * size + f * step + k) * parts;
        const weight = weights ? weights[k] : 1;
        frame.re[k] = weight * values[from];
        if (parts === 2) frame.im[k] = weight * values[from + 1];
      }
      const { re, im } = transform(frame);
      for (let k = 0; k < bins; k++) {
        const to = ((b * count + f) * bins + k) * 2;
        out[to] = re[k];
        out[to + 1] = im[k];
      }
    }
  }
  return sealFloats(x.elem, shape, out);
}

export const stft = kernel('stft', (context) => [
  frames(context, optionalTensorAt(context, 1), intAttr(context, 'step'), intAttr(context, 'length')),
]);

export const dynamicStft = kernel('dynamic_stft', (context) => {
  const [window, given] = [optionalTensorAt(context, 2), optionalTensorAt(context, 3)];
  const length = given ? integersAsNumbers(given)[0] : (window?.shape[0] ?? tensorAt(context, 0).shape[1]);
  return [frames(context, window, integersAsNumbers(tensorAt(context, 1))[0], length)];
});
