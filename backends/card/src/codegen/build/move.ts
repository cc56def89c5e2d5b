// Moves boxes of elements between memories with any strides: the one way data is copied, transposed, repeated or cut.

import { type Dim, dim } from '@afterglow/core';
import { SHARED_SPACES } from '../../isa/index.js';
import { type Axis, collapse } from './axes.js';
import { type Place, type ProgramBuilder, placeAt } from './program-builder.js';

export interface Located {
  readonly place: Place;
  readonly memory: string;
}

const SHARED: ReadonlySet<string> = new Set(SHARED_SPACES);

/** Loads and stores have queues of their own; what moves within an engine, or between shared memories, is a copy. */
function dmaBetween(to: string, from: string): 'dma.ld' | 'dma.st' | 'dma.cp' {
  if (SHARED.has(from) === SHARED.has(to)) return 'dma.cp';
  return SHARED.has(from) ? 'dma.ld' : 'dma.st';
}

/**
 * Copies elements of `elemBytes` from `from` to `to` along `axes`, whose strides are those of [to, from]. Up to two axes
 * and a packed run are one instruction; more axes become loops.
 */
export function emitMove(
  b: ProgramBuilder,
  to: Located,
  from: Located,
  axes: readonly Axis[],
  elemBytes: number,
): void {
  const rest = collapse(axes);
  const last = rest.at(-1);
  const packed = last?.strides.every((stride) => stride === elemBytes);
  if (packed) rest.pop();
  const run = packed && last ? dim.mul(last.size, elemBytes) : elemBytes;
  const [inner, middle] = [rest.pop(), rest.pop()];
  const op = dmaBetween(to.memory, from.memory);
  const emit = (dst: Place, src: Place) =>
    b.emit(
      op,
      { dst, src },
      {
        n0: run,
        n1: inner?.size ?? 1,
        n2: middle?.size ?? 1,
        dst_s1: inner?.strides[0] ?? 0,
        dst_s2: middle?.strides[0] ?? 0,
        src_s1: inner?.strides[1] ?? 0,
        src_s2: middle?.strides[1] ?? 0,
      },
    );
  emitLoops(b, rest, [to.place, from.place], ([dst, src]) => {
    if (dst && src) emit(dst, src);
  });
}

/** Loops over axes, outermost first, moving one place an operand along. */
export function emitLoops(
  b: ProgramBuilder,
  axes: readonly Axis[],
  places: readonly Place[],
  body: (places: readonly Place[]) => void,
): void {
  const [axis, ...inner] = axes;
  if (!axis) {
    body(places);
    return;
  }
  b.loop('i', axis.size, (index) => {
    const moved = places.map((place, i) => placeAt(place, dim.mul(index, axis.strides[i] ?? 0)));
    emitLoops(b, inner, moved, body);
  });
}

/** Rows of packed elements: `rows` runs of `bytes` bytes. */
export function emitRows(
  b: ProgramBuilder,
  to: Located,
  from: Located,
  rows: Dim,
  bytes: Dim,
  toStride: Dim,
  fromStride: Dim,
): void {
  const scalars = { n0: bytes, n1: rows, n2: 1, dst_s1: toStride, dst_s2: 0, src_s1: fromStride, src_s2: 0 };
  b.emit(dmaBetween(to.memory, from.memory), { dst: to.place, src: from.place }, scalars);
}
