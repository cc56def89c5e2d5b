// Generated from ir-spec/ops/ml.op by `npm run generate`. Do not edit.
// Classical machine learning. What a model has learnt may be large, so it comes as operands, not as attributes.

import { inferZipMap } from '../extensions/zip-map.js';
import type { OpDef } from '../graph/op-def.js';
import { defineOp, dim } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

/**
 * Probabilities of classes from those of i against j for each pair, by the second method of Wu, Lin and Weng, "Probability
 * estimates for multi-class classification by pairwise coupling" (2004), as LIBSVM iterates it.
 */
export const coupleProbabilitiesOp = /* @__PURE__ */ defineOp({
  name: 'couple_probabilities',
  family: 'ml',
  summary: 'Probabilities of classes from those of i against j for each pair, by the second method of Wu, Lin and Weng, "Probability estimates for multi-class classification by pairwise coupling" (2004), as LIBSVM iterates it.',
  operands: [{ name: 'pairs', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'classes', kind: 'i64' },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('pairs', 'T', ['N', 'P']);
    t.elements('T', 'float', elementClasses.float);
    const classes = t.int('classes');
    const N = t.dim('N');
    const P = t.dim('P');
    t.require(t.same(P, t.intDiv(classes * (classes - 1), 2)), 'there must be a probability for each pair of classes');
    return [t.tensor('T', [N, classes])];
  },
});

/**
 * The values of a map as one row, at the places that their keys have in a vocabulary. What the map has no key for is 0 or
 * empty; keys that the vocabulary does not have are left out.
 */
export const dictVectorizerOp = /* @__PURE__ */ defineOp({
  name: 'dict_vectorizer',
  family: 'ml',
  summary: 'The values of a map as one row, at the places that their keys have in a vocabulary. What the map has no key for is 0 or empty; keys that the vocabulary does not have are left out.',
  operands: [{ name: 'map', arity: 'one' }, { name: 'vocabulary', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'elem', summary: 'Element type of the values of the map.', kind: 'elem' },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.whole('map', 'M');
    t.operand('vocabulary', 'L', ['K']);
    t.elements('L', '{ integer, string }', [...elementClasses.integer, 'string']);
    const elem = t.elem('elem');
    const K = t.dim('K');
    return [t.plain(elem, [1, K])];
  },
});

/**
 * values[k] where x is keys[k], the last such k; the default where it is none of them. NaN is a key like others, and 0 is -0.
 * Without a default, every element must be a key.
 */
export const labelEncoderOp = /* @__PURE__ */ defineOp({
  name: 'label_encoder',
  family: 'ml',
  summary: 'values[k] where x is keys[k], the last such k; the default where it is none of them. NaN is a key like others, and 0 is -0. Without a default, every element must be a key.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'keys', arity: 'one' }, { name: 'values', arity: 'one' }, { name: 'default', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('keys', 'T', ['K']);
    t.operand('values', 'U', ['K']);
    t.operand('default', 'U', []);
    t.elements('T', '{ f64, f32, integer, bool, string }', ['f64', 'f32', ...elementClasses.integer, 'bool', 'string']);
    t.elements('U', 'any', elementClasses.any);
    const S = t.shape('S');
    return [t.tensor('U', S)];
  },
});

/**
 * The values of a map from integers as one row, in the order of their keys. Where a size is given, there are so many, the value
 * of key k is at place k, and what no key is for is 0 or empty.
 */
export const mapValuesOp = /* @__PURE__ */ defineOp({
  name: 'map_values',
  family: 'ml',
  summary: 'The values of a map from integers as one row, in the order of their keys. Where a size is given, there are so many, the value of key k is at place k, and what no key is for is 0 or empty.',
  operands: [{ name: 'map', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'elem', summary: 'Element type of the values of the map.', kind: 'elem' },
    { name: 'size', kind: 'i64', optional: true },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.whole('map', 'M');
    const elem = t.elem('elem');
    return [t.plain(elem, [1, t.has('size') ? t.int('size') : t.fresh('entries')])];
  },
});

/**
 * Decisions between each pair of classes i < j, in the order (0, 1), (0, 2), …: above zero for i. Support vectors come class by
 * class; row j - 1 of coefficients weighs those of i, row i those of j.
 */
export const svmDecisionsOp = /* @__PURE__ */ defineOp({
  name: 'svm_decisions',
  family: 'ml',
  summary: 'Decisions between each pair of classes i < j, in the order (0, 1), (0, 2), …: above zero for i. Support vectors come class by class; row j - 1 of coefficients weighs those of i, row i those of j.',
  operands: [{ name: 'likeness', arity: 'one' }, { name: 'coefficients', arity: 'one' }, { name: 'rho', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'counts', summary: 'Number of support vectors of each class.', kind: 'i64', list: {} },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('likeness', 'f64', ['N', 'V']);
    t.operand('coefficients', 'R', ['C', 'V']);
    t.operand('rho', 'Q', ['P']);
    t.elements('f64', 'f64', ['f64']);
    t.elements('R', 'float', elementClasses.float);
    t.elements('Q', 'float', elementClasses.float);
    const counts = t.ints('counts');
    const N = t.dim('N');
    const V = t.dim('V');
    const C = t.dim('C');
    const P = t.dim('P');
    t.require(t.same(counts.length, dim.add(C, 1)), 'there must be a count for each class');
    t.require(t.same(t.sum(counts), V), 'the counts must add up to the number of support vectors');
    t.require(t.same(P, t.floorDiv(dim.mul(dim.add(C, 1), C), 2)), 'there must be a constant for each pair of classes');
    return [t.plain('f64', [N, P])];
  },
});

