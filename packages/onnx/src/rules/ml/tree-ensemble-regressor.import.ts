import { tensorSize } from '@afterglow/core';
import { importRule } from '../../import/import-rule.js';
import { legacyTrees } from './legacy-trees.js';
import { postTransform, postTransformOf } from './post-transform.js';
import { maybeReals, rowsOf } from './tables.js';
import { buildTrees } from './trees.js';

/** ai.onnx.ml TreeEnsembleRegressor; base values are added to what the trees agree on. */
export const treeEnsembleRegressor = importRule('ai.onnx.ml', 'TreeEnsembleRegressor', {
  '1-': (n, b) => {
    const aggregate = n.word('aggregate_function', { SUM: 'sum', AVERAGE: 'average', MIN: 'min', MAX: 'max' } as const);
    const outputs = n.maybeInt('n_targets') ?? n.invalid('n_targets is missing');
    const base = maybeReals(n, 'base_values');
    if (base && tensorSize(base) !== outputs)
      n.invalid(`base_values has ${tensorSize(base)} entries for ${outputs} targets`);
    const trees = legacyTrees(n, 'target');
    const scores = buildTrees(n, b, rowsOf(n, b), trees, { outputs, aggregate, base });
    return postTransform(b, b.cast(scores, 'f32'), postTransformOf(n));
  },
});
