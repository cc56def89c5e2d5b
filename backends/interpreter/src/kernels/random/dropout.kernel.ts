// Dropout-22. In training an element is dropped where its random number is below the ratio; what is kept is scaled so that
// the expectation stays. A ratio of 0, or no training, keeps everything.

import { randomUnit, tensorFromArray } from '@afterglow/core';
import { doublesOf, floatsOf, newFloats, sealFloats, storedOf } from '../../data/elements.js';
import { badOperand, intAttr, kernel, tensorAt } from '../../kernel.js';

export const dropout = kernel('dropout', (context) => {
  const x = tensorAt(context, 0);
  const ratio = doublesOf(tensorAt(context, 1))[0];
  const training = storedOf(tensorAt(context, 2))[0] !== 0;
  if (training && !(ratio >= 0 && ratio < 1)) badOperand(context, `the ratio is ${ratio}, not from 0 up to 1`);
  const values = floatsOf(x);
  const mask = new Uint8Array(values.length).fill(1);
  if (!training || ratio === 0) return [x, tensorFromArray('bool', x.shape, mask)];
  const seed = intAttr(context, 'seed');
  const out = newFloats(x.elem, values.length);
  for (let i = 0; i < out.length; i++) {
    mask[i] = Number(randomUnit(seed, i) >= ratio);
    out[i] = mask[i] === 0 ? 0 : values[i] / (1 - ratio);
  }
  return [sealFloats(x.elem, x.shape, out), tensorFromArray('bool', x.shape, mask)];
});
