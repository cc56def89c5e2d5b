// Regions and calls.

import { exportMovement } from '../../export-rule.js';

/** ONNX If. */
export const ifRule = exportMovement('if', (n, e) => {
  const branches = { then_branch: e.subgraph(n.region('then')), else_branch: e.subgraph(n.region('else')) };
  return e.ops('If', [n.in(0)], branches, n.resultCount);
});

/** ONNX Loop: iteration number and condition come first in the body, the next condition first out of it. */
export const loop = exportMovement('loop', (n, e) =>
  e.ops('Loop', n.all(), { body: e.subgraph(n.region('body')) }, n.resultCount),
);

function orUndefined(list: readonly number[]): readonly number[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** ONNX Scan. */
export const scan = exportMovement('scan', (n, e) => {
  const attributes = {
    body: e.subgraph(n.region('body')),
    num_scan_inputs: n.node.operands.length - n.int('carried'),
    scan_input_axes: orUndefined(n.ints('scan_axes')),
    scan_output_axes: orUndefined(n.ints('output_axes')),
    scan_input_directions: orUndefined(n.ints('reverse_in')),
    scan_output_directions: orUndefined(n.ints('reverse_out')),
  };
  return e.ops('Scan', n.all(), attributes, n.resultCount);
});

/** A call of a function of the file. */
export const invoke = exportMovement('invoke', (n, e) => e.invoke(n));
