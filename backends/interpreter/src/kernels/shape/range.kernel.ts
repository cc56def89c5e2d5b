// Range-11: start, start + delta, … below (above, for a negative delta) limit; max(0, ceil((limit − start) / delta)) values.

import { isFloat, tensorFromArray } from '@afterglow/core';
import {
  type BigElements,
  bigsOf,
  floatsOf,
  isBig,
  type Numbers,
  newElements,
  newFloats,
  sealFloats,
  storedOf,
} from '../../data/elements.js';
import { badOperand, kernel, tensorAt } from '../../kernel.js';

export const range = kernel('range', (context) => {
  const [start, limit, delta] = [tensorAt(context, 0), tensorAt(context, 1), tensorAt(context, 2)];
  const { elem } = start;
  if (isBig(elem)) {
    const [from, to, by] = [bigsOf(start)[0], bigsOf(limit)[0], bigsOf(delta)[0]];
    if (by === 0n) badOperand(context, 'a delta of 0 never ends');
    const whole = (to - from) / by;
    const count = Number(whole * by === to - from || whole < 0n ? whole : whole + 1n);
    const size = (to - from) * by > 0n ? Math.max(1, count) : 0;
    const out = newElements(elem, size) as BigElements;
    for (let i = 0; i < size; i++) out[i] = from + BigInt(i) * by;
    return [tensorFromArray(elem, [size], out)];
  }
  const read = isFloat(elem) ? floatsOf : storedOf;
  const [from, to, by] = [read(start)[0], read(limit)[0], read(delta)[0]];
  if (by === 0) badOperand(context, 'a delta of 0 never ends');
  const exact = Math.ceil((to - from) / by);
  const size = Number.isNaN(exact) ? 0 : Math.max(0, exact);
  const out = isFloat(elem) ? newFloats(elem, size) : (newElements(elem, size) as Numbers);
  for (let i = 0; i < size; i++) out[i] = from + i * by;
  return [isFloat(elem) ? sealFloats(elem, [size], out as Float32Array) : tensorFromArray(elem, [size], out)];
});