/**
 * How alike each row of x is to each support vector, in double precision: the dot product x · v (linear), or
 * (gamma x · v + coef0) ^ degree (poly), exp(-gamma |x - v|²) (rbf), tanh(gamma x · v + coef0) (sigmoid).
 */
export const svmKernelOp = /* @__PURE__ */ defineOp({
  name: 'svm_kernel',
  family: 'ml',
  summary: 'How alike each row of x is to each support vector, in double precision: the dot product x · v (linear), or (gamma x · v + coef0) ^ degree (poly), exp(-gamma |x - v|²) (rbf), tanh(gamma x · v + coef0) (sigmoid).',
  operands: [{ name: 'x', arity: 'one' }, { name: 'vectors', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'kernel', kind: 'enum', values: ['linear', 'poly', 'rbf', 'sigmoid'], default: 'linear' },
    { name: 'gamma', kind: 'f64', default: 0 },
    { name: 'coef0', kind: 'f64', default: 0 },
    { name: 'degree', kind: 'f64', default: 0 },
  ],
  regions: [],
  traits: new Set(['contraction', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'F']);
    t.operand('vectors', 'R', ['V', 'F']);
    t.elements('T', 'numeric', elementClasses.numeric);
    t.elements('R', 'float', elementClasses.float);
    const N = t.dim('N');
    const F = t.dim('F');
    const V = t.dim('V');
    t.work(() => dim.mul(dim.mul(dim.mul(2, N), V), F));
    return [t.plain('f64', [N, V])];
  },
});

/** Number of pairs that each class wins: i where the decision is above zero, else j. */
export const svmVotesOp = /* @__PURE__ */ defineOp({
  name: 'svm_votes',
  family: 'ml',
  summary: 'Number of pairs that each class wins: i where the decision is above zero, else j.',
  operands: [{ name: 'decisions', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'classes', kind: 'i64' },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('decisions', 'T', ['N', 'P']);
    t.elements('T', 'float', elementClasses.float);
    const classes = t.int('classes');
    const N = t.dim('N');
    const P = t.dim('P');
    t.require(t.same(P, t.intDiv(classes * (classes - 1), 2)), 'there must be a decision for each pair of classes');
    return [t.plain('i64', [N, classes])];
  },
});

/**
 * What decision trees say of each row of x. Node m sends a row to branches[m, 0] where the comparison modes[m] of
 * x[features[m]] with splits[m] holds, else to branches[m, 1]; a NaN goes by missing[m]. A number b >= 0 is a node, b < 0 leaf
 * -1 - b. Leaf l votes weights[v] for output targets[v], for v from leaves[l] up to leaves[l + 1].
 */
export const treeEnsembleOp = /* @__PURE__ */ defineOp({
  name: 'tree_ensemble',
  family: 'ml',
  summary: 'What decision trees say of each row of x. Node m sends a row to branches[m, 0] where the comparison modes[m] of x[features[m]] with splits[m] holds, else to branches[m, 1]; a NaN goes by missing[m]. A number b >= 0 is a node, b < 0 leaf -1 - b. Leaf l votes weights[v] for output targets[v], for v from leaves[l] up to leaves[l + 1].',
  operands: [{ name: 'x', arity: 'one' }, { name: 'roots', arity: 'one' }, { name: 'modes', arity: 'one' }, { name: 'features', arity: 'one' }, { name: 'splits', arity: 'one' }, { name: 'missing', arity: 'one' }, { name: 'branches', arity: 'one' }, { name: 'leaves', arity: 'one' }, { name: 'targets', arity: 'one' }, { name: 'weights', arity: 'one' }, { name: 'base', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'outputs', kind: 'i64' },
    { name: 'aggregate', summary: 'How the votes of trees for an output become one number, before base is added.', kind: 'enum', values: ['sum', 'average', 'min', 'max'], default: 'sum' },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'F']);
    t.operand('roots', 'i64', ['R']);
    t.operand('modes', 'u8', ['M']);
    t.operand('features', 'i64', ['M']);
    t.operand('splits', 'S', ['M']);
    t.operand('missing', 'bool', ['M']);
    t.operand('branches', 'i64', ['M', 2]);
    t.operand('leaves', 'i64', ['L']);
    t.operand('targets', 'i64', ['W']);
    t.operand('weights', 'V', ['W']);
    t.operand('base', 'V', ['B']);
    t.elements('i64', 'i64', ['i64']);
    t.elements('u8', 'u8', ['u8']);
    t.elements('bool', 'bool', ['bool']);
    t.elements('T', 'numeric', elementClasses.numeric);
    t.elements('S', 'float', elementClasses.float);
    t.elements('V', 'float', elementClasses.float);
    const outputs = t.int('outputs');
    const N = t.dim('N');
    const L = t.dim('L');
    t.require(outputs >= 0, 'there cannot be fewer than no outputs');
    t.require(!t.has('base') || t.same(t.dim('B'), outputs), 'there must be a base for each output');
    t.require(t.less(0, L), 'leaves has an entry more than there are leaves');
    return [t.tensor('V', [N, outputs])];
  },
});

/** A map for each row of x, in a sequence: the keys, each with the element of its column. */
export const zipMapOp = /* @__PURE__ */ defineOp({
  name: 'zip_map',
  family: 'ml',
  summary: 'A map for each row of x, in a sequence: the keys, each with the element of its column.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'keys', arity: 'one' }],
  results: [{ name: 'maps', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['pure']),
  types: inferZipMap,
});

/** Ops of the family ml, by name. */
export const mlOps: readonly OpDef[] = [
  coupleProbabilitiesOp,
  dictVectorizerOp,
  labelEncoderOp,
  mapValuesOp,
  svmDecisionsOp,
  svmKernelOp,
  svmVotesOp,
  treeEnsembleOp,
  zipMapOp,
];
