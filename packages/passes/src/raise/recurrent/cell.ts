// What recognised cells have in common, and small questions about the products and sums they are written in.

import { producer, type Value } from '@afterglow/ir';
import { shapeOf, strip } from '../look.js';
import { type Decline, decline, isDecline, type Seen } from '../rule.js';
import { allColumns, type Columns, uncut } from './columns.js';
import { type GateReader, type GateSum, gateSum, type Product } from './gate.js';
import type { Carried, Recurrence, Sequence } from './recurrence.js';

/** A gate with its one product of the input and its one product of the state. */
export interface Gate {
  readonly input: Product;
  readonly state: Product;
  /** Added to the product of the input; here belong all biases but those below. */
  readonly biases: readonly Columns[];
  /** Added to the product of the state, where it makes a difference. */
  readonly stateBiases: readonly Columns[];
}

export interface Cell {
  readonly steps: Recurrence;
  readonly op: 'lstm' | 'gru';
  /** In the order of the op's weights. */
  readonly gates: readonly Gate[];
  readonly sequence: Sequence;
  readonly hidden: Carried;
  readonly memory: Carried | undefined;
  readonly attrs: Readonly<Record<string, boolean>>;
}

/** Both ways to read a node of two operands. */
export function sides(value: Value | undefined, op: string): readonly (readonly [Value, Value])[] {
  const node = value && producer(strip(value));
  const [a, b] = node?.op.name === op ? node.operands : [];
  return a && b
    ? [
        [a, b],
        [b, a],
      ]
    : [];
}

/** The columns under an activation, which may have been applied to several gates at once. */
export function under(activation: string, value: Value): Columns | undefined {
  const all = allColumns(value);
  const columns = all && uncut(all);
  const node = columns && producer(columns.value);
  const [operand] = node?.op.name === activation ? node.operands : [];
  return columns && operand && { ...columns, value: operand };
}

/** A sum as a gate. */
export function asGate({ products, biases }: GateSum): Gate | Decline {
  const [inputs, states] = ['input', 'state'].map((kind) => products.filter(({ source }) => source.kind === kind));
  const [[input], [state]] = [inputs ?? [], states ?? []];
  if (!input || !state || products.length !== 2) {
    return decline('a gate is not made of one product of the input and one of the state');
  }
  return { input, state, biases, stateBiases: [] };
}

export function readGate(columns: Columns, reader: GateReader): Gate | Decline {
  if (columns.size !== reader.units) return decline('a gate is not as wide as the state');
  const sum = gateSum(columns, reader);
  return isDecline(sum) ? sum : asGate(sum);
}

/** The one sequence that all gates read, or a reason. */
export function commonSequence(gates: readonly Gate[]): Sequence | Decline {
  const sequences = gates.flatMap(({ input: { source } }) => (source.kind === 'input' ? [source.sequence] : []));
  const [first] = sequences;
  const isOne = sequences.every((s) => strip(s.source) === strip(first?.source ?? s.source) && s.axis === first?.axis);
  return first && isOne ? first : decline('the gates read different sequences');
}

/** The carried value whose parameter `value` is. */
export function carriedBy(steps: Recurrence, value: Value): Carried | undefined {
  return steps.carried.find(({ param }) => param === strip(value));
}

/** A reader of gates that take `hidden` itself for the state. */
export function readerOf(steps: Recurrence, hidden: Carried, seen: Seen): GateReader {
  const units = shapeOf(hidden.param)?.at(-1);
  const known = typeof units === 'number' ? units : Number.NaN;
  return { steps, units: known, isState: (value) => value === hidden.param, seen };
}
