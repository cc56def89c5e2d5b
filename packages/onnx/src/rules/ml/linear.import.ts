// Linear models of ai.onnx.ml: coefficients target by target.

import { numbersOf, tensorFromNumbers, tensorSize } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { labelAbove, labelOfLargest } from './labels.js';
import { postTransform, postTransformOf, scoresOfBoth } from './post-transform.js';
import { labelsOf, maybeFloats, rowsOf, table } from './tables.js';

/** Scores `[N, count]`, f32: rows times coefficients, plus intercepts where there are any. */
function linearScores(n: NodeReader, b: ImportBuilder, count: number): Value {
  const coefficients = maybeFloats(n, 'coefficients') ?? n.invalid('coefficients is missing');
  const intercepts = maybeFloats(n, 'intercepts');
  const total = tensorSize(coefficients);
  if (count < 1 || total % count !== 0) n.invalid(`${total} coefficients do not divide by ${count}`);
  if (intercepts && tensorSize(intercepts) !== count) {
    n.invalid(`${tensorSize(intercepts)} intercepts for ${count} scores`);
  }
  const weight = table(b, 'coefficients', { ...coefficients, shape: [count, total / count] });
  const x = b.cast(rowsOf(n, b), 'f32');
  const bias =
    intercepts ??
    tensorFromNumbers(
      'f32',
      [count],
      numbersOf(coefficients)
        .map(() => 0)
        .subarray(0, count),
    );
  return build.fullyConnected(b, x, weight, table(b, 'intercepts', bias), {});
}

export const linearRegressor = importRule('ai.onnx.ml', 'LinearRegressor', {
  '1-': (n, b) => postTransform(b, linearScores(n, b, n.int('targets')), postTransformOf(n)),
});

export const linearClassifier = importRule('ai.onnx.ml', 'LinearClassifier', {
  '1-': (n, b) => {
    const labels = labelsOf(n, 'classlabels_ints', 'classlabels_strings');
    const classes = tensorSize(labels);
    // Two classes may share one set of coefficients, that of the second: how many sets there are, the intercepts tell.
    const sets = n.maybeFloats('intercepts')?.length || classes;
    if (sets !== classes && !(sets === 1 && classes === 2)) n.invalid(`${sets} intercepts for ${classes} classes`);
    const scores = linearScores(n, b, sets);
    const transform = postTransformOf(n);
    if (sets === classes) return [labelOfLargest(b, scores, labels), postTransform(b, scores, transform)];
    return [labelAbove(b, scores, 0, labels), scoresOfBoth(b, scores, true, transform)];
  },
});
