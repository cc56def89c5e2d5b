// What the code generator did, in numbers: for the compile report, and to see that small machines take the tiled paths.

import { originNames } from '@afterglow/core';
import type { NodeLanes } from './lane-use.js';
import type { LoweredProgram } from './lower-program.js';
import type { Work } from './split/assign-work.js';
import type { SplitBy } from './split/split-rules.js';

export interface OpReport {
  /** The instruction, or those that are one loop over tiles, joined by ` + `. */
  readonly op: string;
  /** Nodes of the model it came from, or they. */
  readonly nodes: readonly string[];
  /** Tiles it takes at the upper bounds of all sizes, each time it is done: 1 when everything fits at once. */
  readonly tiles: number;
  /** Tile loops with two buffers, so that the next tile is loaded while one is worked on. */
  readonly doubled: number;
  /** `rows`, `columns` or `channels` where all engines do a part, else the engine that does all of it. */
  readonly engines: SplitBy | number;
  /** Which rule or wish decided that. */
  readonly because: string;
}

export interface MemoryReport {
  /** Bytes in use at the worst moment, and what no plan could go below. */
  readonly highWater: number;
  readonly lowerBound: number;
}

export interface ProgramReport {
  readonly name: string;
  /** Words of code; does not grow with sizes. */
  readonly words: number;
  readonly tiles: number;
  /** Tile loops with two buffers. */
  readonly doubled: number;
  /** Temporaries that are in card memory because neither scratchpad nor shared cache had room, and their bytes. */
  readonly spills: number;
  readonly spillBytes: number;
  /** Values between the nodes of a loop, which never lie in a memory as a whole, and their bytes. */
  readonly fused: number;
  readonly fusedBytes: number;
  /** Constants that are copied into a scratchpad once because they are read again and again, and their bytes. */
  readonly kept: number;
  readonly keptBytes: number;
  readonly sram: MemoryReport;
  readonly acc: MemoryReport;
  /** The cache that engines share, for temporaries. */
  readonly llc: MemoryReport;
  /** Card memory for temporaries. */
  readonly dram: MemoryReport;
  readonly ops: readonly OpReport[];
  /** How full the units' lanes are in the code of each node; counted when asked for. */
  readonly lanes: () => readonly NodeLanes[];
}

export interface CodegenReport {
  readonly programs: readonly ProgramReport[];
  readonly constBytes: number;
  /** Bytes of embedding tables, not among `constBytes`. */
  readonly tableBytes: number;
  /** High-water marks of card memory and of the shared cache. */
  readonly dramBytes: number;
  readonly llcBytes: number;
  readonly tiles: number;
  readonly doubled: number;
  readonly spills: number;
  readonly fused: number;
  readonly fusedBytes: number;
  readonly kept: number;
  readonly keptBytes: number;
  readonly words: number;
}

export function reportOps(program: LoweredProgram, works: readonly Work[]): OpReport[] {
  let position = 0;
  return program.parts.map(({ instrs, counts }) => {
    const { by, engine = 0, because = '' } = works[position] ?? {};
    position += instrs.length;
    const nodes = [...new Set(instrs.flatMap(({ origin }) => originNames(origin)))];
    return {
      op: instrs.map(({ op }) => op).join(' + '),
      nodes,
      ...counts,
      engines: by ?? engine,
      because,
    };
  });
}
