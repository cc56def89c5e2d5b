// DMA copies between any two memories. Runs are copied in order, each read whole before it is written.

import type { CardState } from './card-state.js';
import type { PagedMemory } from './paged-memory.js';

export interface CopyShape {
  readonly dstSpace: number;
  readonly srcSpace: number;
  readonly dst: number;
  readonly src: number;
  readonly n0: number;
  readonly n1: number;
  readonly n2: number;
  readonly dstS1: number;
  readonly dstS2: number;
  readonly srcS1: number;
  readonly srcS2: number;
}

/** Runs that follow each other on both sides become one, unless source and destination could overlap. */
function merged(s: CopyShape): CopyShape {
  if (s.srcSpace === s.dstSpace || s.srcS1 !== s.n0 || s.dstS1 !== s.n0) return s;
  const row = { ...s, n0: s.n0 * s.n1, n1: 1 };
  if (row.srcS2 !== row.n0 || row.dstS2 !== row.n0) return row;
  return { ...row, n0: row.n0 * row.n2, n2: 1 };
}

type Run = (to: number, from: number, bytes: number) => void;

/** Elements of 2 or 4 bytes are what transposes copy: far too short for `set` and `subarray`. */
const SHORT = 16;

/** Piece of a copy between memories that engines share, which may be far larger than what fits in memory here. */
const PIECE = 65536;

/** Copies pieces in the direction in which none is overwritten before it was read. */
function movePieces(target: PagedMemory, source: PagedMemory, to: number, from: number, bytes: number): void {
  const piece = new Uint8Array(Math.min(PIECE, bytes));
  for (let done = 0; done < bytes; ) {
    const part = Math.min(PIECE, bytes - done);
    const at = to <= from ? done : bytes - done - part;
    source.read(from + at, piece, 0, part);
    target.write(to + at, piece, 0, part);
    done += part;
  }
}

function copier(state: CardState, dstSpace: number, srcSpace: number): Run {
  const [sharedTarget, sharedSource] = [state.shared(dstSpace), state.shared(srcSpace)];
  if (sharedTarget && sharedSource) return (to, from, n) => movePieces(sharedTarget, sharedSource, to, from, n);
  if (sharedTarget) {
    const source = state.engine(srcSpace).u8;
    return (to, from, n) => sharedTarget.write(to, source, from, n);
  }
  const target = state.engine(dstSpace).u8;
  if (sharedSource) return (to, from, n) => sharedSource.read(from, target, to, n);
  const source = state.engine(srcSpace).u8;
  if (source === target) {
    return (to, from, n) => {
      target.copyWithin(to, from, from + n);
    };
  }
  return (to, from, n) => {
    if (n <= SHORT) for (let i = 0; i < n; i++) target[to + i] = source[from + i] ?? 0;
    else target.set(source.subarray(from, from + n), to);
  };
}

export function copyRuns(state: CardState, shape: CopyShape): void {
  const s = merged(shape);
  const run = copier(state, s.dstSpace, s.srcSpace);
  for (let i2 = 0; i2 < s.n2; i2++) {
    let [to, from] = [s.dst + i2 * s.dstS2, s.src + i2 * s.srcS2];
    for (let i1 = 0; i1 < s.n1; i1++, to += s.dstS1, from += s.srcS1) run(to, from, s.n0);
  }
}
