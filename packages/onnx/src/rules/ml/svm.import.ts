// Support vector machines of ai.onnx.ml. Sums are in double precision, scores f32.

import { type Tensor, tensorSize } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { labelOfLargest, pickLabels } from './labels.js';
import { postTransform, postTransformOf, scoresOfBoth } from './post-transform.js';
import { labelsOf, maybeFloats, rowsOf, table } from './tables.js';

function vector(n: NodeReader, name: string): Tensor {
  return maybeFloats(n, name) ?? n.invalid(`${name} is missing`);
}

/** A list as a matrix of `rows` rows. */
function matrix(n: NodeReader, name: string, rows: number): Tensor {
  const list = vector(n, name);
  const total = tensorSize(list);
  if (rows < 1 || total % rows !== 0) n.invalid(`${name} has ${total} entries, which do not divide into ${rows} rows`);
  return { ...list, shape: [rows, total / rows] };
}

/** Likeness `[N, V]` of the rows of operand 0 to the support vectors. */
function likeness(n: NodeReader, b: ImportBuilder, vectors: Tensor, kernel: KernelWord): Value {
  const [gamma = 0, coef0 = 0, degree = 0] = n.maybeFloats('kernel_params') ?? [];
  return build.svmKernel(b, rowsOf(n, b), table(b, 'vectors', vectors), { kernel, gamma, coef0, degree });
}

type KernelWord = 'linear' | 'poly' | 'rbf' | 'sigmoid';

function kernelOf(n: NodeReader): KernelWord {
  return n.word('kernel_type', { LINEAR: 'linear', POLY: 'poly', RBF: 'rbf', SIGMOID: 'sigmoid' } as const);
}

/** The first constant of `rho`, which all scores share. */
function firstRho(n: NodeReader, b: ImportBuilder): Value {
  return b.scalar('f64', n.maybeFloats('rho')?.[0] ?? n.invalid('rho is missing'));
}

/** Without support vectors a machine is linear, whatever its kernel is called: coefficients are those of features. */
function linearScores(n: NodeReader, b: ImportBuilder, count: number): Value {
  return build.add(b, likeness(n, b, matrix(n, 'coefficients', count), 'linear'), firstRho(n, b));
}

export const svmRegressor = importRule('ai.onnx.ml', 'SVMRegressor', {
  '1-': (n, b) => {
    const count = n.int('n_supports');
    let score: Value;
    if (count === 0) score = linearScores(n, b, 1);
    else {
      const like = likeness(n, b, matrix(n, 'support_vectors', count), kernelOf(n));
      const weights = matrix(n, 'coefficients', count);
      if (weights.shape[1] !== 1) n.invalid(`coefficients has ${tensorSize(weights)} entries for ${count} vectors`);
      score = build.add(b, build.matmul(b, like, b.cast(table(b, 'coefficients', weights), 'f64')), firstRho(n, b));
    }
    if (n.flag('one_class')) {
      const inside = build.greater(b, score, b.scalar('f64', 0));
      return build.where(b, inside, b.scalar('f32', 1), b.scalar('f32', -1));
    }
    return postTransform(b, b.cast(score, 'f32'), postTransformOf(n));
  },
});

/** Decisions `[N, P]`, f64, between each pair of classes. */
function decisions(n: NodeReader, b: ImportBuilder, counts: readonly number[]): Value {
  if (counts.length < 2) n.invalid('vectors_per_class needs an entry for each class');
  const total = counts.reduce((sum, count) => sum + count, 0);
  const like = likeness(n, b, matrix(n, 'support_vectors', total), kernelOf(n));
  const coefficients = table(b, 'coefficients', matrix(n, 'coefficients', counts.length - 1));
  return build.svmDecisions(b, like, coefficients, table(b, 'rho', vector(n, 'rho')), { counts });
}

/** Probabilities `[N, classes]`, f64: a logistic curve a pair (Platt), coupled. */
function probabilities(n: NodeReader, b: ImportBuilder, pairs: Value, classes: number): Value {
  const curve = (name: string) => b.cast(table(b, name, vector(n, name)), 'f64');
  const slope = build.mul(b, pairs, curve('prob_a'));
  const ofFirst = build.sigmoid(b, build.neg(b, build.add(b, slope, curve('prob_b'))));
  const bounded = build.clip(b, ofFirst, { min: 1e-7, max: 1 - 1e-7 });
  return build.coupleProbabilities(b, bounded, { classes });
}

export const svmClassifier = importRule('ai.onnx.ml', 'SVMClassifier', {
  '1-': (n, b) => {
    const labels = labelsOf(n, 'classlabels_ints', 'classlabels_strings');
    const classes = tensorSize(labels);
    const transform = postTransformOf(n);
    const counts = n.maybeInts('vectors_per_class') ?? [];
    if (counts.every((count) => count === 0)) {
      const scores = b.cast(linearScores(n, b, classes), 'f32');
      return [labelOfLargest(b, scores, labels), postTransform(b, scores, transform)];
    }
    if (counts.length !== classes) n.invalid(`vectors_per_class has ${counts.length} entries for ${classes} classes`);
    if (counts.some((count) => count < 0)) n.invalid('vectors_per_class has an entry below zero');
    const pairs = decisions(n, b, counts);
    // The class that wins most pairs; probabilities may favour another.
    const best = build.argMax(b, build.svmVotes(b, pairs, { classes }), { axis: 1, keepdims: false });
    const label = pickLabels(b, best, labels);
    const [a, c] = [n.maybeFloats('prob_a') ?? [], n.maybeFloats('prob_b') ?? []];
    if (a.length !== c.length) n.invalid(`prob_a has ${a.length} entries, prob_b ${c.length}`);
    if (a.length > 0) {
      return [label, postTransform(b, b.cast(probabilities(n, b, pairs, classes), 'f32'), transform)];
    }
    const scores = b.cast(pairs, 'f32');
    if (classes > 2) return [label, postTransform(b, scores, transform)];
    return [label, scoresOfBoth(b, scores, transform !== 'NONE', transform)];
  },
});
