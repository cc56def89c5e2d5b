import { dim } from '@afterglow/core';
import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ai.onnx.ml ArrayFeatureExtractor: picks along the last axis. A vector is taken as one row, whatever the shape of indices. */
export const arrayFeatureExtractor = importRule('ai.onnx.ml', 'ArrayFeatureExtractor', {
  '1-': (n, b) => {
    const rank = n.rank(0);
    if (rank === 0) n.invalid('operand 0 has no axis');
    const negative = n.knownIntegers(1)?.find((index) => index < 0);
    if (negative !== undefined) n.invalid(`index ${negative} is below zero`);
    const indices = b.reshape(n.in(1), [dim.product(n.shape(1))]);
    const picked = build.gather(b, n.in(0), indices, { axis: rank - 1 });
    return rank === 1 ? build.unsqueeze(b, picked, { axes: [0] }) : picked;
  },
});
