// inverse by elimination in a loop: ONNX has no operator for it. The matrices and the identity stand side by side, as a batch of one
// axis; iteration k makes column k of the left half that of the identity.

import type { ElementType } from '@afterglow/core';
import type { Emitter } from '../../emitter.js';
import { exportFunction } from '../../export-rule.js';
import { joined, positions, sizes } from '../../sizes.js';

/** The row with the largest pivot swapped with row k, divided by it, and taken off the others. */
function eliminated(e: Emitter, pair: string, k: string, elem: ElementType): string {
  const rows = positions(e, pair, 1);
  const at = e.op('Reshape', [k, e.ints([1])]);
  const last = (mask: string) => e.op('Unsqueeze', [mask, e.ints([-1])]);
  const column = e.op('Abs', [e.op('Gather', [pair, k], { axis: 2 })]);
  const candidates = e.op('Where', [e.op('Less', [rows, k]), e.scalar(elem, -1), column]);
  const isPivot = last(e.op('Equal', [rows, e.op('ArgMax', [candidates], { axis: 1, keepdims: 1 })]));
  const isTarget = last(e.op('Equal', [rows, k]));
  const chosen = e.op('Where', [isPivot, pair, e.scalar(elem, 0)]);
  const pivotRow = e.op('ReduceSum', [chosen, e.ints([1])], { keepdims: 1 });
  const swapped = e.op('Where', [isPivot, e.op('Gather', [pair, at], { axis: 1 }), pair]);
  const normal = e.op('Div', [pivotRow, e.op('Gather', [pivotRow, at], { axis: 2 })]);
  const factors = e.op('Gather', [swapped, at], { axis: 2 });
  const others = e.op('Sub', [swapped, e.op('Mul', [factors, normal])]);
  return e.op('Where', [isTarget, normal, others]);
}

export const inverse = exportFunction('inverse', (n, e) => {
  const elem = n.elem(0) === 'f64' ? 'f64' : 'f32';
  const x = e.cast(n.in(0), elem);
  const size = e.op('Squeeze', [sizes(e, x, -1), e.ints([0])]);
  const square = sizes(e, x, -2);
  const batch = e.op('Reshape', [x, joined(e, e.ints([-1]), square)]);
  const rows = positions(e, batch, 1);
  const identity = e.cast(e.op('Equal', [e.op('Unsqueeze', [rows, e.ints([1])]), rows]), elem);
  const pair = e.op('Concat', [batch, e.op('Expand', [identity, sizes(e, batch, 0)])], { axis: 2 });
  const flag = { kind: 'tensor', elem: 'bool', shape: [] } as const;
  const carried = { kind: 'tensor', elem, shape: [undefined, undefined, undefined] } as const;
  const count = { kind: 'tensor', elem: 'i64', shape: [] } as const;
  const body = e.written([count, flag, carried], ([k = '', more = '', before = '']) => [
    [e.op('Identity', [more]), flag],
    [eliminated(e, before, k, elem), carried],
  ]);
  const done = e.op('Loop', [size, e.scalar('bool', 1), pair], { body });
  const half = e.op('Slice', [
    done,
    e.op('Unsqueeze', [size, e.ints([0])]),
    e.ints([Number.MAX_SAFE_INTEGER]),
    e.ints([2]),
  ]);
  return e.cast(e.op('Reshape', [half, sizes(e, x, 0)]), n.result().elem);
});
