// What goes into the activation of a gate: products of the input and of the state with constant weights, and constant biases, in
// whatever order and however many gates are computed side by side.
//
//   split(fully_connected(%x, %w, %b))#1 + split(matmul(%h, %r))#1           matmul(concat(%x, %h), %k)[…, H : 2H] + %b[H : 2H]
//
// Products with the input may be made for all steps before the loop. Matching never writes.

import { type Node, producer, type Value } from '@afterglow/ir';
import { axisOf, intAttr, rankOf, sameShape, shapeOf, strip } from '../look.js';
import { type Decline, decline, isDecline, type Seen } from '../rule.js';
import { type Columns, uncut } from './columns.js';
import type { Recurrence, Sequence } from './recurrence.js';

/** What a product is of: the slice of a sequence, or what the cell calls its state. */
export type Source = { readonly kind: 'input'; readonly sequence: Sequence } | { readonly kind: 'state' };

/** A factor of `source`: outputs `start …` along one axis of the weight, inputs `from …` along the other. */
export interface Product {
  readonly source: Source;
  readonly weight: Value;
  readonly outputAxis: 0 | 1;
  readonly start: number;
  readonly from: number;
}

export interface GateSum {
  readonly products: readonly Product[];
  /** Constant vectors, or single numbers where the last axis is one long. */
  readonly biases: readonly Columns[];
}

export interface GateReader {
  readonly steps: Recurrence;
  /** Width of the state, and of each gate. */
  readonly units: number;
  /** True for the value that is the state in this gate. */
  readonly isState: (value: Value) => boolean;
  readonly seen: Seen;
}

const NO_SUM = 'a gate is no sum of products with constant weights';

/** A constant that adds the same vector, or number, to every row of `like`. */
function isBias(value: Value, like: Value): boolean {
  const [own, shape] = [shapeOf(value), shapeOf(like)];
  if (strip(value).def.kind !== 'const' || !own || !shape || own.length > shape.length) return false;
  const last = own.at(-1) ?? 1;
  return own.slice(0, -1).every((size) => size === 1) && (last === 1 || last === shape.at(-1));
}

function joined(parts: readonly (GateSum | Decline)[]): GateSum | Decline {
  const sums: GateSum[] = [];
  for (const part of parts) {
    if (isDecline(part)) return part;
    sums.push(part);
  }
  return { products: sums.flatMap(({ products }) => products), biases: sums.flatMap(({ biases }) => biases) };
}

/** The axis that sequences are read along, while a product is made for all steps at once; undefined inside the body. */
type Axis = number | undefined;

function sourceOf(value: Value, { steps, isState }: GateReader, axis: Axis): Source | undefined {
  if (axis !== undefined) return { kind: 'input', sequence: { source: value, axis } };
  if (isState(strip(value))) return { kind: 'state' };
  const sequence = steps.sequenceOf(value);
  return sequence && { kind: 'input', sequence };
}

function readProduct(node: Node, columns: Columns, reader: GateReader, axis: Axis): GateSum | Decline {
  const [x, weight, bias] = node.operands;
  const isLayer = node.op.name === 'fully_connected';
  if (!x || !weight || rankOf(weight) !== 2 || strip(weight).def.kind !== 'const') return decline(NO_SUM);
  if (node.attrs['act'] !== 'none' || rankOf(x) !== rankOf(columns.value)) return decline(NO_SUM);
  if (bias && strip(bias).def.kind !== 'const') return decline(NO_SUM);
  const join = producer(strip(x));
  const last = (rankOf(x) ?? 0) - 1;
  const isJoined = join?.op.name === 'concat' && axisOf(intAttr(join, 'axis'), last + 1) === last;
  const products: Product[] = [];
  let from = 0;
  for (const part of isJoined ? join.operands : [x]) {
    const width = shapeOf(part)?.at(-1);
    const source = part && sourceOf(part, reader, axis);
    if (!source) return decline('a gate reads something else than the input and the state of its step');
    if (typeof width !== 'number') return decline('the width of the input is not known');
    products.push({ source, weight: strip(weight), outputAxis: isLayer ? 0 : 1, start: columns.start, from });
    from += width;
  }
  return { products, biases: bias ? [{ ...columns, value: strip(bias) }] : [] };
}

/** The columns as such a sum, or why they are none. */
export function gateSum(given: Columns, reader: GateReader, axis: Axis = undefined): GateSum | Decline {
  const columns = uncut(given);
  const { value } = columns;
  const sequence = axis === undefined ? reader.steps.sequenceOf(value) : undefined;
  if (sequence) {
    // The slice of a product that was made for all steps is the product of a slice.
    const rank = rankOf(sequence.source) ?? 0;
    if (sequence.axis >= rank - 1) return decline('the steps run along the last axis');
    return gateSum({ ...columns, value: sequence.source }, reader, sequence.axis);
  }
  const node = producer(value);
  if (node) reader.seen.add(node);
  if (node?.op.name === 'fully_connected' || node?.op.name === 'matmul') {
    return readProduct(node, columns, reader, axis);
  }
  if (node?.op.name !== 'add') return decline(NO_SUM);
  return joined(
    node.operands.map((term) => {
      if (!term) return decline(NO_SUM);
      if (isBias(term, value)) return { products: [], biases: [{ ...columns, value: strip(term) }] };
      return sameShape(shapeOf(term), shapeOf(value))
        ? gateSum({ ...columns, value: term }, reader, axis)
        : decline(NO_SUM);
    }),
  );
}
