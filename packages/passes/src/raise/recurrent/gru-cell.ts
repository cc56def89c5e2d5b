// The cell of a GRU, in either form of the new state and of the reset:
//
//   h' = (1 - z) · n + z · h   or   n + z · (h - n)          z = sigmoid(…)   r = sigmoid(…)
//   n  = tanh(W x + b + R (r · h))                           reset before the product with the state
//   n  = tanh(W x + b + r · (R h + c))                       reset after it

import { producer, type Value } from '@afterglow/ir';
import { uniformConst } from '../../basic/look.js';
import { sameShape, shapeOf, strip } from '../look.js';
import { type Decline, isDecline, type Seen } from '../rule.js';
import { type Cell, carriedBy, commonSequence, type Gate, readerOf, readGate, sides, under } from './cell.js';
import { type Columns, uncut } from './columns.js';
import { type GateReader, gateSum } from './gate.js';
import type { Carried, Recurrence } from './recurrence.js';

interface Mix {
  readonly update: Columns;
  readonly candidate: Value;
}

function differenceOf(value: Value): readonly Value[] {
  const node = producer(strip(value));
  return node?.op.name === 'sub' ? node.operands.filter((operand) => operand !== undefined) : [];
}

/** `next` as a mix of the old state and a candidate. */
function mixOf(steps: Recurrence, hidden: Carried): Mix | undefined {
  for (const [first, second] of sides(hidden.next, 'add')) {
    for (const [z, other] of sides(second, 'mul')) {
      const update = under('sigmoid', z);
      if (!update) continue;
      const [h, n] = differenceOf(other);
      if (h && n && carriedBy(steps, h) === hidden && strip(n) === strip(first)) {
        return { update, candidate: first };
      }
      if (carriedBy(steps, other) !== hidden) continue;
      for (const [rest, candidate] of sides(first, 'mul')) {
        const [one, same] = differenceOf(rest);
        if (one && same && uniformConst(one) === 1 && strip(same) === strip(z)) {
          return { update, candidate };
        }
      }
    }
  }
  return undefined;
}

/** Reset after the product: the candidate's sum has a term `r · (R h + c)`. */
function resetAfter(columns: Columns, reader: GateReader, hidden: Carried): { reset: Columns; gate: Gate } | undefined {
  const whole = uncut(columns);
  for (const [given, scaled] of sides(whole.value, 'add')) {
    for (const [r, product] of sides(scaled, 'mul')) {
      if (![given, product].every((value) => sameShape(shapeOf(value), shapeOf(hidden.param)))) continue;
      const reset = under('sigmoid', r);
      const [input, state] = [given, product].map((value) => gateSum({ ...whole, value }, reader));
      if (!reset || !input || !state || isDecline(input) || isDecline(state)) continue;
      const [[x, ...moreX], [h, ...moreH]] = [input.products, state.products];
      if (x?.source.kind !== 'input' || h?.source.kind !== 'state' || moreX.length + moreH.length > 0) continue;
      return { reset, gate: { input: x, state: h, biases: input.biases, stateBiases: state.biases } };
    }
  }
  return undefined;
}

/** Reset before the product: what the candidate takes for the state is `r · h`. */
function resetBefore(columns: Columns, reader: GateReader, hidden: Carried): { reset: Columns; gate: Gate } | Decline {
  let reset: Columns | undefined;
  const isState = (value: Value): boolean => {
    for (const [r, h] of sides(value, 'mul')) {
      if (carriedBy(reader.steps, h) !== hidden) continue;
      reset ??= under('sigmoid', r);
      if (reset) return true;
    }
    return false;
  };
  const gate = readGate(columns, { ...reader, isState });
  if (isDecline(gate)) return gate;
  return reset ? { reset, gate } : { because: 'the candidate does not read the state through a reset gate' };
}

/** The steps as a GRU; undefined where nothing is carried in that form. */
export function gruCell(steps: Recurrence, seen: Seen): Cell | Decline | undefined {
  for (const hidden of steps.carried) {
    const mix = mixOf(steps, hidden);
    const columns = mix && under('tanh', mix.candidate);
    if (!mix || !columns) continue;
    const reader = readerOf(steps, hidden, seen);
    const after = resetAfter(columns, reader, hidden);
    const found = after ?? resetBefore(columns, reader, hidden);
    if (isDecline(found)) return found;
    const [update, reset] = [readGate(mix.update, reader), readGate(found.reset, reader)];
    if (isDecline(update)) return update;
    if (isDecline(reset)) return reset;
    const gates = [update, reset, found.gate];
    const sequence = commonSequence(gates);
    if (isDecline(sequence)) return sequence;
    const attrs = { linear_before_reset: after !== undefined };
    return { steps, op: 'gru', gates, sequence, hidden, memory: undefined, attrs };
  }
  return undefined;
}
