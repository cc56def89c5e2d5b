// Cast-25 between every pair of element types. Floats round once to nearest even (float8 saturates where asked);
// reals become integers by truncation, integers narrow by dropping high bits, bool is `x != 0`; strings are parsed and
// printed (shortest text that reads back).

import {
  arrayOf,
  convertArray,
  type ElementType,
  type EncodeOptions,
  isFloat,
  type NumericArray,
  printFloat,
  stringTensor,
  type Tensor,
  tensorFromArray,
} from '@afterglow/core';
import { type Floats, floatsOf, isByteFloat, sealFloats } from '../../data/elements.js';
import { boolAttr, kernel, tensorAt, wordAttr } from '../../kernel.js';
import { castFromStrings, castToString } from './cast-strings.js';

/** Converts a tensor. Options matter for the 8-bit floats alone: f4 always saturates, wider floats never do. */
export function castTensor(x: Tensor, to: ElementType, options: EncodeOptions = {}): Tensor {
  if (x.elem === to) return x;
  if (to === 'string') {
    const print = castToString(x.elem, printFloat);
    const values = isFloat(x.elem) ? floatsOf(x) : (arrayOf(x) as ArrayLike<number | bigint>);
    return stringTensor(x.shape, Array.from<number | bigint, string>(values, print));
  }
  if (x.elem === 'string') return castFromStrings(arrayOf(x) as readonly string[], x.shape, to, options);
  // Strings were handled above, so the array is a numeric one.
  const converted = convertArray(x.elem, to, arrayOf(x) as NumericArray, isByteFloat(to) ? options : {});
  if (to === 'f32' || to === 'f64') return sealFloats(to, x.shape, converted as Floats);
  return tensorFromArray(to, x.shape, converted);
}

export const cast = kernel('cast', (context) => {
  const saturate = boolAttr(context, 'saturate', true);
  const round = wordAttr(context, 'round', 'nearest') as 'nearest' | 'up' | 'down';
  return [castTensor(tensorAt(context, 0), context.attrs['to'] as ElementType, { saturate, round })];
});
