// Ops whose parameters are data: ONNX takes them as operands.

import type { Emitter } from '../../emitter.js';
import type { ExportNode } from '../../export-node.js';
import { exportMovement, exportRule } from '../../export-rule.js';
import { isNarrow, widened } from '../../widened.js';

/** An operand of sizes or axes, which ONNX wants in 64 bits. */
function long(n: ExportNode, e: Emitter, index: number): string {
  return n.has(index) && n.elem(index) !== 'i64' ? e.cast(n.in(index), 'i64') : n.in(index);
}

const REDUCTIONS: Readonly<Record<string, string>> = {
  sum: 'ReduceSum',
  mean: 'ReduceMean',
  max: 'ReduceMax',
  min: 'ReduceMin',
  prod: 'ReduceProd',
  l1: 'ReduceL1',
  l2: 'ReduceL2',
  log_sum: 'ReduceLogSum',
  log_sum_exp: 'ReduceLogSumExp',
  sum_square: 'ReduceSumSquare',
};

export const dynamicReduce = exportRule(
  'dynamic_reduce',
  (n, e) => {
    const axes = long(n, e, 1);
    const attributes = {
      keepdims: Number(n.flag('keepdims')),
      noop_with_empty_axes: Number(n.word('empty') === 'none'),
    };
    const onnx = REDUCTIONS[n.word('reduction')] ?? e.refuse(`reduction ${n.word('reduction')}`);
    return widened(n, e, ([x = '']) => e.op(onnx, [x, axes], attributes), 'short');
  },
  (n) => !isNarrow(n, 'short'),
);

export const dynamicSqueeze = exportMovement('dynamic_squeeze', (n, e) => e.op('Squeeze', [n.in(0), long(n, e, 1)]));

export const dynamicUnsqueeze = exportMovement('dynamic_unsqueeze', (n, e) =>
  e.op('Unsqueeze', [n.in(0), long(n, e, 1)]),
);

export const dynamicSplit = exportMovement('dynamic_split', (n, e) =>
  e.ops('Split', [n.in(0), long(n, e, 1)], { axis: n.int('axis') }, n.resultCount),
);

export const dynamicPad = exportMovement('dynamic_pad', (n, e) =>
  e.op('Pad', [n.in(0), long(n, e, 1), n.in(2), n.in(3)], { mode: n.word('mode') }),
);

export const dynamicTile = exportMovement('dynamic_tile', (n, e) => e.op('Tile', [n.in(0), long(n, e, 1)]));
