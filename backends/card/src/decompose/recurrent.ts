// LSTM, GRU and RNN: the products of all steps with the input weights are one, then a scan adds the product of the state step by step.
// Sequences shorter than the longest keep their state, and give zeros, from their end on; backwards that is the same from the other side.
//
//   %y, %y_h = rnn(%x, %w, %r)                       one direction
//   →
//   %p = fully_connected(%x, %w)
//   %y_h, %y = scan(%zeros, %p) {carried = 1} body(%h, %now) {
//     %n = tanh(add(%now, fully_connected(%h, %r)))
//     yield %n, %n
//   }

import { type Dim, dim, invariant } from '@afterglow/core';
import { type Decomposition, type Node, type NodeCondition, tensorType, type Value } from '@afterglow/ir';
import { countableSizes, numberOf, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';

const batchFirst = (node: Node) => numberOf(node, 'layout') === 1;

const knownState: NodeCondition = {
  because: 'the size of the state is not known',
  holds: (node) => typeof node.attrs['hidden'] === 'number',
};

const countedSteps: NodeCondition = {
  because: 'the steps that lengths are compared with may be too many to be counted',
  holds: (node) => {
    const steps = typeOf(node.operands[0]).shape[batchFirst(node) ? 1 : 0] ?? 0;
    return node.operands[4] === undefined || countableSizes(node, [steps]);
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
  /** Writes the body of the scan. */
  readonly s: Steps;
  readonly functions: readonly Activate[];
  readonly limit: (x: Value) => Value;
  /** Product of a state with the recurrent weights of some gates, from `first` on. */
  readonly fromState: (h: Value, first: number) => Value;
  /** One gate's part of a row of gates. */
  readonly gate: (x: Value, at: number) => Value;
  /** Bias of the recurrent product of the last gate, where it is apart. */
  readonly stateBias: Value | undefined;
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
  const sums = s.add(x, cell.fromState(h, 0));
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
  const both = cell.fromState(h, 0);
  const gated = (at: number) => activate(cell, 0, s.add(gate(x, at), gate(both, at)));
  const [update, reset] = [gated(0), gated(1)];
  const bias = cell.stateBias;
  const withBias = (value: Value) => (bias ? s.add(value, bias) : value);
  const fromState = isSet(node, 'linear_before_reset')
    ? s.mul(reset, withBias(cell.fromState(h, 2)))
    : withBias(cell.fromState(s.mul(reset, h), 2));
  const candidate = activate(cell, 1, s.add(gate(x, 2), fromState));
  return { h: s.add(s.mul(s.sub(s.numberLike(update, 1), update), candidate), s.mul(update, h)) };
};

const rnnStep: CellStep = (cell, x, { h }) => ({ h: activate(cell, 0, cell.s.add(x, cell.fromState(h, 0))) });

interface Form {
  readonly op: string;
  readonly gates: number;
  readonly defaults: readonly string[];
  readonly step: CellStep;
  /** Gates whose recurrent products are one: the first, and how many. */
  readonly products: readonly (readonly [number, number])[];
  /** Whether the bias of the recurrent product of the last gate stays with that product. */
  readonly lastBiasApart: boolean;
}

/** Rows `start … end` of gates of a direction's weights or biases. */
type PartOf = (value: Value, start: number, end: number, shape: readonly Dim[]) => Value;

interface Direction {
  /** States of all steps: [steps, batch, hidden], or [batch, steps, hidden]. */
  readonly y: Value;
  readonly last: State;
}

/** A cell in the body of the loop: its weights are those of direction `d`, cut out before the loop. */
function cellOf(inner: Steps, node: Node, form: Form, part: PartOf, d: number): Cell {
  const hidden = Number(node.attrs['hidden']);
  const { gates } = form;
  const [recurrence, b, p] = [operandOf(node, 2), node.operands[3], node.operands[7]];
  const { clip } = node.attrs;
  const products = new Map<number, Value>();
  for (const [first, count] of form.products) {
    products.set(first, part(recurrence, first, first + count, [count * hidden, hidden]));
  }
  const stateBias = b && form.lastBiasApart ? part(b, 2 * gates - 1, 2 * gates, [hidden]) : undefined;
  const peepholes = p && [0, 1, 2].map((at) => part(p, at, at + 1, [hidden]));
  return {
    s: inner,
    functions: activationNames(node, form.defaults)
      .slice(d * form.defaults.length, (d + 1) * form.defaults.length)
      .map((name) => ACTIVATIONS[name] ?? plain('tanh')),
    limit: (value) =>
      typeof clip === 'number' && clip !== 0 ? inner.op('clip', [value], { min: -clip, max: clip }) : value,
    fromState: (h, first) => inner.op('fully_connected', [h, products.get(first) ?? recurrence]),
    gate: (value, at) => inner.slice(value, 1, at * hidden, (at + 1) * hidden),
    stateBias,
    peephole: (at) => peepholes?.[at],
  };
}

/** Runs one direction. */
function direct(s: Steps, node: Node, form: Form, d: number): Direction {
  const hidden = Number(node.attrs['hidden']);
  const { gates } = form;
  const given = operandOf(node, 0);
  const x = batchFirst(node) ? s.op('transpose', [given], { perm: [1, 0, 2] }) : given;
  const [length = 0, batch = 0, width = 0] = typeOf(x).shape;
  const part: PartOf = (value, start, end, shape) => {
    const own = s.slice(value, 0, d, d + 1);
    return s.reshape(s.slice(own, 1, start * hidden, end * hidden), shape);
  };
  const [b, lengths, h0, c0] = [3, 4, 5, 6].map((at) => node.operands[at]);
  const bias = (start: number, end: number) => b && part(b, start, end, [(end - start) * hidden]);
  let inputBias = bias(0, gates);
  const joined = form.lastBiasApart ? gates - 1 : gates;
  if (inputBias && joined > 0) {
    const state = bias(gates, gates + joined);
    const padded = state && form.lastBiasApart ? s.concat([state, s.fill(s.numberLike(given, 0), [hidden])], 0) : state;
    if (padded) inputBias = s.add(inputBias, padded);
  }
  const rows = s.reshape(x, [dim.mul(length, batch), width]);
  const w = part(operandOf(node, 1), 0, gates, [gates * hidden, width]);
  const products = s.op('fully_connected', [rows, w, ...(inputBias ? [inputBias] : [])]);
  const inputs = s.reshape(products, [length, batch, gates * hidden]);
  const initial = (value: Value | undefined): Value =>
    value
      ? s.reshape(s.slice(value, batchFirst(node) ? 1 : 0, d, d + 1), [batch, hidden])
      : s.fill(s.numberLike(given, 0), [batch, hidden]);
  const states = [initial(h0), ...(form.op === 'lstm' ? [initial(c0)] : [])];
  const scanned = [inputs, ...(lengths ? [s.iota(length, 0, 1, 'i32')] : [])];

  const region = s.b.newRegion();
  const inner = new Steps(s.b.at(region), node);
  const [h, c] = states.map((value, i) => inner.b.param(i === 0 ? 'h' : 'c', value.type));
  const now = inner.b.param('now', tensorType(typeOf(inputs).elem, [batch, gates * hidden]));
  invariant(h, 'a cell has a state');
  const cell = cellOf(inner, node, form, part, d);
  const next = form.step(cell, now, c ? { h, c } : { h }, node);
  let [out, kept] = [next.h, next];
  if (lengths) {
    const position = inner.b.param('position', tensorType('i32', []));
    const going = inner.op('less', [position, s.op('unsqueeze', [lengths], { axes: [1] })]);
    const choose = (a: Value, other: Value) => inner.op('where', [going, a, other]);
    out = choose(next.h, s.numberLike(given, 0));
    kept = { h: choose(next.h, h), ...(next.c && c ? { c: choose(next.c, c) } : {}) };
  }
  inner.b.results([kept.h, ...(kept.c ? [kept.c] : []), out]);
  const backwards = node.attrs['direction'] === 'reverse' || d === 1 ? 1 : 0;
  const attrs = {
    carried: states.length,
    scan_axes: scanned.map(() => 0),
    output_axes: [batchFirst(node) ? 1 : 0],
    reverse_in: scanned.map(() => backwards),
    reverse_out: [backwards],
  };
  const { results } = s.b.add('scan', [...states, ...scanned], attrs, {
    regions: [region],
    resultCount: states.length + 1,
  });
  const [last, second] = results;
  const y = results.at(-1);
  invariant(last && y, 'a scan answers its states and what it collected');
  return { y, last: form.op === 'lstm' && second ? { h: last, c: second } : { h: last } };
}

function layer(form: Form): Decomposition {
  return {
    op: form.op,
    summary: 'one product with the input weights for all steps, then a scan that adds a product with the state',
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
      ...['scan', 'less', 'where', 'sigmoid', 'tanh', 'relu', 'softsign', 'softplus', 'leaky_relu', 'hard_sigmoid'],
      ...['thresholded_relu', 'elu'],
    ],
    where: [knownState, countedSteps, knownActivations],
    build(node, builder) {
      const s = new Steps(builder, node);
      const directions = Number(typeOf(node.operands[1]).shape[0]);
      const runs = Array.from({ length: directions }, (_, d) => direct(s, node, form, d));
      const first = batchFirst(node);
      const hidden = Number(node.attrs['hidden']);
      const [outer = 0, middle = 0] = typeOf(runs[0]?.y).shape;
      // y: [steps, directions, batch, hidden], or [batch, steps, directions, hidden].
      const apart = first ? [outer, middle, 1, hidden] : [outer, 1, middle, hidden];
      const y = s.concat(
        runs.map((run) => s.reshape(run.y, apart)),
        first ? 2 : 1,
      );
      const batches = first ? outer : middle;
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
  layer({
    op: 'lstm',
    gates: 4,
    defaults: ['sigmoid', 'tanh', 'tanh'],
    step: lstmStep,
    products: [[0, 4]],
    lastBiasApart: false,
  }),
  layer({
    op: 'gru',
    gates: 3,
    defaults: ['sigmoid', 'tanh'],
    step: gruStep,
    products: [
      [0, 2],
      [2, 1],
    ],
    lastBiasApart: true,
  }),
  layer({ op: 'rnn', gates: 1, defaults: ['tanh'], step: rnnStep, products: [[0, 1]], lastBiasApart: false }),
];
