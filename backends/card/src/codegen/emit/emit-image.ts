// A card-level module with addresses and tokens to a binary's content. Also what turns an edited `.lir` text into a binary.

import { type Diagnostics, invariant, tensorBytes } from '@afterglow/core';
import { bufferTable, type LirItem, type LirModule } from '@afterglow/lir';
import { type CardData, type CardImage, type CardMachine, MAX_LOOP_DEPTH } from '../../isa/index.js';
import { codegenDiagnostics } from '../diagnostics.js';
import { tablesOf } from '../tables-of.js';
import { emitProgram } from './emit-program.js';

function depthOf(items: readonly LirItem[]): number {
  return Math.max(0, ...items.map((item) => (item.kind === 'loop' ? 1 + depthOf(item.body) : 0)));
}

function dataOf(module: LirModule): CardData[] {
  const tables = new Set(module.programs.flatMap((program) => [...tablesOf(program, bufferTable(module, program))]));
  const data = new Map<number, CardData>();
  for (const { name, tensor, address } of module.consts) {
    invariant(tensor && address !== undefined, `%${name} has no value or no address`);
    if (tensorBytes(tensor) === 0) continue;
    const known = data.get(address);
    const kind = tables.has(name) || known?.kind === 'table' ? 'table' : 'const';
    data.set(address, known ? { ...known, kind } : { name, address, tensor, kind });
  }
  return [...data.values()];
}

/** How much of the memories that engines share the module's addresses span. */
export interface SharedBytes {
  readonly dramBytes: number;
  readonly llcBytes: number;
}

export function emitImage(
  module: LirModule,
  machine: CardMachine,
  shared: SharedBytes,
  diagnostics: Diagnostics,
): CardImage | undefined {
  let ok = true;
  for (const program of module.programs) {
    const depth = depthOf(program.body);
    if (depth <= MAX_LOOP_DEPTH) continue;
    diagnostics.report(codegenDiagnostics.loopsTooDeep, { program: program.name, depth, limit: MAX_LOOP_DEPTH });
    ok = false;
  }
  if (!ok) return undefined;
  const programs = module.programs.map((program) => emitProgram(program, bufferTable(module, program)));
  return { machine, programs, data: dataOf(module), ...shared };
}
