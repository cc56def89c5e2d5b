// Generated from ir-spec/ops/quant.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { DequantizeArgs, QuantizeArgs } from './attrs.js';

/** The number that a quantized element stands for. */
export function dequantize(builder: Builder, x: Value, attrs: DequantizeArgs, options?: AddOptions): Value {
  return builder.value('dequantize', [x], attrs, options);
}

/** The nearest representable number of a quantized type, saturated. */
export function quantize(builder: Builder, x: Value, attrs: QuantizeArgs, options?: AddOptions): Value {
  return builder.value('quantize', [x], attrs, options);
}
