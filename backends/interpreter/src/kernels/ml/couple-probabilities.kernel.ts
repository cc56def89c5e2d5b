// Pairwise coupling: the probabilities p of classes that agree best with those of each pair, r[i][j] of i against j. They
// minimize p'Qp for sums of 1, where Q[i][i] = Σ r[k][i]² and Q[i][j] = -r[j][i] r[i][j]. Equation numbers are those of Wu, Lin
// and Weng (2004); limits and order of the iteration are LIBSVM's, since where it stops shows in the result.

import { floatsOf, newFloats, sealFloats } from '../../data/elements.js';
import { intAttr, kernel, tensorAt } from '../../kernel.js';

/** Row-major, `classes` × `classes`. */
function quadraticForm(r: Float64Array, classes: number): Float64Array {
  const q = new Float64Array(classes * classes);
  for (let i = 0; i < classes; i++) {
    for (let j = 0; j < classes; j++) {
      if (i === j) continue;
      q[i * classes + i] += r[j * classes + i] * r[j * classes + i];
      q[i * classes + j] = -r[j * classes + i] * r[i * classes + j];
    }
  }
  return q;
}

function couple(r: Float64Array, classes: number): Float64Array {
  const q = quadraticForm(r, classes);
  const p = new Float64Array(classes).fill(1 / classes);
  const qp = new Float64Array(classes);
  const close = 0.005 / classes;
  for (let round = 0; round < Math.max(100, classes); round++) {
    let pqp = 0;
    for (let i = 0; i < classes; i++) {
      qp[i] = 0;
      for (let j = 0; j < classes; j++) qp[i] += q[i * classes + j] * p[j];
      pqp += p[i] * qp[i];
    }
    if (qp.every((value) => Math.abs(value - pqp) < close)) break;
    for (let i = 0; i < classes; i++) {
      // One coordinate set to its best, then all scaled to a sum of 1 (equation 47).
      const diff = (pqp - qp[i]) / q[i * classes + i];
      p[i] += diff;
      pqp = (pqp + diff * (diff * q[i * classes + i] + 2 * qp[i])) / (1 + diff) / (1 + diff);
      for (let j = 0; j < classes; j++) {
        qp[j] = (qp[j] + diff * q[i * classes + j]) / (1 + diff);
        p[j] /= 1 + diff;
      }
    }
  }
  return p;
}

export const coupleProbabilities = kernel('couple_probabilities', (context) => {
  const tensor = tensorAt(context, 0);
  const [n, pairs] = tensor.shape;
  const given = floatsOf(tensor);
  const classes = intAttr(context, 'classes');
  const out = newFloats(tensor.elem, n * classes);
  const r = new Float64Array(classes * classes);
  for (let row = 0; row < n; row++) {
    let pair = row * pairs;
    for (let i = 0; i < classes; i++) {
      for (let j = i + 1; j < classes; j++, pair++) {
        r[i * classes + j] = given[pair];
        r[j * classes + i] = 1 - given[pair];
      }
    }
    out.set(couple(r, classes), row * classes);
  }
  return [sealFloats(tensor.elem, [n, classes], out)];
});
