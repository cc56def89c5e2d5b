// LSTM, GRU and RNN, step by step: the products of all steps with the input weights are one, each step adds the product of the state.
// Sequences shorter than the longest keep their state, and give zeros, from their end on; backwards that is the same from the other side.
// Where the number of steps is open until the run, there are as many as it may be, and all sequences are shorter than that.

import { type Dim, dim } from '@afterglow/core';
import type { Decomposition, Node, NodeCondition, Value } from '@afterglow/ir';
import { numberOf, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { boundOf, countableSizes, sizeAs } from './open-sizes.js';

/** Steps are written one after another, so their number is that of the nodes. */
const LONGEST = 512;

const batchFirst = (node: Node) => numberOf(node, 'layout') === 1;

const countedSteps: NodeCondition = {
  because: `there may be more than ${LONGEST} steps, or the size of the state is not known`,
  holds: (node) => {
    const steps = typeOf(node.operands[0]).shape[batchFirst(node) ? 1 : 0] ?? 0;
    const most = boundOf(node, steps);
    return most > 0 && most <= LONGEST && countableSizes(node, [steps]) && typeof node.attrs['hidden'] === 'number';
  },
};

type Activate = (s: Steps, x: Value) => Value;
const plain =
  (op: string, attrs = {}): Activate =>
  (s, x) =>
    s.op(op, [x], attrs);

/** By name in lower case; those with parameters, in their defaults. */
const ACTIVATIONS: Readonly<Record<string, Activate>> = {
  sigmoid: plain('sigmoid'),
  tanh: plain('tanh'),
  relu: plain('relu'),
  softsign: plain('softsign'),
  softplus: plain('softplus'),
  leakyrelu: plain('leaky_relu', { alpha: 0.01 }),
  hardsigmoid: plain('hard_sigmoid', { alpha: 0.2, beta: 0.5 }),
  thresholdedrelu: plain('thresholded_relu', { alpha: 1 }),
  elu: plain('elu', { alpha: 1 }),
};

function activationNames(node: Node, defaults: readonly string[]): string[] {
  const { activations } = node.attrs;
  const given = Array.isArray(activations) ? activations.map(String) : [];
  const directions = Number(typeOf(node.operands[1]).shape[0]);
  const names = given.length > 0 ? given : Array.from({ length: directions }, () => defaults).flat();
  return names.map((name) => name.toLowerCase());
}

const knownActivations: NodeCondition = {
  because: 'it has no steps for an activation, or for parameters of one',
  holds: (node) =>
    activationNames(node, []).every((name) => ACTIVATIONS[name] !== undefined) &&
    ['activation_alpha', 'activation_beta'].every((name) => {
      const list = node.attrs[name];
      return !Array.isArray(list) || list.length === 0;
    }),
};

interface Cell {
  readonly s: Steps;
  readonly hidden: number;
  readonly functions: readonly Activate[];
  readonly limit: (x: Value) => Value;
  /** Product of a state with the recurrent weights of some gates. */
  readonly fromState: (h: Value, first: number, gates: number) => Value;
  /** One gate's part of a row of gates. */
  readonly gate: (x: Value, at: number) => Value;
  /** Bias of the recurrent product of a gate, where there is one. */
  readonly stateBias: (gate: number) => Value | undefined;
  readonly peephole: (at: number) => Value | undefined;
}

interface State {
  readonly h: Value;
  readonly c?: Value;
}

type CellStep = (cell: Cell, x: Value, state: State, node: Node) => State;

function activate({ s, functions, limit }: Cell, which: number, x: Value): Value {
  return (functions[which] ?? plain('tanh'))(s, limit(x));
}

const isSet = (node: Node, name: string) => node.attrs[name] === true || node.attrs[name] === 1;

/** Gates i, o, f, c. */
const lstmStep: CellStep = (cell, x, { h, c = h }, node) => {
  const { s, gate } = cell;
  const sums = s.add(x, cell.fromState(h, 0, 4));
  const seen = (at: number, state: Value) => {
    const weights = cell.peephole(at);
    return weights ? s.mul(weights, state) : undefined;
  };
  const gated = (at: number, extra: Value | undefined) => {
    const sum = gate(sums, at);
    return activate(cell, 0, extra ? s.add(sum, extra) : sum);
  };
  const input = gated(0, seen(0, c));
  const forget = isSet(node, 'input_forget') ? s.sub(s.numberLike(input, 1), input) : gated(2, seen(2, c));
  const next = s.add(s.mul(forget, c), s.mul(input, activate(cell, 1, gate(sums, 3))));
  const output = gated(1, seen(1, next));
  return { h: s.mul(output, (cell.functions[2] ?? plain('tanh'))(s, next)), c: next };
};

/** Gates z, r, h. */
const gruStep: CellStep = (cell, x, { h }, node) => {
  const { s, gate } = cell;
  const both = cell.fromState(h, 0, 2);
  const gated = (at: number) => activate(cell, 0, s.add(gate(x, at), gate(both, at)));
  const [update, reset] = [gated(0), gated(1)];
  const bias = cell.stateBias(2);
  const withBias = (value: Value) => (bias ? s.add(value, bias) : value);
  const fromState = isSet(node, 'linear_before_reset')
    ? s.mul(reset, withBias(cell.fromState(h, 2, 1)))
    : withBias(cell.fromState(s.mul(reset, h), 2, 1));
  const candidate = activate(cell, 1, s.add(gate(x, 2), fromState));
  return { h: s.add(s.mul(s.sub(s.numberLike(update, 1), update), candidate), s.mul(update, h)) };
};

const rnnStep: CellStep = (cell, x, { h }) => ({ h: activate(cell, 0, cell.s.add(x, cell.fromState(h, 0, 1))) });

interface Form {
  readonly op: string;
  readonly gates: number;
  readonly defaults: readonly string[];
  readonly step: CellStep;
  /** Whether the bias of the recurrent product of the last gate stays with that product. */
  readonly lastBiasApart: boolean;
}

/** Runs one direction; answers the states of all steps in the order of time, and the last. */
function direct(s: Steps, node: Node, form: Form, d: number): { readonly steps: Value[]; readonly last: State } {
  const hidden = Number(node.attrs['hidden']);
  const { gates } = form;
  const given = operandOf(node, 0);
  const x = batchFirst(node) ? s.op('transpose', [given], { perm: [1, 0, 2] }) : given;
  const [length = 0, batch = 0, width = 0] = typeOf(x).shape;
  const part = (value: Value, start: number, end: number, shape: readonly Dim[]) => {
    const own = s.slice(value, 0, d, d + 1);
    return s.reshape(s.slice(own, 1, start * hidden, end * hidden), shape);
  };
  const [weights, recurrence] = [operandOf(node, 1), operandOf(node, 2)];
  const [b, givenLengths, h0, c0, p] = [3, 4, 5, 6, 7].map((at) => node.operands[at]);
  const bias = (start: number, end: number) => b && part(b, start, end, [(end - start) * hidden]);
  let inputBias = bias(0, gates);
  const joined = form.lastBiasApart ? gates - 1 : gates;
  if (inputBias && joined > 0) {
    const state = bias(gates, gates + joined);
    const padded = state && form.lastBiasApart ? s.concat([state, s.fill(s.numberLike(given, 0), [hidden])], 0) : state;
    if (padded) inputBias = s.add(inputBias, padded);
  }
  const rows = s.reshape(x, [dim.mul(length, batch), width]);
  const w = part(weights, 0, gates, [gates * hidden, width]);
  const products = s.op('fully_connected', [rows, w, ...(inputBias ? [inputBias] : [])]);
  const longest = boundOf(node, length);
  const open = typeof length !== 'number';
  const lengths = givenLengths ?? (open ? s.fill(sizeAs(s, node, length, 'i32'), [batch]) : undefined);
  const known = s.reshape(products, [length, batch, gates * hidden]);
  const beyond = [dim.sub(longest, length), batch, gates * hidden];
  const inputs = open ? s.concat([known, s.fill(s.numberLike(known, 0), beyond)], 0) : known;
  const functions = activationNames(node, form.defaults)
    .slice(d * form.defaults.length, (d + 1) * form.defaults.length)
    .map((name) => ACTIVATIONS[name] ?? plain('tanh'));
  const { clip } = node.attrs;
  const cell: Cell = {
    s,
    hidden,
    functions,
    limit: (value) =>
      typeof clip === 'number' && clip !== 0 ? s.op('clip', [value], { min: -clip, max: clip }) : value,
    fromState: (h, first, count) =>
      s.op('fully_connected', [h, part(recurrence, first, first + count, [count * hidden, hidden])]),
    gate: (value, at) => s.slice(value, 1, at * hidden, (at + 1) * hidden),
    stateBias: (gate) => bias(gates + gate, gates + gate + 1),
    peephole: (at) => p && part(p, at, at + 1, [hidden]),
  };
  const initial = (value: Value | undefined): Value =>
    value
      ? s.reshape(s.slice(value, batchFirst(node) ? 1 : 0, d, d + 1), [batch, hidden])
      : s.fill(s.numberLike(given, 0), [batch, hidden]);
  const isLstm = form.op === 'lstm';
  let state: State = isLstm ? { h: initial(h0), c: initial(c0) } : { h: initial(h0) };
  const steps: Value[] = [];
  const backwards = node.attrs['direction'] === 'reverse' || d === 1;
  for (let i = 0; i < longest; i++) {
    const t = backwards ? longest - 1 - i : i;
    const now = s.reshape(s.slice(inputs, 0, t, t + 1), [batch, gates * hidden]);
    const next = form.step(cell, now, state, node);
    if (!lengths) {
      state = next;
      steps[t] = next.h;
      continue;
    }
    const going = s.op('less', [s.number(t, 'i32'), s.op('unsqueeze', [lengths], { axes: [1] })]);
    const kept = (a: Value, other: Value) => s.op('where', [going, a, other]);
    steps[t] = kept(next.h, s.numberLike(given, 0));
    state = {
      h: kept(next.h, state.h),
      ...(next.c && state.c ? { c: kept(next.c, state.c) } : {}),
    };
  }
  return { steps, last: state };
}

function layer(form: Form): Decomposition {
  return {
    op: form.op,
    summary: 'one product with the input weights for all steps, then step by step a product with the state',
    steps: [
      ...[
        'transpose',
        'slice',
        'reshape',
        'expand',
        'concat',
        'fully_connected',
        'add',
        'sub',
        'mul',
        'clip',
        'unsqueeze',
      ],
      ...['less', 'where', 'sigmoid', 'tanh', 'relu', 'softsign', 'softplus', 'leaky_relu', 'hard_sigmoid'],
      ...['thresholded_relu', 'elu'],
    ],
    where: [countedSteps, knownActivations],
    build(node, builder) {
      const s = new Steps(builder, node);
      const directions = Number(typeOf(node.operands[1]).shape[0]);
      const runs = Array.from({ length: directions }, (_, d) => direct(s, node, form, d));
      const first = batchFirst(node);
      const [batches = 0] = typeOf(runs[0]?.last.h).shape;
      const hidden = Number(node.attrs['hidden']);
      // y: [steps, directions, batch, hidden], or [batch, steps, directions, hidden].
      const each = runs.map(({ steps }) =>
        s.concat(
          steps.map((value) => s.reshape(value, first ? [batches, 1, 1, hidden] : [1, 1, batches, hidden])),
          first ? 1 : 0,
        ),
      );
      const all = s.concat(each, first ? 2 : 1);
      const [time, length = 0] = first ? [1, resultOf(node).shape[1]] : [0, resultOf(node).shape[0]];
      const y = typeof length === 'number' ? all : s.slice(all, time, 0, length);
      const state = (of: (last: State) => Value | undefined) =>
        s.concat(
          runs.flatMap(({ last }) => {
            const value = of(last);
            return value ? [s.reshape(value, first ? [batches, 1, hidden] : [1, batches, hidden])] : [];
          }),
          first ? 1 : 0,
        );
      const results = [y, state(({ h }) => h), ...(form.op === 'lstm' ? [state(({ c }) => c)] : [])];
      return results.map((value, i) => s.reshape(value, resultOf(node, i).shape));
    },
  };
}

export const recurrences: readonly Decomposition[] = [
  layer({ op: 'lstm', gates: 4, defaults: ['sigmoid', 'tanh', 'tanh'], step: lstmStep, lastBiasApart: false }),
  layer({ op: 'gru', gates: 3, defaults: ['sigmoid', 'tanh'], step: gruStep, lastBiasApart: true }),
  layer({ op: 'rnn', gates: 1, defaults: ['tanh'], step: rnnStep, lastBiasApart: false }),
];
