// Raises an LSTM or a GRU from the loop or scan that computes it step by step.
//
//   %ys, %h, %c = scan(%h0, %c0, %x) {carried = 2} body(%h: f32[N, H], %c: f32[N, H], %s: f32[N, K]) {
//     %z = add(fully_connected(%s, %w, %b), matmul(%h, %r))
//     %i, %f, %g, %o = split(%z)
//     %c1 = add(mul(sigmoid(%f), %c), mul(sigmoid(%i), tanh(%g)))
//     %h1 = mul(sigmoid(%o), tanh(%c1))
//     yield %h1, %c1, %h1 }
//   →
//   %y, %yh, %yc = lstm(%x, %w.iofc, %r.iofc, %b.iofc, _, %h0, %c0) {hidden = H}
//
// A step that stands alone, or the steps of a loop that an exporter wrote out, stay as they are: a layer of one step needs its states
// reshaped on the way in and out, which is no fewer nodes than a cell that is fused as far as it goes. Ends: each removes a loop.

import { type Node, tensorType, type Value } from '@afterglow/ir';
import { refinement } from '../../basic/refine-type.js';
import { standsFor } from '../build-bag.js';
import { sameShape, shapeOf, strip, tensorTypeOf } from '../look.js';
import { type Decline, decline, isDecline, raiseRule, type Seen } from '../rule.js';
import { buildLayer, type LayerSizes } from './build-layer.js';
import type { Cell } from './cell.js';
import { gruCell } from './gru-cell.js';
import { lstmCell } from './lstm-cell.js';
import { type Collected, recurrenceOf } from './recurrence.js';

interface Layer {
  readonly cell: Cell;
  readonly sizes: LayerSizes;
}

const refusals = {
  sizes: 'the sizes are not those of a sequence of rows',
  state: 'a state has another size than what the gates compute',
  type: 'the numbers are not of one float type',
};

function sizesOf({ sequence, hidden: { param } }: Cell): LayerSizes | undefined {
  const [x, state] = [shapeOf(sequence.source), shapeOf(param)];
  if (x?.length !== 3 || state?.length !== 2 || sequence.axis > 1) return undefined;
  const [steps, batch, width] = [x[sequence.axis], x[1 - sequence.axis], x[2]];
  const [, hidden] = state;
  if (steps === undefined || batch === undefined || typeof width !== 'number' || typeof hidden !== 'number') {
    return undefined;
  }
  return hidden > 0 ? { steps, batch, width, hidden } : undefined;
}

/** Why the layer cannot compute what the steps do. */
function misfit(cell: Cell, { batch, hidden }: LayerSizes): string | undefined {
  const state = [batch, hidden];
  const carried = [cell.hidden, ...(cell.memory ? [cell.memory] : [])];
  const isState = (value: Value) => sameShape(shapeOf(value), state);
  if (!carried.every(({ initial, param }) => isState(initial) && isState(param))) return refusals.state;
  const weights = cell.gates.flatMap(({ input, state: h, biases, stateBiases }) => [
    input.weight,
    h.weight,
    ...[...biases, ...stateBiases].map(({ value }) => value),
  ]);
  const all = [cell.sequence.source, ...carried.map(({ param }) => param), ...weights].map(tensorTypeOf);
  const isOneType = all.every((type) => type && type.elem === all[0]?.elem && !type.encoding);
  return isOneType ? undefined : refusals.type;
}

/** What a collected result would be made of, in its order of axes. */
function collectedShape({ axis }: Collected, { steps, batch, hidden }: LayerSizes) {
  return axis === 0 ? [steps, batch, hidden] : axis === 1 ? [batch, steps, hidden] : undefined;
}

/** Why the results of the loop are not those of a layer. */
function otherResults(cell: Cell, sizes: LayerSizes): string | undefined {
  const { steps, hidden, memory } = cell;
  const elem = tensorTypeOf(hidden.param)?.elem ?? 'f32';
  for (const { result, ...carried } of steps.carried) {
    const isOurs = carried.param === hidden.param || carried.param === memory?.param;
    if (result.uses.size > 0 && !isOurs) return 'something else is carried from step to step';
  }
  for (const collected of steps.collected) {
    const { value, result } = collected;
    if (result.uses.size === 0) continue;
    if (strip(value) !== strip(hidden.next)) return 'something else than the new state is collected';
    const shape = collectedShape(collected, sizes);
    if (!shape) return 'the states are collected along their last axis';
    if (!refinement(steps.node.func, result.type, tensorType(elem, shape))) {
      return 'the result is declared with another size';
    }
  }
  return undefined;
}

function match(node: Node, seen: Seen): Layer | Decline | undefined {
  const steps = recurrenceOf(node);
  if (!steps || isDecline(steps)) return steps;
  const cell = lstmCell(steps, seen) ?? gruCell(steps, seen);
  if (!cell || isDecline(cell)) return cell;
  const sizes = sizesOf(cell);
  if (!sizes) return decline(refusals.sizes);
  const because = misfit(cell, sizes) ?? otherResults(cell, sizes);
  return because === undefined ? { cell, sizes } : decline(because);
}

export const recurrentLayer = raiseRule<Layer>({
  name: 'raise-recurrent',
  summary: 'a loop whose steps are those of an LSTM or a GRU is one',
  roots: ['loop', 'scan'],
  match,
  build({ cell, sizes }, rewriter) {
    const { steps, hidden, memory } = cell;
    const builder = rewriter.before(steps.node);
    const made = buildLayer(builder, cell, sizes);
    const carried = steps.carried.map(({ param, initial }) => {
      if (param === hidden.param) return made.last;
      return (param === memory?.param ? made.memory : undefined) ?? initial;
    });
    const collected = steps.collected.map(({ axis }) =>
      axis === 1 ? builder.value('transpose', [made.each], { perm: [1, 0, 2] }) : made.each,
    );
    return standsFor(steps.node, [...carried, ...collected], rewriter);
  },
});
