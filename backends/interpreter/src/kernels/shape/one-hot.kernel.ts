// OneHot-11: `values[1]` at the index along the new axis, `values[0]` elsewhere. An index outside [−depth, depth) leaves
// its whole row off.

import { doublesOf, integersAsNumbers, moved, wordsIn } from '../../data/elements.js';
import { axisOf, sizeOf } from '../../data/shape.js';
import { badOperand, intAttr, kernel, tensorAt } from '../../kernel.js';

export const oneHot = kernel('one_hot', (context) => {
  const [indices, depthTensor, values] = [tensorAt(context, 0), tensorAt(context, 1), tensorAt(context, 2)];
  const depth = Math.trunc(doublesOf(depthTensor)[0]);
  if (!(depth >= 0)) badOperand(context, `depth ${depth} is negative`);
  const axis = axisOf(intAttr(context, 'axis', -1), indices.shape.length + 1);
  const picks = indices.elem === 'i64' || indices.elem === 'u64' ? integersAsNumbers(indices) : doublesOf(indices);
  const inner = sizeOf(indices.shape.slice(axis));
  const shape = [...indices.shape.slice(0, axis), depth, ...indices.shape.slice(axis)];
  const words = wordsIn(values);
  return [
    moved(values.elem, shape, (out) => {
      for (let i = 0; i < out.length; i++) out[i] = words[0];
      for (let i = 0; i < picks.length; i++) {
        const index = Math.trunc(picks[i]) + (picks[i] < 0 ? depth : 0);
        if (index >= 0 && index < depth) out[(Math.floor(i / inner) * depth + index) * inner + (i % inner)] = words[1];
      }
    }),
  ];
});
