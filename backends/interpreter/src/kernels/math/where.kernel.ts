// Where-16: picks from `a` where the condition holds, else from `b`; all three broadcast. Moves bits, any element type.
// Bounds: rows come from `forEachRow` over the result's shape with strides made from the operands' own shapes.

import { moved, storedOf, wordsIn } from '../../data/elements.js';
import { forEachRow } from '../../data/rows.js';
import { broadcast, broadcastStrides } from '../../data/shape.js';
import { kernel, tensorAt } from '../../kernel.js';

export const where = kernel('where', (context) => {
  const operands = [tensorAt(context, 0), tensorAt(context, 1), tensorAt(context, 2)] as const;
  const shape = broadcast(
    context,
    operands.map((tensor) => tensor.shape),
  );
  const condition = storedOf(operands[0]);
  const [a, b] = [wordsIn(operands[1]), wordsIn(operands[2])];
  const strides = operands.map((tensor) => broadcastStrides(tensor.shape, shape));
  return [
    moved(operands[1].elem, shape, (out) => {
      forEachRow(shape, strides, (at, count, [pc, pa, pb], [sc, sa, sb]) => {
        for (let i = 0; i < count; i++) out[at + i] = condition[pc + i * sc] ? a[pa + i * sa] : b[pb + i * sb];
      });
    }),
  ];
});
