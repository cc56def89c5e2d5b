// LSTM-22. Gates in the order i, o, f, c; peepholes i, o, f. With input_forget the forget gate is 1 − i.
// Bounds: gate · hidden + unit < 4 · hidden, the length of `gates` and of each bias.

import { boolAttr, intAttr, type KernelContext, kernel } from '../../kernel.js';
import { type CellStep, recurrent, runLayer } from '../../recurrent/sequence.js';

function lstmStep(inputForget: boolean): CellStep {
  return (weights, gates, { h, c }) => {
    const { hidden, inputBias, recurrentBias, peepholes, clip } = weights;
    const [f, g, last] = weights.functions;
    const sum = (gate: number, unit: number) => {
      const row = gate * hidden + unit;
      return gates[row] + recurrent(weights, h, row) + inputBias[row] + recurrentBias[row];
    };
    const next = new Float64Array(hidden);
    for (let unit = 0; unit < hidden; unit++) {
      const input = f(clip(sum(0, unit) + peepholes[unit] * c[unit]));
      const forget = inputForget ? 1 - input : f(clip(sum(2, unit) + peepholes[2 * hidden + unit] * c[unit]));
      const state = forget * c[unit] + input * g(clip(sum(3, unit)));
      const output = f(clip(sum(1, unit) + peepholes[hidden + unit] * state));
      c[unit] = state;
      next[unit] = output * last(state);
    }
    h.set(next);
  };
}

function inputForget(context: KernelContext): boolean {
  const value = context.attrs['input_forget'];
  return typeof value === 'number' ? intAttr(context, 'input_forget') !== 0 : boolAttr(context, 'input_forget');
}

export const lstm = kernel('lstm', (context) =>
  runLayer(context, {
    gates: 4,
    defaults: ['Sigmoid', 'Tanh', 'Tanh'],
    initialC: 6,
    peepholes: 7,
    step: lstmStep(inputForget(context)),
  }),
);
