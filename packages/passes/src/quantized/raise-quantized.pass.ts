// Chains of QuantizeLinear and DequantizeLinear around layers become layers on integers whose types say what they stand for.
//
//   dequantize_linear → conv → relu → quantize_linear       →   conv {act = relu} on quantized types
//
// Runs before constants are read back (see `keep-quantized` of fold-constants), while weights are integers still.

import type { Node } from '@afterglow/ir';
import type { Pass } from '../manager/pass.js';
import { definePassOfRules } from '../manager/pass-of-rules.js';
import { raiseArithmetic } from './arithmetic.rule.js';
import { edgeRules } from './edge.rules.js';
import { raiseLayer } from './layer.rule.js';
import { sinkDequantize } from './sink-dequantize.rules.js';

/** The pass for a target; without `whyIllegal` for one that runs everything. */
export function raiseQuantizedPass(whyIllegal: (node: Node) => string | undefined = () => undefined): Pass {
  return definePassOfRules({
    name: 'raise-quantized',
    summary: 'layers and arithmetic between dequantize and quantize compute on the integers',
    stage: 'optimize',
    rules: [...edgeRules(whyIllegal), raiseLayer(whyIllegal), raiseArithmetic(whyIllegal), sinkDequantize(whyIllegal)],
  });
}
