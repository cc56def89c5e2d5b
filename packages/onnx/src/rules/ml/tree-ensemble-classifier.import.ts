// TreeEnsembleClassifier: a score for each class, and the label of the best.

import { numbersOf, tensorSize } from '@afterglow/core';
import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';
import { labelAbove, labelOfLargest } from './labels.js';
import { legacyTrees } from './legacy-trees.js';
import { postTransform, postTransformOf, scoresOfBoth } from './post-transform.js';
import { labelsOf, maybeReals, rowsOf } from './tables.js';
import { buildTrees } from './trees.js';

export const treeEnsembleClassifier = importRule('ai.onnx.ml', 'TreeEnsembleClassifier', {
  '1-': (n, b) => {
    const labels = labelsOf(n, 'classlabels_int64s', 'classlabels_strings');
    const trees = legacyTrees(n, 'class');
    const classes = tensorSize(labels);
    const given = maybeReals(n, 'base_values');
    const transform = postTransformOf(n);
    const voted = new Set(trees.targets);
    // Two classes of which only one is voted for: its score says all. The standard leaves open how; this is what exporters
    // of boosted trees count on, and what ONNX Runtime does.
    const isBinary = classes === 2 && voted.size === 1;
    const single = isBinary && voted.has(0);
    const outputs = single ? 1 : classes;
    if (given && tensorSize(given) !== outputs && tensorSize(given) !== classes) {
      n.invalid(`base_values has ${tensorSize(given)} entries for ${classes} classes`);
    }
    if (single && given && tensorSize(given) !== 1)
      n.unsupported('two base values and votes for the first of two classes');
    const base = given;
    const scores = b.cast(buildTrees(n, b, rowsOf(n, b), trees, { outputs, aggregate: 'sum', base }), 'f32');
    if (!isBinary) return [labelOfLargest(b, scores, labels), postTransform(b, scores, transform)];
    const isProbability = numbersOf(trees.weights).every((weight) => weight >= 0);
    const score = single ? scores : build.slice(b, scores, { starts: [1], ends: [2], axes: [1], steps: [1] });
    return [
      labelAbove(b, score, isProbability ? 0.5 : 0, labels),
      single ? scoresOfBoth(b, score, isProbability, transform) : postTransform(b, scores, transform),
    ];
  },
});
