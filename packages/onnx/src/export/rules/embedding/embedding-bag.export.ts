// embedding_bag as the loop that models are exported with: the bag is a Slice of the indices, so that its bounds wrap and
// are clamped as Slice does.

import type { Emitter } from '../../emitter.js';
import type { ExportNode } from '../../export-node.js';
import { exportFunction } from '../../export-rule.js';
import { exportType } from '../../export-type.js';
import { tableRows } from '../../table-rows.js';

/** Beyond every size: the end of the last bag. */
const TO_THE_END = Number.MAX_SAFE_INTEGER;

/** Sums, means or maxima of rows along an axis of the gathered rows. What there is nothing of: 0, or −∞ for the maximum. */
function reduced(n: ExportNode, e: Emitter, rows: string, axis: number, count: string): string {
  const axes = e.ints([axis]);
  if (n.word('mode') === 'max') {
    // A row of −∞ in front: no runtime reduces an empty axis the same way.
    const [before, after] = [e.op('Shape', [rows], { end: axis }), e.op('Shape', [rows], { start: axis + 1 })];
    const shape = e.op('Concat', [before, e.ints([1]), after], { axis: 0 });
    const floor = e.op('Expand', [e.scalar('f32', Number.NEGATIVE_INFINITY), shape]);
    return e.op('ReduceMax', [e.op('Concat', [floor, rows], { axis }), axes], { keepdims: 0 });
  }
  const sum = e.op('ReduceSum', [rows, axes], { keepdims: 0 });
  if (n.word('mode') === 'sum') return sum;
  const divisor = e.op('Max', [count, e.ints([1])]);
  return e.op('Div', [sum, e.cast(divisor, 'f32')]);
}

/** The rows that indices pick, each times its weight. */
function weighted(n: ExportNode, e: Emitter, indices: string, weights: string): string {
  const rows = tableRows(e, n.in(0), n.type(0), indices);
  if (weights === '') return rows;
  return e.op('Mul', [rows, e.op('Unsqueeze', [e.cast(weights, 'f32'), e.ints([-1])])]);
}

/** Bags that offsets cut out of one list of indices, one iteration each. */
function cut(n: ExportNode, e: Emitter): string {
  const offsets = e.cast(n.in(2), 'i64');
  const ends = n.flag('last_offset') ? offsets : e.op('Concat', [offsets, e.ints([TO_THE_END])], { axis: 0 });
  const count = e.op('Sub', [e.op('Shape', [ends]), e.ints([1])]);
  const width = exportType(n.result());
  const row = width.kind === 'tensor' ? { ...width, elem: 'f32' as const, shape: width.shape?.slice(1) } : width;
  const flag = { kind: 'tensor', elem: 'bool', shape: [] } as const;
  const body = e.written([{ kind: 'tensor', elem: 'i64', shape: [] }, flag], ([at = '', more = '']) => {
    const start = e.op('Reshape', [at, e.ints([1])]);
    const end = e.op('Add', [start, e.ints([1])]);
    const bounds = [e.op('Gather', [ends, start]), e.op('Gather', [ends, end]), e.ints([0])];
    const indices = e.op('Slice', [n.in(1), ...bounds]);
    const weights = n.has(3) ? e.op('Slice', [n.in(3), ...bounds]) : '';
    const rows = weighted(n, e, indices, weights);
    const bag = reduced(n, e, rows, 0, e.op('Shape', [indices]));
    return [
      [e.op('Identity', [more]), flag],
      [bag, row],
    ];
  });
  const trip = e.op('Reshape', [count, e.ints([])]);
  return e.op('Loop', [trip, e.scalar('bool', 1)], { body });
}

/** Without offsets, every row of the indices is a bag. */
function rowwise(n: ExportNode, e: Emitter): string {
  const rows = weighted(n, e, n.in(1), n.in(3));
  return reduced(n, e, rows, 1, e.op('Shape', [n.in(1)], { start: 1 }));
}

export const embeddingBag = exportFunction('embedding_bag', (n, e) => {
  const bags = n.has(2) ? cut(n, e) : rowwise(n, e);
  const { elem } = n.result();
  return elem === 'f32' ? bags : e.cast(bags, elem);
});

export const dotInteraction = exportFunction('dot_interaction', (n, e) => {
  const side = (name: string) => e.op('Gather', [n.in(0), e.ints(n.ints(name))], { axis: 1 });
  return e.op('ReduceSum', [e.op('Mul', [side('rows'), side('cols')]), e.ints([2])], { keepdims: 0 });
});
