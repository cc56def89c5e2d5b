// Generated from ir-spec/ops/loss.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { NllLossArgs } from './attrs.js';

/**
 * Minus the entry of x that belongs to the target, times the weight of the target's class (1 without weights), for each
 * target. The mean is the sum divided by the sum of the weights that counted.
 */
export function nllLoss(builder: Builder, x: Value, target: Value, weight?: Value, attrs?: NllLossArgs, options?: AddOptions): Value {
  return builder.value('nll_loss', [x, target, weight], attrs ?? {}, options);
}
