// The embedding unit: rows of a table in card memory, at indices from the scratchpad, reduced into tile memory.

import { SPACES } from '../isa/generated/opcodes.js';
import type { CardState } from './card-state.js';
import { addRow, halfValues, maxRow, unpackHalves } from './kernels/index.js';
import { trap } from './trap.js';

export interface BagShape {
  readonly acc: number;
  readonly table: number;
  readonly tableRows: number;
  readonly rowBytes: number;
  readonly d: number;
  readonly idx: number;
  readonly n: number;
  readonly weights: number;
  readonly wideIndices: boolean;
  readonly weighted: boolean;
  readonly halfWeights: boolean;
  readonly max: boolean;
}

/** Index i as a number. Only its place in a table of fewer than 2^53 rows matters, so a rounded huge one is as wrong. */
function indexAt({ sram }: CardState, { idx, wideIndices }: BagShape, i: number): number {
  if (!wideIndices) return sram.i32[idx / 4 + i] ?? 0;
  const at = idx / 4 + 2 * i;
  return (sram.i32[at + 1] ?? 0) * 2 ** 32 + (sram.u32[at] ?? 0);
}

function weightAt({ sram }: CardState, { weights, halfWeights }: BagShape, i: number): number {
  if (halfWeights) return halfValues()[sram.u16[weights / 2 + i] ?? 0] ?? 0;
  return sram.f32[weights / 4 + i] ?? 0;
}

/** Makes the routine for tables with elements of `size` bytes (4: binary32, 2: binary16). */
export function embeddingUnit(size: number): (state: CardState, shape: BagShape) => void {
  return (state, s) => {
    const bytes = s.d * size;
    // Row bytes land in an aligned buffer, so that they can be read as numbers whatever the row's address was.
    const raw = new Uint8Array(Math.ceil(bytes / 4) * 4);
    const halves = new Uint16Array(raw.buffer);
    const row = size === 4 ? new Float32Array(raw.buffer) : new Float32Array(s.d);
    const values = halfValues();
    const reduce = s.max ? maxRow : addRow;
    for (let i = 0; i < s.n; i++) {
      const index = indexAt(state, s, i);
      const place = index < 0 ? index + s.tableRows : index;
      if (place < 0 || place >= s.tableRows) {
        trap(`index ${index} (number ${i + 1} of ${s.n}) is outside the table of ${s.tableRows} rows`);
      }
      const address = s.table + place * s.rowBytes;
      state.access(false, SPACES.dram, 1, address, bytes, 1, 0, 1, 0);
      state.dram.read(address, raw, 0, bytes);
      if (size === 2) unpackHalves(values, halves, s.d, row);
      reduce(state.acc, s.acc / 4, row, s.d, s.weighted ? weightAt(state, s, i) : undefined);
    }
  };
}
