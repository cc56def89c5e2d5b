// What LSTM, GRU and RNN share: directions, layouts, sequence lengths, and the products with W and R. A cell only says
// how one step turns gate sums and state into the next state. Everything is kept in double and rounded once.
// Bounds: t < lengths[b] <= steps, so every row index lies in [0, steps · batch).

import { isFloat, type Tensor } from '@afterglow/core';
import { type Floats, floatsOf, integersAsNumbers, sealFloats } from '../data/elements.js';
import { sizeOf } from '../data/shape.js';
import {
  badOperand,
  intAttr,
  type KernelContext,
  optionalNumberAttr,
  optionalTensorAt,
  tensorAt,
  unsupported,
  wordAttr,
} from '../kernel.js';
import { multiplyExact } from '../linear/multiply.js';
import { rowPanel } from '../linear/panel.js';
import { type Activation, activationsOf } from './activations.js';

/** One direction of a layer, as a cell sees it. Weights are [gates · hidden, …]; biases are zero where missing. */
export interface CellWeights {
  readonly hidden: number;
  readonly recurrence: Floats;
  readonly inputBias: Floats;
  readonly recurrentBias: Floats;
  /** Peephole weights of an LSTM, 3 · hidden. */
  readonly peepholes: Floats;
  readonly functions: readonly Activation[];
  readonly clip: (x: number) => number;
}

/** State of one sequence: hidden, and for an LSTM the cell state. */
export interface CellState {
  readonly h: Float64Array;
  readonly c: Float64Array;
}

/** Replaces `state` by the next one. `gates` holds W·x of this step (no bias), gates · hidden numbers. */
export type CellStep = (weights: CellWeights, gates: Float64Array, state: CellState) => void;

export interface CellForm {
  readonly gates: number;
  readonly defaults: readonly string[];
  /** Operand positions of the initial cell state and the peepholes; −1 where the cell has none. */
  readonly initialC: number;
  readonly peepholes: number;
  readonly step: CellStep;
}

function sliceOf(tensor: Tensor | undefined, index: number, length: number): Floats {
  if (!tensor) return new Float64Array(length);
  return floatsOf(tensor).subarray(index * length, (index + 1) * length);
}

/** Runs a layer: results Y, Y_h and final cell state, each in the layout asked for. */
export function runLayer(context: KernelContext, form: CellForm): Tensor[] {
  const x = tensorAt(context, 0);
  if (!isFloat(x.elem)) unsupported(context, `elements of type ${x.elem}`);
  const [w, r, b] = [tensorAt(context, 1), tensorAt(context, 2), optionalTensorAt(context, 3)];
  const optional = (index: number) => (index < 0 ? undefined : optionalTensorAt(context, index));
  const [initialH, initialC, peepholes] = [optional(5), optional(form.initialC), optional(form.peepholes)];
  const batchFirst = intAttr(context, 'layout', 0) === 1;
  const [steps, batch] = batchFirst ? [x.shape[1], x.shape[0]] : x.shape;
  const width = x.shape[2];
  const hidden = r.shape[2];
  const directions = w.shape[0];
  const rows = form.gates * hidden;
  const lengths = lengthsOf(context, steps, batch);
  const direction = wordAttr(context, 'direction', 'forward');
  const functions = activationsOf(context, directions, form.defaults);
  const limit = optionalNumberAttr(context, 'clip');
  const clip = limit ? (v: number) => Math.min(Math.max(v, -limit), limit) : (v: number) => v;
  const yShape = batchFirst ? [batch, steps, directions, hidden] : [steps, directions, batch, hidden];
  const stateShape = batchFirst ? [batch, directions, hidden] : [directions, batch, hidden];
  const y = new Float64Array(sizeOf(yShape));
  const [lastH, lastC] = [new Float64Array(sizeOf(stateShape)), new Float64Array(sizeOf(stateShape))];
  const inputs = floatsOf(x);
  for (let d = 0; d < directions; d++) {
    const bias = sliceOf(b, d, 2 * rows);
    const weights: CellWeights = {
      hidden,
      recurrence: sliceOf(r, d, rows * hidden),
      inputBias: bias.subarray(0, rows),
      recurrentBias: bias.subarray(rows),
      peepholes: sliceOf(peepholes, d, 3 * hidden),
      functions: functions[d],
      clip,
    };
    const sums = new Float64Array(steps * batch * rows);
    const panel = rowPanel(sliceOf(w, d, rows * width), rows, width);
    multiplyExact(rowPanel(inputs, steps * batch, width), panel, width, { out: sums, at: 0, stride: rows });
    const backwards = direction === 'reverse' || d === 1;
    for (let n = 0; n < batch; n++) {
      const at = (batchFirst ? n * directions + d : d * batch + n) * hidden;
      const state: CellState = {
        h: stateOf(initialH, at, hidden),
        c: stateOf(initialC, at, hidden),
      };
      for (let i = 0; i < lengths[n]; i++) {
        const t = backwards ? lengths[n] - 1 - i : i;
        const row = batchFirst ? n * steps + t : t * batch + n;
        form.step(weights, sums.subarray(row * rows, (row + 1) * rows), state);
        const target = batchFirst ? (n * steps + t) * directions + d : (t * directions + d) * batch + n;
        y.set(state.h, target * hidden);
      }
      lastH.set(state.h, at);
      lastC.set(state.c, at);
    }
  }
  const { elem } = x;
  return [
    sealFloats(elem, yShape, y),
    sealFloats(elem, stateShape, lastH),
    ...(form.initialC < 0 ? [] : [sealFloats(elem, stateShape, lastC)]),
  ];
}

function stateOf(initial: Tensor | undefined, at: number, hidden: number): Float64Array {
  return initial ? Float64Array.from(floatsOf(initial).subarray(at, at + hidden)) : new Float64Array(hidden);
}

function lengthsOf(context: KernelContext, steps: number, batch: number): number[] {
  const tensor = optionalTensorAt(context, 4);
  if (!tensor) return new Array<number>(batch).fill(steps);
  const lengths = integersAsNumbers(tensor);
  const wrong = lengths.find((length) => length < 0 || length > steps);
  if (wrong !== undefined) badOperand(context, `a sequence length of ${wrong} in ${steps} steps`);
  return lengths;
}

/** Σ over the state of rows `gate · hidden …` of the recurrence: what R adds to gate `gate` of unit `unit`. */
export function recurrent(weights: CellWeights, h: Float64Array, row: number): number {
  const { recurrence, hidden } = weights;
  let sum = 0;
  for (let k = 0; k < hidden; k++) sum += recurrence[row * hidden + k] * h[k];
  return sum;
}
