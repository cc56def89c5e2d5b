// Constants whose numbers are those of another one, read in another type and shape.

import { convertTensor, numbersOf, reshapeTensor, tensorFromNumbers } from '@afterglow/core';
import { Builder, build, constTensor, createFunc, createModule, ops, setResultNames, tensorType } from '@afterglow/ir';
import { expect, it } from 'vitest';
import { textOf, thereAndBack } from './support.js';

it('a reshaped conversion of a conversion keeps its shape', () => {
  const numbers = Array.from({ length: 20 }, (_, i) => i / 3);
  const halves = convertTensor(tensorFromNumbers('f32', [20], numbers), 'f16');
  const bias = reshapeTensor(convertTensor(halves, 'f32'), [20, 1, 1]);
  const module = createModule('m');
  const func = createFunc(module, 'main');
  const builder = new Builder(func.body, { registry: ops });
  const x = builder.param('x', tensorType('f32', [2, 20, 4, 4]));
  const y = build.add(builder, x, builder.constant('bias', bias));
  builder.results([y]);
  setResultNames(func, ['y']);
  const back = thereAndBack(module);
  expect(textOf(back)).toBe(textOf(module));
  const read = constTensor([...back.consts.values()][0]);
  expect(read && [read.shape, Array.from(numbersOf(read))]).toEqual([[20, 1, 1], Array.from(numbersOf(bias))]);
});
