// Attention by a state: a Scan over the tokens.

import type { Emitter } from '../../emitter.js';
import { exportFunction } from '../../export-rule.js';
import { joined, sizes } from '../../sizes.js';
import { scaleOf } from './attention.export.js';

const column = (e: Emitter, x: string) => e.op('Unsqueeze', [x, e.ints([-1])]);
const row = (e: Emitter, x: string) => e.op('Unsqueeze', [x, e.ints([-2])]);
const OPEN = { kind: 'tensor', elem: 'f32', shape: undefined } as const;

export const linearAttention = exportFunction('linear_attention', (n, e) => {
  const scale = scaleOf(n, e, n.in(0), 'f32');
  const grouped = joined(e, sizes(e, n.in(1), 0, 2), e.ints([-1]), sizes(e, n.in(0), 3));
  const flat = joined(e, sizes(e, n.in(0), 0, 2), e.ints([-1]));
  const scanned = [0, 1, 2, 4, 5].filter((i) => n.has(i));
  const body = e.written([OPEN, ...scanned.map(() => OPEN)], ([before = '', q = '', k = '', v = '', ...others]) => {
    const decay = n.has(4) ? others.shift() : undefined;
    const beta = n.has(5) ? others.shift() : undefined;
    const faded = decay === undefined ? before : e.op('Mul', [before, e.op('Exp', [column(e, decay)])]);
    const value = row(e, v);
    const held = beta === undefined ? '' : e.op('MatMul', [row(e, k), faded]);
    const written = beta === undefined ? value : e.op('Mul', [column(e, column(e, beta)), e.op('Sub', [value, held])]);
    const after = e.op('Add', [faded, e.op('MatMul', [column(e, k), written])]);
    const read = e.op('MatMul', [e.op('Reshape', [q, grouped]), after]);
    return [
      [after, OPEN],
      [e.op('Mul', [e.op('Reshape', [read, flat]), scale]), OPEN],
    ];
  });
  const inputs = [3, ...scanned].map((i) => e.cast(n.in(i), 'f32'));
  const axes = scanned.map(() => 2);
  const attributes = { body, num_scan_inputs: scanned.length, scan_input_axes: axes, scan_output_axes: [2] };
  const [next = '', y = ''] = e.ops('Scan', inputs, attributes, 2);
  return [e.cast(y, n.result(0).elem), e.cast(next, n.result(1).elem)];
});

/** Depth-wise convolution of what came before and x. */
export const causalConv = exportFunction('causal_conv', (n, e) => {
  const channels = n.shape(0)[1];
  if (typeof channels !== 'number') return e.refuse('channels whose number is not known');
  const back = e.op('Sub', [sizes(e, n.in(1), 2), e.ints([1])]);
  const zeros = () => e.op('Expand', [e.scalar(n.elem(0), 0), joined(e, sizes(e, n.in(0), 0, 2), back)]);
  const before = n.has(3) ? n.in(3) : zeros();
  const all = e.op('Concat', [before, n.in(0)], { axis: 2 });
  const y = e.op('Conv', [all, n.in(1), n.in(2)], { group: channels });
  return [y, e.op('Slice', [all, sizes(e, n.in(0), 2), sizes(e, all, 2), e.ints([2])])];
});
