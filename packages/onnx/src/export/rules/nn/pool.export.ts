// Poolings.

import type { ElementType } from '@afterglow/core';
import type { ExportNode } from '../../export-node.js';
import { exportRule } from '../../export-rule.js';
import { onNumbers } from '../../quantized.js';

const window = (n: ExportNode) => ({
  kernel_shape: n.ints('kernel'),
  strides: n.ints('strides'),
  pads: n.ints('pads'),
  dilations: n.ints('dilations'),
  ceil_mode: Number(n.flag('ceil_mode')),
});

/** Element types that MaxPool takes. */
const POOLED: ReadonlySet<ElementType> = new Set(['f64', 'f32', 'f16', 'bf16', 'i8', 'u8']);

/** ONNX MaxPool. The order of quantized numbers is that of what they stand for. */
export const maxPool = exportRule(
  'max_pool',
  (n, e) => {
    const attributes = { ...window(n), storage_order: Number(n.flag('column_major')) };
    const elem = n.elem(0);
    if (POOLED.has(elem)) return e.ops('MaxPool', [n.in(0)], attributes, [true, n.wants(1)]);
    if (/64$/.test(elem)) e.refuse(`elements of type ${elem}`);
    // Doubles hold all integers of up to 32 bits.
    const [values = '', indices = ''] = e.ops('MaxPool', [e.cast(n.in(0), 'f64')], attributes, 2);
    return [e.cast(values, elem), indices];
  },
  (n) => POOLED.has(n.elem(0)),
);

export const averagePool = exportRule(
  'average_pool',
  (n, e) =>
    onNumbers(n, e, (x) =>
      e.op('AveragePool', [x], { ...window(n), count_include_pad: Number(n.flag('count_include_pad')) }),
    ),
  (n) => !n.isQuantized,
);

export const lpPool = exportRule('lp_pool', (n, e) => e.op('LpPool', [n.in(0)], { ...window(n), p: n.int('p') }));
