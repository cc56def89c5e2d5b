// ScatterElements-18 and ScatterND-18: a copy of the input with updates written (or folded in) at the indices, in the
// order of the updates.
// Bounds: every index is checked against the axis it selects from before it becomes an offset.

import { type ElementType, isFloat, roundF16, type Tensor, tensorFromArray } from '@afterglow/core';
import { bigMax, bigMin } from '../../data/bigs.js';
import {
  type BigElements,
  bigsOf,
  floatsOf,
  isBig,
  moved,
  type Numbers,
  newElements,
  sealFloats,
  storedOf,
  wordsIn,
  wrapNarrow,
} from '../../data/elements.js';
import { indicesInto } from '../../data/index.js';
import { copyBlock } from '../../data/move.js';
import { axisOf, sizeOf, stridesOf } from '../../data/shape.js';
import { intAttr, type KernelContext, kernel, tensorAt, unsupported, wordAttr } from '../../kernel.js';
import { elementOffsets, tupleOffsets } from './gather.kernel.js';

const floatFolds: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  mul: (a, b) => a * b,
  max: Math.max,
  min: Math.min,
};
const intFolds: Readonly<Record<string, (a: number, b: number) => number>> = { ...floatFolds, mul: Math.imul };
const bigFolds: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  add: (a, b) => a + b,
  mul: (a, b) => a * b,
  max: bigMax,
  min: bigMin,
};

function roundingOf(elem: ElementType): (value: number) => number {
  if (elem === 'f16') return roundF16;
  return elem === 'f32' ? Math.fround : (value) => value;
}

/** Writes `updates[u]` at `offsets[floor(u / block)] + u mod block`, folding with what is there. */
function scatter(context: KernelContext, x: Tensor, updates: Tensor, offsets: Float64Array, block: number): Tensor {
  const reduction = wordAttr(context, 'reduction', 'none');
  const count = offsets.length;
  if (reduction === 'none') {
    const [from, news] = [wordsIn(x), wordsIn(updates)];
    return moved(x.elem, x.shape, (out) => {
      copyBlock(out, 0, from, 0, from.length);
      for (let t = 0; t < count; t++) copyBlock(out, offsets[t], news, t * block, block);
    });
  }
  const each = (fold: (target: number, update: number) => void) => {
    for (let t = 0; t < count; t++) for (let i = 0; i < block; i++) fold(offsets[t] + i, t * block + i);
  };
  if (isFloat(x.elem)) {
    // Folds in double and rounds once at the end, however many updates meet in one element; a card rounds every step.
    const [sums, news, f] = [Float64Array.from(floatsOf(x)), floatsOf(updates), floatFolds[reduction]];
    const round = context.numerics === 'card' ? roundingOf(x.elem) : (value: number) => value;
    each((target, update) => (sums[target] = round(f(sums[target], news[update]))));
    return sealFloats(x.elem, x.shape, sums);
  }
  const out = newElements(x.elem, sizeOf(x.shape));
  if (isBig(x.elem)) {
    const [bigs, news, f] = [out as BigElements, bigsOf(updates), bigFolds[reduction]];
    bigs.set(bigsOf(x) as BigInt64Array & BigUint64Array);
    each((target, update) => (bigs[target] = f(bigs[target], news[update])));
  } else {
    if (x.elem === 'string') unsupported(context, `reduction ${reduction} of strings`);
    const [ints, news, f] = [out as Numbers, storedOf(updates), intFolds[reduction]];
    ints.set(storedOf(x));
    each((target, update) => (ints[target] = f(ints[target], news[update])));
    wrapNarrow(x.elem, ints);
  }
  return tensorFromArray(x.elem, x.shape, out);
}

export const scatterElements = kernel('scatter_elements', (context) => {
  const [x, indices, updates] = [tensorAt(context, 0), tensorAt(context, 1), tensorAt(context, 2)];
  const axis = axisOf(intAttr(context, 'axis', 0), x.shape.length);
  const picks = indicesInto('scatter_elements', indices, x.shape[axis], `axis ${axis}`);
  return [scatter(context, x, updates, elementOffsets('scatter_elements', x.shape, indices.shape, picks, axis), 1)];
});

export const scatterNd = kernel('scatter_nd', (context) => {
  const [x, indices, updates] = [tensorAt(context, 0), tensorAt(context, 1), tensorAt(context, 2)];
  const tuple = indices.shape[indices.shape.length - 1];
  const offsets = tupleOffsets('scatter_nd', indices, x.shape, stridesOf(x.shape), 0);
  return [scatter(context, x, updates, offsets, sizeOf(x.shape.slice(tuple)))];
});
