// What each engine instruction does: operand and flag values in, memory changed. One entry a kernel name of the instruction
// table; rows of a family get a routine specialised by their parameters. Regions were checked before a routine is called.

import { type KernelName, SPACES, type SpaceName } from '../isa/generated/opcodes.js';
import type { CardInstructionSpec } from '../isa/instruction.js';
import type { FlagValues } from '../isa/spec.js';
import { copyRuns } from './copy.js';
import { embeddingUnit, rowEmbeddingUnit } from './embedding-unit.js';
import { matmulF16, matmulF32 } from './kernels/index.js';
import type { MakeRoutine, Routine } from './routine.js';
import { moveRows } from './row-unit.js';
import { PAIR_ROUTINES } from './vector-pairs.js';
import { VECTOR_ROUTINES } from './vector-unit.js';

type ControlKernel =
  | 'halt'
  | 'li'
  | 'param'
  | 'mov'
  | 'scalar'
  | 'scalar_immediate'
  | 'scalar_load'
  | 'loop'
  | 'endloop'
  | 'fence'
  | 'engine'
  | 'barrier';

/** Kernels that run on engine queues; the control queue's are in `control.ts`. */
export type EngineKernel = Exclude<KernelName, ControlKernel>;

/** The number of the memory that an operand of a copy lies in: the first one its flag can name, and the flag's value on. */
function spaceOf({ operands, flags }: CardInstructionSpec, operand: string): (f: FlagValues) => number {
  const name = operands.find((candidate) => candidate.name === operand)?.space;
  const at = flags.findIndex((flag) => flag.name === name);
  const first = SPACES[flags[at]?.values?.[0] as SpaceName]; // values of a space flag are names of spaces
  return (f) => first + (f[at] ?? 0);
}

function copy(dstSpace: (f: FlagValues) => number, srcSpace: (f: FlagValues) => number): Routine {
  return (state, v, f) => {
    const [dst, src, n0, n1, n2, dstS1, dstS2, srcS1, srcS2] = v;
    copyRuns(state, { dstSpace: dstSpace(f), srcSpace: srcSpace(f), dst, src, n0, n1, n2, dstS1, dstS2, srcS1, srcS2 });
  };
}

function matmul(multiply: typeof matmulF16, size: number): Routine {
  return (state, v, f) => {
    const [c, a, b, m, n, k, ldc, lda, ldb] = v;
    const sizes = { m, n, k, ldc: ldc / 4, lda: lda / size, ldb: ldb / size };
    const shape = { c: c / 4, a: a / size, b: b / size, ...sizes, accumulate: f[0] !== 0, transposed: f[1] !== 0 };
    multiply(state.acc, state.sram, shape, state.scratch);
  };
}

function embedding(spec: CardInstructionSpec): Routine {
  const bag = embeddingUnit(Number(spec.params['size']));
  return (state, v, f) => {
    const [acc, table, tableRows, rowBytes, d, idx, n, weights] = v;
    const [wideIndices, weighted, halfWeights, max] = [f[0] !== 0, f[1] !== 0, f[2] !== 0, f[3] !== 0];
    bag(state, { acc, table, tableRows, rowBytes, d, idx, n, weights, wideIndices, weighted, halfWeights, max });
  };
}

function rowEmbedding(spec: CardInstructionSpec): Routine {
  const bag = rowEmbeddingUnit(Number(spec.params['bits']), String(spec.params['type']).startsWith('i'));
  return (state, v, f) => {
    const [acc, table, tableRows, rowBytes, d, idx, n, weights, params] = v;
    const [wideIndices, weighted, halfWeights, max] = [f[0] !== 0, f[1] !== 0, f[2] !== 0, f[3] !== 0];
    const shape = { acc, table, tableRows, rowBytes, d, idx, n, weights, wideIndices, weighted, halfWeights, max };
    bag(state, { ...shape, params, halfParams: f[4] !== 0, alternate: f[5] !== 0 });
  };
}

const MAKERS: Readonly<Record<EngineKernel, MakeRoutine>> = {
  copy: (spec) => copy(spaceOf(spec, 'dst'), spaceOf(spec, 'src')),
  matmul_f16: () => matmul(matmulF16, 2),
  matmul_f32: () => matmul(matmulF32, 4),
  ...VECTOR_ROUTINES,
  ...PAIR_ROUTINES,
  embedding,
  embedding_rows: rowEmbedding,
  rows_in: () => (state, v, f) => {
    const [rows, table, tableRows, rowBytes, length, idx, n, stride] = v;
    const shape = { table, tableRows, rowBytes, bytes: length, idx, n, rows, stride, wideIndices: f[0] !== 0 };
    moveRows(state, shape, false);
  },
  rows_out: () => (state, v, f) => {
    const [table, rows, tableRows, rowBytes, length, idx, n, stride] = v;
    const shape = { table, tableRows, rowBytes, bytes: length, idx, n, rows, stride, wideIndices: f[0] !== 0 };
    moveRows(state, shape, true);
  },
};

/** The routine of an engine instruction; undefined for those of the control queue. */
export function routineOf(spec: CardInstructionSpec): Routine | undefined {
  return Object.hasOwn(MAKERS, spec.kernel) ? MAKERS[spec.kernel as EngineKernel](spec) : undefined; // hasOwn proves the cast
}
