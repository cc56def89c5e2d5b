// Reading and writing by index.

import { exportMovement, exportRule } from '../../export-rule.js';
import { isNarrow, widened } from '../../widened.js';

export const gather = exportMovement('gather', (n, e) => e.op('Gather', n.all(), { axis: n.int('axis') }));

export const gatherElements = exportMovement('gather_elements', (n, e) =>
  e.op('GatherElements', n.all(), { axis: n.int('axis') }),
);

export const gatherNd = exportMovement('gather_nd', (n, e) =>
  e.op('GatherND', n.all(), { batch_dims: n.int('batch_dims') }),
);

export const scatterElements = exportMovement('scatter_elements', (n, e) =>
  e.op('ScatterElements', n.all(), { axis: n.int('axis'), reduction: n.word('reduction') }),
);

export const scatterNd = exportMovement('scatter_nd', (n, e) =>
  e.op('ScatterND', n.all(), { reduction: n.word('reduction') }),
);

export const oneHot = exportMovement('one_hot', (n, e) => e.op('OneHot', n.all(), { axis: n.int('axis') }));

export const nonZero = exportMovement('non_zero', (n, e) => e.op('NonZero', n.all()));

/** ONNX TopK: k is a vector of one. */
export const topK = exportMovement('top_k', (n, e) => {
  const k = n.rank(1) === 1 ? n.in(1) : e.op('Reshape', [n.in(1), e.ints([1])]);
  const attributes = { axis: n.int('axis'), largest: Number(n.flag('largest')), sorted: Number(n.flag('sorted')) };
  return e.ops('TopK', [n.in(0), k], attributes, 2);
});

/** ONNX CumSum. */
export const cumsum = exportRule(
  'cumsum',
  (n, e) =>
    widened(
      n,
      e,
      (inputs) =>
        e.op('CumSum', inputs, { exclusive: Number(n.flag('exclusive')), reverse: Number(n.flag('reverse')) }),
      'short',
    ),
  (n) => !isNarrow(n, 'short'),
);
