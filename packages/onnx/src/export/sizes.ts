// Sizes of values inside the body of a function, read off their shapes there.

import type { Emitter } from './emitter.js';

/** Sizes of axes `from` to `to`, as a vector. */
export function sizes(e: Emitter, x: string, from: number, to?: number): string {
  return e.op('Shape', [x], { start: from, end: to });
}

/** The size of an axis, as a scalar. */
export function sizeOf(e: Emitter, x: string, axis: number): string {
  return e.op('Squeeze', [sizes(e, x, axis, axis + 1), e.ints([0])]);
}

/** 0, 1, … up to the size of an axis. */
export function positions(e: Emitter, x: string, axis: number): string {
  return e.op('Range', [e.scalar('i64', 0), sizeOf(e, x, axis), e.scalar('i64', 1)]);
}

export function joined(e: Emitter, ...parts: readonly string[]): string {
  return e.op('Concat', parts, { axis: 0 });
}
