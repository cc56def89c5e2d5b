// Reading and writing by index.

import type { ExportNode } from '../../export-node.js';
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

/** ONNX Unique, which counts in 64 bits. */
export const unique = exportRule('unique', (n, e) => {
  const attributes = { axis: n.given('axis') ? n.int('axis') : undefined, sorted: Number(n.flag('sorted')) };
  return e.ops('Unique', n.all(), attributes, [true, n.wants(1), n.wants(2), n.wants(3)]);
});

const order = (n: ExportNode) => ({ exclusive: Number(n.flag('exclusive')), reverse: Number(n.flag('reverse')) });

export const cumsum = exportRule(
  'cumsum',
  (n, e) => widened(n, e, (inputs) => e.op('CumSum', inputs, order(n)), 'short'),
  (n) => !isNarrow(n, 'short'),
);

/** ONNX CumProd is younger than what else is written. */
export const cumprod = exportRule(
  'cumprod',
  (n, e) => {
    e.needs(26);
    return widened(n, e, (inputs) => e.op('CumProd', inputs, order(n)), 'short');
  },
  (n) => !isNarrow(n, 'short'),
);
