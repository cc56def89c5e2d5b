// GRU-22. Gates in the order z, r, h. linear_before_reset applies the reset gate after the recurrent product and its
// bias, as cuDNN and PyTorch do; without it the gate scales the state first.
// Bounds: gate · hidden + unit < 3 · hidden, the length of `gates` and of each bias.

import { boolAttr, intAttr, type KernelContext, kernel } from '../../kernel.js';
import { type CellStep, recurrent, runLayer } from '../../recurrent/sequence.js';

function gruStep(linearBeforeReset: boolean): CellStep {
  return (weights, gates, { h }) => {
    const { hidden, inputBias, recurrentBias, clip } = weights;
    const [f, g] = weights.functions;
    const gate = (index: number, unit: number) => {
      const row = index * hidden + unit;
      return f(clip(gates[row] + recurrent(weights, h, row) + inputBias[row] + recurrentBias[row]));
    };
    const update = Float64Array.from({ length: hidden }, (_, unit) => gate(0, unit));
    const reset = Float64Array.from({ length: hidden }, (_, unit) => gate(1, unit));
    const scaled = linearBeforeReset ? h : h.map((value, unit) => value * reset[unit]);
    const next = new Float64Array(hidden);
    for (let unit = 0; unit < hidden; unit++) {
      const row = 2 * hidden + unit;
      const fromState = recurrent(weights, scaled, row) + recurrentBias[row];
      const candidate = g(
        clip(gates[row] + inputBias[row] + (linearBeforeReset ? reset[unit] * fromState : fromState)),
      );
      next[unit] = (1 - update[unit]) * candidate + update[unit] * h[unit];
    }
    h.set(next);
  };
}

function linearBeforeReset(context: KernelContext): boolean {
  const value = context.attrs['linear_before_reset'];
  return typeof value === 'number'
    ? intAttr(context, 'linear_before_reset') !== 0
    : boolAttr(context, 'linear_before_reset');
}

export const gru = kernel('gru', (context) =>
  runLayer(context, {
    gates: 3,
    defaults: ['Sigmoid', 'Tanh'],
    initialC: -1,
    peepholes: -1,
    step: gruStep(linearBeforeReset(context)),
  }),
);
