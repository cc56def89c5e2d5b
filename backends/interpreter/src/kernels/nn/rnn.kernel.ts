// RNN-22, the plain recurrence: h = f(W·x + R·h + biases).
// Bounds: unit < hidden, the length of `gates` and of each bias.

import { kernel } from '../../kernel.js';
import { type CellStep, recurrent, runLayer } from '../../recurrent/sequence.js';

const rnnStep: CellStep = (weights, gates, { h }) => {
  const { inputBias, recurrentBias, clip, functions } = weights;
  const next = h.map((_, unit) =>
    functions[0](clip(gates[unit] + recurrent(weights, h, unit) + inputBias[unit] + recurrentBias[unit])),
  );
  h.set(next);
};

export const rnn = kernel('rnn', (context) =>
  runLayer(context, { gates: 1, defaults: ['Tanh'], initialC: -1, peepholes: -1, step: rnnStep }),
);
