// ONNX Scan of opset 8: every operand has a batch axis in front, the scanned ones a time axis behind it, and sequences may be
// shorter than the time axis. A scan over the batch whose body is a scan over time; behind the end of a sequence the state
// stays what it is, and outputs are zeros.

import { dim, splatTensor } from '@afterglow/core';
import { build, type Type, tensorType, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importSubgraph, type Subgraph } from '../../import/import-graph.js';
import type { NodeReader } from '../../import/node-reader.js';
import { importCarried } from './carried.js';

/** Operand types without their batch axis, which all must share. */
function withoutBatch(n: NodeReader, operands: readonly number[]): Type[] {
  const { symbols } = n.context.session;
  const [batch] = n.shape(operands[0] ?? 0);
  return operands.map((index) => {
    const [own, ...rest] = n.shape(index);
    if (own === undefined || batch === undefined) n.invalid(`operand ${index} has no batch axis`);
    if (!symbols.unify(own, batch)) n.invalid(`batches of ${dim.printDim(batch)} and ${dim.printDim(own)}`);
    return tensorType(n.elem(index), rest);
  });
}

/** The longest list of positions that is made while importing. */
const MOST_POSITIONS = 1 << 16;

/** 0, 1, … along the time axis of a scanned operand. */
function positionsOf(b: ImportBuilder, scanned: Value, time: ReturnType<typeof dim.symbol>): Value {
  if (typeof time === 'number' && time <= MOST_POSITIONS) return b.integers(Array.from({ length: time }, (_, i) => i));
  const length = b.reshape(b.value('shape_of', [scanned], { start: 1, end: 2 }), []);
  const types = [tensorType('i64', [time])];
  return build.range(b, b.scalar('i64', 0), length, b.scalar('i64', 1), { types });
}

/** The body's results, held back from position `length` on: `before` is what the state was. */
function heldBack(body: Subgraph, before: readonly Value[], position: Value, length: Value): readonly Value[] {
  const { inside, results } = body;
  const going = inside.value('less', [position, length]);
  return results.map((value, i) => {
    const elem = value.type.kind === 'tensor' ? value.type.elem : 'f32';
    const rest =
      before[i] ?? inside.constant(inside.freeName('const'), splatTensor(elem, [], elem === 'string' ? '' : 0));
    return inside.value('where', [going, value, rest]);
  });
}

export function importBatchedScan(n: NodeReader, b: ImportBuilder): readonly Value[] {
  const scanned = n.int('num_scan_inputs');
  const carried = n.inputCount - 1 - scanned;
  const { input, output } = n.graph('body');
  if (scanned < 1 || carried < 0) n.invalid(`it scans ${scanned} of ${n.inputCount - 1} operands`);
  if (input.length !== carried + scanned || output.length !== n.outputCount || output.length < carried) {
    n.invalid(`its body takes ${input.length} and returns ${output.length} values`);
  }
  const reverse = n.maybeInts('directions') ?? Array.from({ length: scanned }, () => 0);
  if (reverse.length !== scanned) n.invalid(`directions has ${reverse.length} entries instead of ${scanned}`);
  const lengths = n.maybe(0);
  const types = withoutBatch(
    n,
    n.all(1).map((_, i) => i + 1),
  );
  const operands = n.all(1).map((value, i) => {
    // Backwards, a sequence starts at its own last element, not at that of the time axis.
    if (!lengths || reverse[i - carried] !== 1) return value;
    return build.reverseSequence(b, value, lengths, { time_axis: 1, batch_axis: 0 });
  });
  const time = n.shape(1 + carried)[1] ?? n.invalid('what it scans has no time axis');
  const slices = types.slice(carried).map((type) => {
    if (type.kind !== 'tensor' || type.shape.length === 0) return n.invalid('what it scans has no time axis');
    return tensorType(type.elem, type.shape.slice(1));
  });

  const region = b.newRegion();
  const outer = b.at(region);
  const params = types.map((type) => outer.param(b.freeName('item'), type));
  const length = lengths && outer.param(b.freeName('length'), tensorType(n.elem(0), []));
  const { body, types: states } = importCarried(
    n,
    outer,
    types.slice(0, carried),
    (carriedTypes) => importSubgraph(n, outer, 'body', n.graph('body'), [...carriedTypes, ...slices]),
    ({ results }) => results.slice(0, carried).map((value) => value.type),
  );
  const position = length && body.inside.param(b.freeName('position'), tensorType('i64', []));
  const before = body.region.params.slice(0, carried);
  const held = length && position ? heldBack(body, before, position, body.inside.cast(length, 'i64')) : body.results;
  body.inside.results(held);
  const over = length ? [...params, positionsOf(b, operands[carried] ?? n.in(1), time)] : params;
  const collected = output.length - carried;
  const steps = Array.from({ length: scanned + (length ? 1 : 0) }, (_, i) => (lengths ? 0 : (reverse[i] ?? 0)));
  const attrs = {
    carried,
    scan_axes: steps.map(() => 0),
    output_axes: Array.from({ length: collected }, () => 0),
    reverse_in: steps,
    reverse_out: Array.from({ length: collected }, () => 0),
  };
  outer.results(build.scan(outer, over, attrs, { body: body.region }, { types: states }));
  const batched = lengths ? [...operands, lengths] : operands;
  return build.scan(
    b,
    batched,
    {
      carried: 0,
      scan_axes: batched.map(() => 0),
      output_axes: output.map(() => 0),
      reverse_in: batched.map(() => 0),
      reverse_out: output.map(() => 0),
    },
    { body: region },
  );
}
