// Where the factors of a matrix product come from: rows of K numbers, packed block by block into dense scratch.

import type { Floats } from '../data/elements.js';

/** A matrix of `rows` rows read in blocks. */
export interface Panel {
  readonly rows: number;
  /** Writes rows `row … row + count - 1`, columns `k … k + depth - 1`, row-major into `into` from 0. */
  pack(row: number, count: number, k: number, depth: number, into: Floats): void;
}

/** A row-major matrix; `start` and `stride` in elements. */
export function rowPanel(data: Floats, rows: number, stride: number, start = 0): Panel {
  return {
    rows,
    pack(row, count, k, depth, into) {
      for (let r = 0; r < count; r++) {
        const from = start + (row + r) * stride + k;
        into.set(data.subarray(from, from + depth), r * depth);
      }
    },
  };
}

/** The columns of a row-major [K, rows] matrix as rows. */
export function columnPanel(data: Floats, rows: number, stride: number, start = 0): Panel {
  return {
    rows,
    pack(row, count, k, depth, into) {
      for (let d = 0; d < depth; d++) {
        const from = start + (k + d) * stride + row;
        for (let r = 0; r < count; r++) into[r * depth + d] = data[from + r];
      }
    },
  };
}
