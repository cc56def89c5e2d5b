import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

export const gather = importRule('ai.onnx', 'Gather', {
  '1-': (n, b) => build.gather(b, n.in(0), n.in(1), { axis: n.axis(n.int('axis'), n.rank(0)) }),
});

export const gatherElements = importRule('ai.onnx', 'GatherElements', {
  '11-': (n, b) => build.gatherElements(b, n.in(0), n.in(1), { axis: n.axis(n.int('axis'), n.rank(0)) }),
});

export const gatherNd = importRule('ai.onnx', 'GatherND', {
  '11-': (n, b) => {
    const batchDims = n.maybeInt('batch_dims') ?? 0;
    // The length of the index tuples decides the rank, or the other way round.
    const length = n.shape(1).at(-1) ?? n.invalid('the indices are a scalar');
    n.countOf(length, 'index tuples', (rank) => n.rank(1) - 1 + n.rank(0) - batchDims - rank);
    return build.gatherNd(b, n.in(0), n.in(1), { batch_dims: batchDims });
  },
});
