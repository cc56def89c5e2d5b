// Generated from ir-spec/ops/shape.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { ConcatArgs, CumprodArgs, CumsumArgs, DepthToSpaceArgs, DynamicReshapeArgs, DynamicSplatArgs, ExpandArgs, GatherArgs, GatherElementsArgs, GatherNdArgs, OneHotArgs, PadArgs, ReshapeArgs, ScatterElementsArgs, ScatterNdArgs, ShapeOfArgs, SliceArgs, SpaceToDepthArgs, SplatArgs, SplitArgs, SqueezeArgs, TileArgs, TopKArgs, TransposeArgs, TriluArgs, UniqueArgs, UnsqueezeArgs } from './attrs.js';

/** All operands one after the other along an axis. */
export function concat(builder: Builder, xs: readonly Value[], attrs: ConcatArgs, options?: AddOptions): Value {
  return builder.value('concat', [...xs], attrs, options);
}

/** Running products along an axis. */
export function cumprod(builder: Builder, x: Value, axis: Value, attrs?: CumprodArgs, options?: AddOptions): Value {
  return builder.value('cumprod', [x, axis], attrs ?? {}, options);
}

/** Running sums along an axis. */
export function cumsum(builder: Builder, x: Value, axis: Value, attrs?: CumsumArgs, options?: AddOptions): Value {
  return builder.value('cumsum', [x, axis], attrs ?? {}, options);
}

/** Blocks of channels moved into space. */
export function depthToSpace(builder: Builder, x: Value, attrs: DepthToSpaceArgs, options?: AddOptions): Value {
  return builder.value('depth_to_space', [x], attrs, options);
}

/** Expand to a shape known only when the data are. */
export function dynamicExpand(builder: Builder, x: Value, shape: Value, options?: AddOptions): Value {
  return builder.value('dynamic_expand', [x, shape], {}, options);
}

/** Reshape to a shape known only when the data are. 0 keeps the size of x (unless allow_zero), -1 is what is left. */
export function dynamicReshape(builder: Builder, x: Value, shape: Value, attrs?: DynamicReshapeArgs, options?: AddOptions): Value {
  return builder.value('dynamic_reshape', [x, shape], attrs ?? {}, options);
}

/**
 * Slice with bounds known only when the data are, clamped as ONNX does. Without axes: the first ones. A type given to the
 * result may state the sizes of axes that are not sliced.
 */
export function dynamicSlice(builder: Builder, x: Value, starts: Value, ends: Value, axes?: Value, steps?: Value, options?: AddOptions): Value {
  return builder.value('dynamic_slice', [x, starts, ends, axes, steps], {}, options);
}

/** Splat of a shape known only when the data are. */
export function dynamicSplat(builder: Builder, shape: Value, attrs: DynamicSplatArgs, options?: AddOptions): Value {
  return builder.value('dynamic_splat', [shape], attrs, options);
}

/** x repeated to the broadcast of its shape and another. */
export function expand(builder: Builder, x: Value, attrs: ExpandArgs, options?: AddOptions): Value {
  return builder.value('expand', [x], attrs, options);
}

/** Slices of x along an axis, picked by indices. Negative indices count from the end; out of range is a run-time error. */
export function gather(builder: Builder, x: Value, indices: Value, attrs?: GatherArgs, options?: AddOptions): Value {
  return builder.value('gather', [x, indices], attrs ?? {}, options);
}

/** y[i][j][k] = x[indices[i][j][k]][j][k] for axis 0, and so on for other axes. */
export function gatherElements(builder: Builder, x: Value, indices: Value, attrs?: GatherElementsArgs, options?: AddOptions): Value {
  return builder.value('gather_elements', [x, indices], attrs ?? {}, options);
}

/** Slices of x, picked by index tuples in the last axis of indices. */
export function gatherNd(builder: Builder, x: Value, indices: Value, attrs?: GatherNdArgs, options?: AddOptions): Value {
  return builder.value('gather_nd', [x, indices], attrs ?? {}, options);
}

/** Indices of the elements that are not zero, one column an element. */
export function nonZero(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('non_zero', [x], {}, options);
}

/** values[1] at the index, values[0] elsewhere, along a new axis of size depth. */
export function oneHot(builder: Builder, indices: Value, depth: Value, values: Value, attrs?: OneHotArgs, options?: AddOptions): Value {
  return builder.value('one_hot', [indices, depth, values], attrs ?? {}, options);
}

/** x with elements added before and after the given axes; negative pads cut, before anything is repeated. */
export function pad(builder: Builder, x: Value, value: Value | undefined, attrs: PadArgs, options?: AddOptions): Value {
  return builder.value('pad', [x, value], attrs, options);
}

