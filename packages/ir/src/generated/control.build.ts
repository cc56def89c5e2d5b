// Generated from ir-spec/ops/control.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Region, Value } from '../graph/graph.js';
import type { InvokeArgs, LoopArgs, ScanArgs } from './attrs.js';

/** One of two regions, by a condition. The regions have no parameters and read values around them. */
export function if_(builder: Builder, cond: Value, regions: { readonly then: Region; readonly else: Region }, options?: AddOptions): readonly Value[] {
  return builder.add('if', [cond], {}, { ...options, regions: [regions.then, regions.else] }).results;
}

/** A call of another function of the module. Result types are stated and checked against the callee. */
export function invoke(builder: Builder, args: readonly Value[], attrs: InvokeArgs, options?: AddOptions): readonly Value[] {
  return builder.add('invoke', [...args], attrs, options).results;
}

/**
 * A region that runs again and again. Its parameters are the iteration number (i64[]), the condition (bool[]) and the carried
 * values; its results are the next condition, the next carried values, and values that are collected along a new first axis.
 */
export function loop(builder: Builder, trip: Value | undefined, cond: Value | undefined, values: readonly Value[], attrs: LoopArgs, regions: { readonly body: Region }, options?: AddOptions): readonly Value[] {
  return builder.add('loop', [trip, cond, ...values], attrs, { ...options, regions: [regions.body] }).results;
}

/**
 * A region that runs over slices: parameters are the carried values and one slice of each scanned operand; results are the next
 * carried values and slices to be collected.
 */
export function scan(builder: Builder, xs: readonly Value[], attrs: ScanArgs, regions: { readonly body: Region }, options?: AddOptions): readonly Value[] {
  return builder.add('scan', [...xs], attrs, { ...options, regions: [regions.body] }).results;
}
