// NegativeLogLikelihoodLoss, and SoftmaxCrossEntropyLoss, which is that of a log-softmax along the classes.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

function loss(n: NodeReader, b: ImportBuilder, logProbabilities: Value): Value {
  const ignored = n.maybeInt('ignore_index');
  return build.nllLoss(b, logProbabilities, n.in(1), n.maybe(2), {
    reduction: n.word('reduction', { none: 'none', sum: 'sum', mean: 'mean' }),
    ...(ignored === undefined ? {} : { ignore_index: ignored }),
  });
}

export const negativeLogLikelihoodLoss = importRule('ai.onnx', 'NegativeLogLikelihoodLoss', {
  '12-': (n, b) => loss(n, b, n.in(0)),
});

export const softmaxCrossEntropyLoss = importRule('ai.onnx', 'SoftmaxCrossEntropyLoss', {
  '12-': (n, b) => {
    const logProbabilities = build.logSoftmax(b, n.in(0), { axis: 1 });
    return [loss(n, b, logProbabilities), logProbabilities];
  },
});
