// Writes the recurrent layer of a recognised cell. Weights are cut from the constants of the steps and joined again in the order of the
// op, which folds into constants.

import { type Dim, splatTensor } from '@afterglow/core';
import { type Builder, producer, type Value } from '@afterglow/ir';
import { uniformConst } from '../../basic/look.js';
import { shapeOf, strip, tensorTypeOf } from '../look.js';
import type { Cell, Gate } from './cell.js';
import { type Columns, cut } from './columns.js';
import type { Product } from './gate.js';

/** The sizes a layer is built for. */
export interface LayerSizes {
  readonly steps: Dim;
  readonly batch: Dim;
  readonly width: number;
  readonly hidden: number;
}

function rowsOf(builder: Builder, { weight, outputAxis, start, from }: Product, size: number, width: number): Value {
  const outputs = cut(builder, weight, outputAxis, start, size);
  const block = cut(builder, outputs, 1 - outputAxis, from, width);
  return outputAxis === 0 ? block : builder.value('transpose', [block], { perm: [1, 0] });
}

/** A bias with as many entries as the gate has units. */
function vectorOf(builder: Builder, { value, start }: Columns, hidden: number): Value {
  const length = shapeOf(value)?.at(-1) ?? 1;
  const flat = builder.value('reshape', [value], { shape: [length] });
  if (length === 1) return builder.value('expand', [flat], { shape: [hidden] });
  return cut(builder, flat, 0, start, hidden);
}

/** Weights of all gates as the op has them: one direction, gate below gate. */
function stacked(builder: Builder, parts: readonly Value[]): Value {
  const all = builder.value('concat', parts, { axis: 0 });
  return builder.value('reshape', [all], { shape: [1, ...(shapeOf(all) ?? [])] });
}

/** Biases of the products with the input, then of those with the state; undefined where there are none. */
function biasOf(builder: Builder, { gates, hidden: { param } }: Cell, hidden: number): Value | undefined {
  if (gates.every(({ biases, stateBiases }) => biases.length + stateBiases.length === 0)) return undefined;
  const elem = tensorTypeOf(param)?.elem ?? 'f32';
  const zeros = builder.constant(`${param.name}.zeros`, splatTensor(elem, [hidden], 0));
  const total = (terms: readonly Columns[]): Value => {
    const [first, ...rest] = terms.map((term) => vectorOf(builder, term, hidden));
    return first ? rest.reduce((sum, term) => builder.value('add', [sum, term]), first) : zeros;
  };
  const side = (of: (gate: Gate) => readonly Columns[]) => gates.map((gate) => total(of(gate)));
  return stacked(builder, [...side(({ biases }) => biases), ...side(({ stateBiases }) => stateBiases)]);
}

/** True for a state of zeros, which a layer starts from unless it is told otherwise. */
function isZero(value: Value): boolean {
  if (uniformConst(strip(value)) === 0) return true;
  const node = producer(strip(value));
  if (node?.op.name === 'splat' || node?.op.name === 'dynamic_splat') return node.attrs['value'] === 0;
  const [source] = node?.operands ?? [];
  return node?.op.name === 'expand' && uniformConst(source) === 0;
}

function stateOf(builder: Builder, initial: Value, { batch, hidden }: LayerSizes): Value | undefined {
  return isZero(initial) ? undefined : builder.value('reshape', [initial], { shape: [1, batch, hidden] });
}

/** The results of the layer: the state after each step, the last one, and the last cell state. */
export interface LayerResults {
  readonly each: Value;
  readonly last: Value;
  readonly memory: Value | undefined;
}

export function buildLayer(builder: Builder, cell: Cell, sizes: LayerSizes): LayerResults {
  const { gates, op, sequence, steps } = cell;
  const { hidden, width, batch } = sizes;
  const x = sequence.axis === 0 ? sequence.source : builder.value('transpose', [sequence.source], { perm: [1, 0, 2] });
  const w = stacked(
    builder,
    gates.map(({ input }) => rowsOf(builder, input, hidden, width)),
  );
  const r = stacked(
    builder,
    gates.map(({ state }) => rowsOf(builder, state, hidden, hidden)),
  );
  const first = stateOf(builder, cell.hidden.initial, sizes);
  const memory = cell.memory && stateOf(builder, cell.memory.initial, sizes);
  const operands = [x, w, r, biasOf(builder, cell, hidden), undefined, first, ...(memory ? [memory] : [])];
  const attrs = { hidden, direction: steps.isReversed ? 'reverse' : 'forward', ...cell.attrs };
  const [y, last, kept] = builder.add(op, operands, attrs).results;
  const flat = (value: Value | undefined, shape: readonly Dim[]) => builder.value('reshape', [value], { shape });
  return {
    each: flat(y, [sizes.steps, batch, hidden]),
    last: flat(last, [batch, hidden]),
    memory: kept && flat(kept, [batch, hidden]),
  };
}
