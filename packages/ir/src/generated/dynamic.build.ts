// Generated from ir-spec/ops/dynamic.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { AssumeShapeArgs, DynamicPadArgs, DynamicReduceArgs, DynamicSplitArgs, DynamicSqueezeArgs } from './attrs.js';

/**
 * x itself, whose sizes are the given ones. They are checked when the graph runs: for sizes that have to agree with others,
 * where nothing that is known before proves it.
 */
export function assumeShape(builder: Builder, x: Value, attrs: AssumeShapeArgs, options?: AddOptions): Value {
  return builder.value('assume_shape', [x], attrs, options);
}

/** Pad by amounts (all begins, then all ends) known only when the data are, along the given axes or all. */
export function dynamicPad(builder: Builder, x: Value, pads: Value, value?: Value, axes?: Value, attrs?: DynamicPadArgs, options?: AddOptions): Value {
  return builder.value('dynamic_pad', [x, pads, value, axes], attrs ?? {}, options);
}

/** Reduces along axes known only when the data are. Without keepdims, axis i of the result is one of x from i on. */
export function dynamicReduce(builder: Builder, x: Value, axes: Value, attrs: DynamicReduceArgs, options?: AddOptions): Value {
  return builder.value('dynamic_reduce', [x, axes], attrs, options);
}

/** x cut along an axis into parts whose sizes are known only when the data are. */
export function dynamicSplit(builder: Builder, x: Value, sizes: Value, attrs: DynamicSplitArgs, options?: AddOptions): readonly Value[] {
  return builder.add('dynamic_split', [x, sizes], attrs, options).results;
}

/** Without axes of size 1 that are known only when the data are: the given ones, or all. */
export function dynamicSqueeze(builder: Builder, x: Value, axes: Value | undefined, attrs: DynamicSqueezeArgs, options?: AddOptions): Value {
  return builder.value('dynamic_squeeze', [x, axes], attrs, options);
}

/** Tile by numbers of repeats known only when the data are. */
export function dynamicTile(builder: Builder, x: Value, repeats: Value, options?: AddOptions): Value {
  return builder.value('dynamic_tile', [x, repeats], {}, options);
}

/** With axes of size 1 inserted, at axes of the result known only when the data are. */
export function dynamicUnsqueeze(builder: Builder, x: Value, axes: Value, options?: AddOptions): Value {
  return builder.value('dynamic_unsqueeze', [x, axes], {}, options);
}
