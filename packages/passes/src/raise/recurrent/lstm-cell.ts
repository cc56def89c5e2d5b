// The cell of an LSTM, gates in any order:
//
//   c' = sigmoid(f) · c + sigmoid(i) · tanh(g)        h' = sigmoid(o) · tanh(c')

import type { Value } from '@afterglow/ir';
import { strip } from '../look.js';
import { type Decline, isDecline, type Seen } from '../rule.js';
import { type Cell, carriedBy, commonSequence, type Gate, readerOf, readGate, sides, under } from './cell.js';
import type { Columns } from './columns.js';
import type { Carried, Recurrence } from './recurrence.js';

interface Sums {
  readonly memory: Carried;
  readonly forget: Columns;
  readonly input: Columns;
  readonly candidate: Columns;
}

/** `next` read as a new cell state. */
function memoryOf(steps: Recurrence, memory: Carried): Sums | undefined {
  for (const [kept, added] of sides(memory.next, 'add')) {
    for (const [gate, old] of sides(kept, 'mul')) {
      const forget = under('sigmoid', gate);
      if (!forget || carriedBy(steps, old) !== memory) continue;
      for (const [a, b] of sides(added, 'mul')) {
        const [input, candidate] = [under('sigmoid', a), under('tanh', b)];
        if (input && candidate) return { memory, forget, input, candidate };
      }
    }
  }
  return undefined;
}

function outputOf(next: Value, memory: Carried): Columns | undefined {
  for (const [gate, squashed] of sides(next, 'mul')) {
    const [output, inside] = [under('sigmoid', gate), under('tanh', squashed)];
    if (output && inside && strip(inside.value) === strip(memory.next)) return output;
  }
  return undefined;
}

/** The steps as an LSTM; undefined where nothing is carried in that form. */
export function lstmCell(steps: Recurrence, seen: Seen): Cell | Decline | undefined {
  for (const candidate of steps.carried) {
    const sums = memoryOf(steps, candidate);
    if (!sums) continue;
    for (const hidden of steps.carried) {
      const output = outputOf(hidden.next, sums.memory);
      if (!output) continue;
      const gates: Gate[] = [];
      for (const columns of [sums.input, output, sums.forget, sums.candidate]) {
        const gate = readGate(columns, readerOf(steps, hidden, seen));
        if (isDecline(gate)) return gate;
        gates.push(gate);
      }
      const sequence = commonSequence(gates);
      if (isDecline(sequence)) return sequence;
      return { steps, op: 'lstm', gates, sequence, hidden, memory: sums.memory, attrs: {} };
    }
  }
  return undefined;
}
