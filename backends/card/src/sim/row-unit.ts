// The embedding unit's plain row moves: table rows in card memory from and to the scratchpad, at indices from the scratchpad.

import { SPACES } from '../isa/generated/opcodes.js';
import type { CardState } from './card-state.js';
import { trap } from './trap.js';

export interface RowsShape {
  readonly table: number;
  readonly tableRows: number;
  readonly rowBytes: number;
  readonly bytes: number;
  readonly idx: number;
  readonly n: number;
  readonly wideIndices: boolean;
  /** Rows in the scratchpad and the bytes between them. */
  readonly rows: number;
  readonly stride: number;
}

/** Row number i of the list, wrapped; a number beyond 2^53 may be rounded, it is out of range all the same. */
function rowAt({ sram }: CardState, { idx, wideIndices, tableRows, n }: RowsShape, i: number): number {
  const at = idx / 4 + (wideIndices ? 2 * i : i);
  const index = wideIndices ? (sram.i32[at + 1] ?? 0) * 2 ** 32 + (sram.u32[at] ?? 0) : (sram.i32[at] ?? 0);
  const row = index < 0 ? index + tableRows : index;
  if (row < 0 || row >= tableRows) {
    trap(`index ${index} (number ${i + 1} of ${n}) is outside the table of ${tableRows} rows`);
  }
  return row;
}

export function moveRows(state: CardState, s: RowsShape, write: boolean): void {
  for (let i = 0; i < s.n; i++) {
    const address = s.table + rowAt(state, s, i) * s.rowBytes;
    const here = s.rows + i * s.stride;
    state.access(write, SPACES.dram, 1, address, s.bytes, 1, 0, 1, 0);
    if (write) state.dram.write(address, state.sram.u8, here, s.bytes);
    else state.dram.read(address, state.sram.u8, here, s.bytes);
  }
}
