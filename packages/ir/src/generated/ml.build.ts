// Generated from ir-spec/ops/ml.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { CoupleProbabilitiesArgs, DictVectorizerArgs, MapValuesArgs, SvmDecisionsArgs, SvmKernelArgs, SvmVotesArgs, TreeEnsembleArgs } from './attrs.js';

/**
 * Probabilities of classes from those of i against j for each pair, by the second method of Wu, Lin and Weng, "Probability
 * estimates for multi-class classification by pairwise coupling" (2004), as LIBSVM iterates it.
 */
export function coupleProbabilities(builder: Builder, pairs: Value, attrs: CoupleProbabilitiesArgs, options?: AddOptions): Value {
  return builder.value('couple_probabilities', [pairs], attrs, options);
}

/**
 * The values of a map as one row, at the places that their keys have in a vocabulary. What the map has no key for is 0 or
 * empty; keys that the vocabulary does not have are left out.
 */
export function dictVectorizer(builder: Builder, map: Value, vocabulary: Value, attrs: DictVectorizerArgs, options?: AddOptions): Value {
  return builder.value('dict_vectorizer', [map, vocabulary], attrs, options);
}

/**
 * values[k] where x is keys[k], the last such k; the default where it is none of them. NaN is a key like others, and 0 is -0.
 * Without a default, every element must be a key.
 */
export function labelEncoder(builder: Builder, x: Value, keys: Value, values: Value, default_?: Value, options?: AddOptions): Value {
  return builder.value('label_encoder', [x, keys, values, default_], {}, options);
}

/**
 * The values of a map from integers as one row, in the order of their keys. Where a size is given, there are so many, the value
 * of key k is at place k, and what no key is for is 0 or empty.
 */
export function mapValues(builder: Builder, map: Value, attrs: MapValuesArgs, options?: AddOptions): Value {
  return builder.value('map_values', [map], attrs, options);
}

/**
 * Decisions between each pair of classes i < j, in the order (0, 1), (0, 2), …: above zero for i. Support vectors come class by
 * class; row j - 1 of coefficients weighs those of i, row i those of j.
 */
export function svmDecisions(builder: Builder, likeness: Value, coefficients: Value, rho: Value, attrs: SvmDecisionsArgs, options?: AddOptions): Value {
  return builder.value('svm_decisions', [likeness, coefficients, rho], attrs, options);
}

/**
 * How alike each row of x is to each support vector, in double precision: the dot product x · v (linear), or
 * (gamma x · v + coef0) ^ degree (poly), exp(-gamma |x - v|²) (rbf), tanh(gamma x · v + coef0) (sigmoid).
 */
export function svmKernel(builder: Builder, x: Value, vectors: Value, attrs?: SvmKernelArgs, options?: AddOptions): Value {
  return builder.value('svm_kernel', [x, vectors], attrs ?? {}, options);
}

/** Number of pairs that each class wins: i where the decision is above zero, else j. */
export function svmVotes(builder: Builder, decisions: Value, attrs: SvmVotesArgs, options?: AddOptions): Value {
  return builder.value('svm_votes', [decisions], attrs, options);
}

/**
 * What decision trees say of each row of x. Node m sends a row to branches[m, 0] where the comparison modes[m] of
 * x[features[m]] with splits[m] holds, else to branches[m, 1]; a NaN goes by missing[m]. A number b >= 0 is a node, b < 0 leaf
 * -1 - b. Leaf l votes weights[v] for output targets[v], for v from leaves[l] up to leaves[l + 1].
 */
export function treeEnsemble(builder: Builder, x: Value, roots: Value, modes: Value, features: Value, splits: Value, missing: Value, branches: Value, leaves: Value, targets: Value, weights: Value, base: Value | undefined, attrs: TreeEnsembleArgs, options?: AddOptions): Value {
  return builder.value('tree_ensemble', [x, roots, modes, features, splits, missing, branches, leaves, targets, weights, base], attrs, options);
}

/** A map for each row of x, in a sequence: the keys, each with the element of its column. */
export function zipMap(builder: Builder, x: Value, keys: Value, options?: AddOptions): Value {
  return builder.value('zip_map', [x, keys], {}, options);
}
