// Generated from isa/card.isa by `npm run generate`. Do not edit.

/** Fields of a machine file that the simulator and the cost table need; they travel in the binary. */
export interface MachineFields {
  /** Core clock in hertz. */
  readonly clockHz: number;
  /** Engines of the card. */
  readonly engines: number;
  /** Card memory in bytes. */
  readonly dramBytes: number;
  /** Shared cache in bytes; 0 for a card without one. */
  readonly llcBytes: number;
  /** Scratchpad of one engine in bytes. */
  readonly sramBytes: number;
  /** Tile memory of one engine in bytes. */
  readonly accBytes: number;
  /** Bandwidth of card memory, whole card, in bytes a second. */
  readonly dramBytesPerSecond: number;
  /** Bandwidth of the shared cache, all engines together, in bytes a second. */
  readonly llcBytesPerSecond: number;
  /** Bandwidth of one engine's scratchpad in bytes a second. */
  readonly sramBytesPerSecond: number;
  /** Bandwidth of one engine's tile memory in bytes a second. */
  readonly accBytesPerSecond: number;
  /** Smallest piece card memory transfers, in bytes. */
  readonly dmaBurstBytes: number;
  /** Cycles to set up a DMA. */
  readonly dmaSetupCycles: number;
  /** Cycles before the first byte from or to card memory arrives. */
  readonly dmaLatencyCycles: number;
  /** Cycles before the first byte from or to the shared cache arrives. */
  readonly llcLatencyCycles: number;
  /** Rows of outputs the matrix unit makes at once. */
  readonly macRows: number;
  /** Columns of outputs the matrix unit makes at once. */
  readonly macColumns: number;
  /** Multiply-accumulates a cycle on binary16. */
  readonly f16MacsPerCycle: number;
  /** Cycles to start a matrix instruction. */
  readonly matrixIssueCycles: number;
  /** Width of the vector unit in bits. */
  readonly vectorBits: number;
  /** Cycles to start a vector or embedding instruction. */
  readonly vectorIssueCycles: number;
}

/** All fields, in the order of the file. */
export const MACHINE_FIELDS = [
  'clockHz',
  'engines',
  'dramBytes',
  'llcBytes',
  'sramBytes',
  'accBytes',
  'dramBytesPerSecond',
  'llcBytesPerSecond',
  'sramBytesPerSecond',
  'accBytesPerSecond',
  'dmaBurstBytes',
  'dmaSetupCycles',
  'dmaLatencyCycles',
  'llcLatencyCycles',
  'macRows',
  'macColumns',
  'f16MacsPerCycle',
  'matrixIssueCycles',
  'vectorBits',
  'vectorIssueCycles',
] as const satisfies readonly (keyof MachineFields)[];

/** Field that holds the size of each memory, by space number. */
export const SPACE_CAPACITY = ['sramBytes', 'accBytes', 'dramBytes', 'llcBytes'] as const satisfies readonly (keyof MachineFields)[];
