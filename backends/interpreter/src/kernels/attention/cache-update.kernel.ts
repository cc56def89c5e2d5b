// TensorScatter-24 of ai.onnx: moves rows of the update into a copy of the cache.
// Bounds: all axes of cache and update but one are equal, so `outer` and `inner` are those of both.

import { integersAsNumbers, moved, wordsIn } from '../../data/elements.js';
import { aroundAxis, axisOf } from '../../data/shape.js';
import { badOperand, boolAttr, intAttr, kernel, optionalTensorAt, tensorAt } from '../../kernel.js';

export const cacheUpdate = kernel('cache_update', (context) => {
  const [cache, update] = [tensorAt(context, 0), tensorAt(context, 1)];
  const axis = axisOf(intAttr(context, 'axis', -2), cache.shape.length);
  const circular = boolAttr(context, 'circular');
  const { outer, n, inner } = aroundAxis(cache.shape, axis);
  const rows = update.shape[axis];
  const startsOperand = optionalTensorAt(context, 2);
  const starts = startsOperand && integersAsNumbers(startsOperand);
  const perEntry = outer / cache.shape[0];
  const [old, added] = [wordsIn(cache), wordsIn(update)];
  return [
    moved(cache.elem, cache.shape, (out) => {
      for (let i = 0; i < old.length; i++) out[i] = old[i];
      for (let o = 0; o < outer; o++) {
        const start = starts ? starts[Math.floor(o / perEntry)] : 0;
        if (!circular && (start < 0 || start + rows > n)) {
          badOperand(context, `${rows} rows from ${start} do not fit into a cache of ${n}`);
        }
        for (let r = 0; r < rows; r++) {
          const row = (((start + r) % n) + n) % n;
          for (let i = 0; i < inner; i++) out[(o * n + row) * inner + i] = added[(o * rows + r) * inner + i];
        }
      }
    }),
  ];
});
