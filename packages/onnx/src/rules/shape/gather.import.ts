import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

export const gather = importRule('ai.onnx', 'Gather', {
  '1-': (n, b) => build.gather(b, n.in(0), n.in(1), { axis: n.axis(n.int('axis'), n.rank(0)) }),
});

export const gatherElements = importRule('ai.onnx', 'GatherElements', {
  '11-': (n, b) => build.gatherElements(b, n.in(0), n.in(1), { axis: n.axis(n.int('axis'), n.rank(0)) }),
});

export const gatherNd = importRule('ai.onnx', 'GatherND', {
  '11-': (n, b) => build.gatherNd(b, n.in(0), n.in(1), { batch_dims: n.maybeInt('batch_dims') ?? 0 }),
});
