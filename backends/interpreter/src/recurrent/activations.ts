// Activation functions of LSTM-22, GRU-22 and RNN-22, by ONNX name. alpha and beta values are handed out, in order, to
// the functions that take one; the rest use the defaults of the operators of the same name.

import { math } from '@afterglow/core';
import { intsAttr, type KernelContext, unsupported, wordsAttr } from '../kernel.js';
import { elu, hardSigmoid, sigmoid, softplus } from '../kernels/math/functions.js';

export type Activation = (x: number) => number;

interface ActivationRow {
  readonly alpha?: number;
  readonly beta?: number;
  readonly make: (alpha: number, beta: number) => Activation;
}

const table: Readonly<Record<string, ActivationRow>> = {
  relu: { make: () => (x) => Math.max(x, 0) },
  tanh: { make: () => math.tanh },
  sigmoid: { make: () => sigmoid },
  softsign: { make: () => (x) => x / (1 + Math.abs(x)) },
  softplus: { make: () => softplus },
  affine: { alpha: 1, beta: 0, make: (a, b) => (x) => a * x + b },
  leakyrelu: { alpha: 0.01, make: (a) => (x) => (x < 0 ? a * x : x) },
  thresholdedrelu: { alpha: 1, make: (a) => (x) => (x > a ? x : 0) },
  scaledtanh: { alpha: 1, beta: 1, make: (a, b) => (x) => a * math.tanh(b * x) },
  hardsigmoid: { alpha: 0.2, beta: 0.5, make: (a, b) => (x) => hardSigmoid(x, a, b) },
  elu: { alpha: 1, make: (a) => (x) => elu(x, a) },
};

/** The functions of all directions: `count` a direction, in the order of the `activations` attribute. */
export function activationsOf(context: KernelContext, directions: number, defaults: readonly string[]): Activation[][] {
  const given = wordsAttr(context, 'activations');
  const names = given.length > 0 ? given : new Array<readonly string[]>(directions).fill(defaults).flat();
  const alphas = [...intsAttr(context, 'activation_alpha', [])];
  const betas = [...intsAttr(context, 'activation_beta', [])];
  const functions = names.map((name) => {
    const row = table[name.toLowerCase()];
    if (!row) unsupported(context, `the activation ${name}`);
    const alpha = row.alpha === undefined ? 0 : (alphas.shift() ?? row.alpha);
    const beta = row.beta === undefined ? 0 : (betas.shift() ?? row.beta);
    return row.make(alpha, beta);
  });
  const each = defaults.length;
  return Array.from({ length: directions }, (_, d) => functions.slice(d * each, (d + 1) * each));
}
