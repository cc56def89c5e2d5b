// Support vector machines of ai.onnx.ml: likeness to support vectors, decisions between pairs of classes, votes.
// Bounds: x is [n, features], vectors [v, features], coefficients [classes - 1, v], decisions [n, pairs].

import { math, tensorFromArray } from '@afterglow/core';
import { doublesOf, floatsOf, newFloats, sealFloats } from '../../data/elements.js';
import { intAttr, intsAttr, kernel, tensorAt, wordAttr } from '../../kernel.js';

interface Likeness {
  readonly gamma: number;
  readonly coef0: number;
  readonly degree: number;
}

/** By the dot product and, for rbf, the squared distance. */
const kernels: Readonly<Record<string, (dot: number, distance: number, likeness: Likeness) => number>> = {
  linear: (dot) => dot,
  poly: (dot, _, { gamma, coef0, degree }) => math.pow(gamma * dot + coef0, degree),
  rbf: (_, distance, { gamma }) => math.exp(-gamma * distance),
  sigmoid: (dot, _, { gamma, coef0 }) => math.tanh(gamma * dot + coef0),
};

export const svmKernel = kernel('svm_kernel', (context) => {
  const [n, features] = tensorAt(context, 0).shape;
  const [count] = tensorAt(context, 1).shape;
  const [x, vectors] = [doublesOf(tensorAt(context, 0)), floatsOf(tensorAt(context, 1))];
  const likeness = {
    gamma: intAttr(context, 'gamma'),
    coef0: intAttr(context, 'coef0'),
    degree: intAttr(context, 'degree'),
  };
  const compute = kernels[wordAttr(context, 'kernel')];
  const out = newFloats('f64', n * count);
  for (let row = 0; row < n; row++) {
    for (let v = 0; v < count; v++) {
      let [dot, distance] = [0, 0];
      for (let f = 0; f < features; f++) {
        const [a, b] = [x[row * features + f], vectors[v * features + f]];
        dot += a * b;
        distance += (a - b) * (a - b);
      }
      out[row * count + v] = compute(dot, distance, likeness);
    }
  }
  return [sealFloats('f64', [n, count], out)];
});

export const svmDecisions = kernel('svm_decisions', (context) => {
  const [n, vectors] = tensorAt(context, 0).shape;
  const [likeness, coefficients, rho] = [0, 1, 2].map((index) => floatsOf(tensorAt(context, index)));
  const counts = intsAttr(context, 'counts');
  const starts = [0];
  for (const count of counts) starts.push(starts[starts.length - 1] + count);
  const pairs = rho.length;
  const out = newFloats('f64', n * pairs);
  for (let row = 0; row < n; row++) {
    const sumOf = (of: number, weights: number) => {
      let sum = 0;
      for (let v = starts[of]; v < starts[of + 1]; v++) {
        sum += coefficients[weights * vectors + v] * likeness[row * vectors + v];
      }
      return sum;
    };
    let pair = 0;
    for (let i = 0; i < counts.length; i++) {
      for (let j = i + 1; j < counts.length; j++, pair++) {
        out[row * pairs + pair] = sumOf(i, j - 1) + sumOf(j, i) + rho[pair];
      }
    }
  }
  return [sealFloats('f64', [n, pairs], out)];
});

export const svmVotes = kernel('svm_votes', (context) => {
  const [n, pairs] = tensorAt(context, 0).shape;
  const decisions = floatsOf(tensorAt(context, 0));
  const classes = intAttr(context, 'classes');
  const votes = new BigInt64Array(n * classes);
  for (let row = 0; row < n; row++) {
    let pair = 0;
    for (let i = 0; i < classes; i++) {
      for (let j = i + 1; j < classes; j++, pair++)
        votes[row * classes + (decisions[row * pairs + pair] > 0 ? i : j)]++;
    }
  }
  return [tensorFromArray('i64', [n, classes], votes)];
});
