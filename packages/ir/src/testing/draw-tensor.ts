// Random contents of tensors: numbers of moderate size, among them zeros and equal ones; indices where an operand asks for them.

import {
  ELEMENT_TYPES,
  type ElementType,
  isFloat,
  stringTensor,
  type Tensor,
  tensorFromNumbers,
} from '@afterglow/core';
import type { Draw } from './draw.js';

const WORDS = ['', 'a', 'b c', 'Straße'];

/** Numbers of an element type, none of which overflows when a few are added or multiplied. */
export function drawNumber(draw: Draw, elem: ElementType): number {
  if (elem === 'bool') return draw.below(2);
  if (isFloat(elem)) return draw.oneIn(12) ? 0 : draw.between(-512, 512) / 256;
  const { class: kind, bits } = ELEMENT_TYPES[elem];
  const most = bits <= 2 ? 1 : bits <= 4 ? 3 : 5;
  return kind === 'unsigned' ? draw.below(most + 1) : draw.between(-Math.min(most, 2 ** (bits - 1) - 1), most);
}

export function drawTensor(draw: Draw, elem: ElementType, shape: readonly number[]): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  if (elem === 'string')
    return stringTensor(
      shape,
      Array.from({ length: size }, () => draw.pick(WORDS)),
    );
  const perElement = ELEMENT_TYPES[elem].class === 'complex' ? 2 : 1;
  return tensorFromNumbers(
    elem,
    shape,
    Array.from({ length: size * perElement }, () => drawNumber(draw, elem)),
  );
}
