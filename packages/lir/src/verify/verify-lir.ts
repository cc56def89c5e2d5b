// Checks a module of instruction IR as a whole: names, operands, memories, sizes, bounds, addresses. Reports everything it finds
// and never throws.

import type { Diagnostics } from '@afterglow/core';
import { lirDiagnostics } from '../diagnostics.js';
import type { InstrSet } from '../instr-def.js';
import { bufferTable, type LirModule, type LirProgram } from '../program.js';
import { verifyAddresses } from './verify-addresses.js';
import { verifyBounds } from './verify-bounds.js';
import { verifyBuffers } from './verify-buffers.js';
import { verifyItems } from './verify-items.js';

export interface VerifyLirOptions {
  readonly set: InstrSet;
  /** Bytes of each memory; a memory that is not listed has no limit. */
  readonly capacities?: Readonly<Record<string, number>>;
}

function verifyProgram(
  module: LirModule,
  program: LirProgram,
  options: VerifyLirOptions,
  diagnostics: Diagnostics,
): void {
  const table = bufferTable(module, program);
  const before = diagnostics.list.length;
  verifyBuffers(program, table, diagnostics);
  verifyItems(program, table, options.set, diagnostics);
  // Bounds and addresses are read through names and shapes, which must be right first.
  if (diagnostics.list.length > before) return;
  verifyBounds(program, table, options.set, diagnostics);
  verifyAddresses(program, table, options.capacities ?? {}, diagnostics);
}

/** True when nothing was found wrong. */
export function verifyLir(module: LirModule, options: VerifyLirOptions, diagnostics: Diagnostics): boolean {
  const before = diagnostics.list.length;
  const names = new Set<string>();
  for (const { name } of [...module.consts, ...module.programs]) {
    if (names.has(name)) diagnostics.report(lirDiagnostics.duplicateName, { name });
    names.add(name);
  }
  for (const program of module.programs) verifyProgram(module, program, options, diagnostics);
  return diagnostics.list.length === before;
}