/** start, start + delta, … up to, not including, limit. */
export function range(builder: Builder, start: Value, limit: Value, delta: Value, options?: AddOptions): Value {
  return builder.value('range', [start, limit, delta], {}, options);
}

/** The same elements in row-major order, with another shape. */
export function reshape(builder: Builder, x: Value, attrs: ReshapeArgs, options?: AddOptions): Value {
  return builder.value('reshape', [x], attrs, options);
}

/** x with updates written (or combined) at indices along an axis. */
export function scatterElements(builder: Builder, x: Value, indices: Value, updates: Value, attrs?: ScatterElementsArgs, options?: AddOptions): Value {
  return builder.value('scatter_elements', [x, indices, updates], attrs ?? {}, options);
}

/** x with slices written (or combined) at index tuples. */
export function scatterNd(builder: Builder, x: Value, indices: Value, updates: Value, attrs?: ScatterNdArgs, options?: AddOptions): Value {
  return builder.value('scatter_nd', [x, indices, updates], attrs ?? {}, options);
}

/** The sizes of axes start up to end (all of them by default), as integers. */
export function shapeOf(builder: Builder, x: Value, attrs?: ShapeOfArgs, options?: AddOptions): Value {
  return builder.value('shape_of', [x], attrs ?? {}, options);
}

/** The number of elements. */
export function sizeOf(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('size_of', [x], {}, options);
}

/**
 * Every steps[i]-th element from starts[i] up to, not including, ends[i] along axes[i]. Bounds lie in the operand already:
 * 0 to its size, and for negative steps -1 to its size - 1.
 */
export function slice(builder: Builder, x: Value, attrs: SliceArgs, options?: AddOptions): Value {
  return builder.value('slice', [x], attrs, options);
}

/** Blocks of space moved into channels. */
export function spaceToDepth(builder: Builder, x: Value, attrs: SpaceToDepthArgs, options?: AddOptions): Value {
  return builder.value('space_to_depth', [x], attrs, options);
}

/** One value everywhere. */
export function splat(builder: Builder, attrs: SplatArgs, options?: AddOptions): Value {
  return builder.value('splat', [], attrs, options);
}

/** x cut along an axis into parts of the given sizes. */
export function split(builder: Builder, x: Value, attrs: SplitArgs, options?: AddOptions): readonly Value[] {
  return builder.add('split', [x], attrs, options).results;
}

/** Without the given axes of size 1. */
export function squeeze(builder: Builder, x: Value, attrs: SqueezeArgs, options?: AddOptions): Value {
  return builder.value('squeeze', [x], attrs, options);
}

/** x repeated along each axis. */
export function tile(builder: Builder, x: Value, attrs: TileArgs, options?: AddOptions): Value {
  return builder.value('tile', [x], attrs, options);
}

/** The k largest (or smallest) elements along an axis, and where they were. */
export function topK(builder: Builder, x: Value, k: Value, attrs?: TopKArgs, options?: AddOptions): readonly [values: Value, indices: Value] {
  // The inference of the op gives exactly these results.
  return builder.add('top_k', [x, k], attrs ?? {}, options).results as readonly Value[] as readonly [values: Value, indices: Value];
}

/** Axis i of the result is axis perm[i] of x. */
export function transpose(builder: Builder, x: Value, attrs: TransposeArgs, options?: AddOptions): Value {
  return builder.value('transpose', [x], attrs, options);
}

/** The upper or lower triangle of the last two axes, shifted by k; zero elsewhere. */
export function trilu(builder: Builder, x: Value, k?: Value, attrs?: TriluArgs, options?: AddOptions): Value {
  return builder.value('trilu', [x, k], attrs ?? {}, options);
}

/**
 * The different elements of x, or its different slices along an axis; where each is first, which of them each element or slice
 * of x is, and how many times it occurs. Sorted, or in the order of their first occurrence. Slices compare by their first
 * different element; NaN equals NaN and is larger than any number.
 */
export function unique(builder: Builder, x: Value, attrs?: UniqueArgs, options?: AddOptions): readonly [y: Value, indices: Value, inverse: Value, counts: Value] {
  // The inference of the op gives exactly these results.
  return builder.add('unique', [x], attrs ?? {}, options).results as readonly Value[] as readonly [y: Value, indices: Value, inverse: Value, counts: Value];
}

/** With axes of size 1 inserted; axes are those of the result. */
export function unsqueeze(builder: Builder, x: Value, attrs: UnsqueezeArgs, options?: AddOptions): Value {
  return builder.value('unsqueeze', [x], attrs, options);
}
