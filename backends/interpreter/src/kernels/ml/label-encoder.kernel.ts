// LabelEncoder-4 and its relatives: a table looked up for each element.

import { arrayOf, tensorSize } from '@afterglow/core';
import { moved, wordsOf } from '../../data/elements.js';
import { badOperand, kernel, optionalTensorAt, tensorAt } from '../../kernel.js';

export const labelEncoder = kernel('label_encoder', (context) => {
  const [x, keys, values] = [tensorAt(context, 0), tensorAt(context, 1), tensorAt(context, 2)];
  const otherwise = optionalTensorAt(context, 3);
  const from = arrayOf(keys);
  // A Map finds NaN, and does not tell 0 from -0.
  const places = new Map<unknown, number>();
  for (let k = 0; k < from.length; k++) places.set(from[k], k);
  const [to, asked] = [wordsOf(arrayOf(values)), arrayOf(x)];
  const rest = otherwise && wordsOf(arrayOf(otherwise))[0];
  return [
    moved(values.elem, x.shape, (out) => {
      for (let i = 0; i < tensorSize(x); i++) {
        const place = places.get(asked[i]);
        if (place === undefined && !otherwise) badOperand(context, `${JSON.stringify(String(asked[i]))} is not a key`);
        out[i] = place === undefined ? rest : to[place];
      }
    }),
  ];
});
