// A loop or scan seen as steps along sequences: what is carried from one step to the next, what is collected, and which
// values of the body are the slice of a sequence that belongs to the step.

import type { Node, Region, Value } from '@afterglow/ir';
import { axisOf, intAttr, intsAttr, isOutside, knownScalar, madeBy, rankOf, shapeOf, strip } from '../look.js';
import { neverStops } from '../never-stops.js';
import { type Decline, decline } from '../rule.js';

/** A value whose slices along an axis are read one a step. */
export interface Sequence {
  readonly source: Value;
  readonly axis: number;
}

export interface Carried {
  readonly initial: Value;
  readonly param: Value;
  readonly next: Value;
  readonly result: Value;
}

export interface Collected {
  readonly value: Value;
  readonly result: Value;
  readonly axis: number;
}

export interface Recurrence {
  readonly node: Node;
  readonly body: Region;
  readonly carried: readonly Carried[];
  readonly collected: readonly Collected[];
  /** The last slice comes first, and results are written from their end. */
  readonly isReversed: boolean;
  /** The sequence whose slice `value` is. */
  readonly sequenceOf: (value: Value) => Sequence | undefined;
}

/** Pairs up what is carried; `first` is the position among operands, parameters and results of the body. */
function carriedOf(
  { node, body }: { node: Node; body: Region },
  first: { operand: number; param: number; next: number },
): Carried[] | undefined {
  const all: Carried[] = [];
  for (let i = 0; i < intAttr(node, 'carried'); i++) {
    const [initial, param] = [node.operands[first.operand + i], body.params[first.param + i]];
    const [next, result] = [body.results[first.next + i], node.results[i]];
    if (!initial || !param || !next || !result) return undefined;
    all.push({ initial, param, next, result });
  }
  return all;
}

function collectedOf(node: Node, values: readonly Value[], axes: readonly number[] = []): Collected[] {
  return values.flatMap((value, i) => {
    const result = node.results[intAttr(node, 'carried') + i];
    const axis = axisOf(axes[i] ?? 0, rankOf(result) ?? 1);
    return result ? [{ value, result, axis }] : [];
  });
}

function ofScan(node: Node, body: Region): Recurrence | Decline | undefined {
  const count = intAttr(node, 'carried');
  const carried = carriedOf({ node, body }, { operand: 0, param: 0, next: 0 });
  if (!carried) return undefined;
  const outputs = body.results.slice(count);
  const [ins, outs] = [intsAttr(node, 'reverse_in'), intsAttr(node, 'reverse_out')];
  const directions = [
    ...node.operands.slice(count).map((_, i) => ins[i] ?? 0),
    ...outputs.flatMap((_, i) => (node.results[count + i]?.uses.size === 0 ? [] : [outs[i] ?? 0])),
  ];
  if (new Set(directions).size > 1) return decline('some sequences run forwards and some backwards');
  const axes = intsAttr(node, 'scan_axes');
  return {
    node,
    body,
    carried,
    collected: collectedOf(node, outputs, intsAttr(node, 'output_axes')),
    isReversed: directions[0] === 1,
    sequenceOf(value) {
      const at = body.params.indexOf(strip(value)) - count;
      const source = at < 0 ? undefined : node.operands[count + at];
      return source && { source, axis: axisOf(axes[at] ?? 0, rankOf(source) ?? 1) };
    },
  };
}

function ofLoop(node: Node, body: Region): Recurrence | Decline | undefined {
  const [trip, condition] = node.operands;
  const carried = carriedOf({ node, body }, { operand: 2, param: 2, next: 1 });
  const [index] = body.params;
  if (!carried || !index) return undefined;
  const steps = knownScalar(trip);
  if (steps === undefined) return decline('the trip count is not known as a dim');
  if (!neverStops(condition, body)) return decline('the loop may stop early');
  return {
    node,
    body,
    carried,
    collected: collectedOf(node, body.results.slice(1 + carried.length)),
    isReversed: false,
    sequenceOf(value) {
      const slice = madeBy(value, 'gather');
      const [source, at] = slice?.operands ?? [];
      if (!slice || !source || !at || strip(at) !== index || !isOutside(source, body)) return undefined;
      const axis = axisOf(intAttr(slice, 'axis'), rankOf(source) ?? 1);
      const size = shapeOf(source)?.[axis];
      return size === steps ? { source, axis } : undefined;
    },
  };
}

/** `node`, a loop or scan that carries something, as steps; or why it is none. */
export function recurrenceOf(node: Node): Recurrence | Decline | undefined {
  const [body] = node.regions;
  if (!body || !(intAttr(node, 'carried') > 0)) return undefined;
  return node.op.name === 'scan' ? ofScan(node, body) : ofLoop(node, body);
}
