// Generated from ir-spec/ops/reduce.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { ArgMaxArgs, ArgMinArgs, ReduceL1Args, ReduceL2Args, ReduceLogSumArgs, ReduceLogSumExpArgs, ReduceMaxArgs, ReduceMeanArgs, ReduceMinArgs, ReduceProdArgs, ReduceSumArgs, ReduceSumSquareArgs } from './attrs.js';

/** Position of the largest element along an axis. */
export function argMax(builder: Builder, x: Value, attrs?: ArgMaxArgs, options?: AddOptions): Value {
  return builder.value('arg_max', [x], attrs ?? {}, options);
}

/** Position of the smallest element along an axis. */
export function argMin(builder: Builder, x: Value, attrs?: ArgMinArgs, options?: AddOptions): Value {
  return builder.value('arg_min', [x], attrs ?? {}, options);
}

/** Sum of absolute values. */
export function reduceL1(builder: Builder, x: Value, attrs?: ReduceL1Args, options?: AddOptions): Value {
  return builder.value('reduce_l1', [x], attrs ?? {}, options);
}

/** Square root of the sum of squares. */
export function reduceL2(builder: Builder, x: Value, attrs?: ReduceL2Args, options?: AddOptions): Value {
  return builder.value('reduce_l2', [x], attrs ?? {}, options);
}

/** Logarithm of the sum. */
export function reduceLogSum(builder: Builder, x: Value, attrs?: ReduceLogSumArgs, options?: AddOptions): Value {
  return builder.value('reduce_log_sum', [x], attrs ?? {}, options);
}

/** Logarithm of the sum of exponentials. */
export function reduceLogSumExp(builder: Builder, x: Value, attrs?: ReduceLogSumExpArgs, options?: AddOptions): Value {
  return builder.value('reduce_log_sum_exp', [x], attrs ?? {}, options);
}

/** Largest element. */
export function reduceMax(builder: Builder, x: Value, attrs?: ReduceMaxArgs, options?: AddOptions): Value {
  return builder.value('reduce_max', [x], attrs ?? {}, options);
}

/** Arithmetic mean. */
export function reduceMean(builder: Builder, x: Value, attrs?: ReduceMeanArgs, options?: AddOptions): Value {
  return builder.value('reduce_mean', [x], attrs ?? {}, options);
}

/** Smallest element. */
export function reduceMin(builder: Builder, x: Value, attrs?: ReduceMinArgs, options?: AddOptions): Value {
  return builder.value('reduce_min', [x], attrs ?? {}, options);
}

/** Product. */
export function reduceProd(builder: Builder, x: Value, attrs?: ReduceProdArgs, options?: AddOptions): Value {
  return builder.value('reduce_prod', [x], attrs ?? {}, options);
}

/** Sum. */
export function reduceSum(builder: Builder, x: Value, attrs?: ReduceSumArgs, options?: AddOptions): Value {
  return builder.value('reduce_sum', [x], attrs ?? {}, options);
}

/** Sum of squares. */
export function reduceSumSquare(builder: Builder, x: Value, attrs?: ReduceSumSquareArgs, options?: AddOptions): Value {
  return builder.value('reduce_sum_square', [x], attrs ?? {}, options);
}
