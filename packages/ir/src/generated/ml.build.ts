// Generated from ir-spec/ops/ml.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { TreeEnsembleArgs } from './attrs.js';

/**
 * values[k] where x is keys[k], the last such k; the default where it is none of them. NaN is a key like others, and 0 is -0.
 * Without a default, every element must be a key.
 */
export function labelEncoder(builder: Builder, x: Value, keys: Value, values: Value, default_?: Value, options?: AddOptions): Value {
  return builder.value('label_encoder', [x, keys, values, default_], {}, options);
}

/**
 * What decision trees say of each row of x. Node m sends a row to branches[m, 0] where the comparison modes[m] of
 * x[features[m]] with splits[m] holds, else to branches[m, 1]; a NaN goes by missing[m]. A number b >= 0 is a node, b < 0 leaf
 * -1 - b. Leaf l votes weights[v] for output targets[v], for v from leaves[l] up to leaves[l + 1].
 */
export function treeEnsemble(builder: Builder, x: Value, roots: Value, modes: Value, features: Value, splits: Value, missing: Value, branches: Value, leaves: Value, targets: Value, weights: Value, base: Value | undefined, attrs: TreeEnsembleArgs, options?: AddOptions): Value {
  return builder.value('tree_ensemble', [x, roots, modes, features, splits, missing, branches, leaves, targets, weights, base], attrs, options);
}
