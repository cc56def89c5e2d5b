// All files that come from a `.isa` text.

import type { Diagnostics } from '@afterglow/core';
import type { SourceText } from '@afterglow/syntax';
import { loadIsa } from './check.js';
import { emitEffects } from './emit-effects.js';
import { emitManual } from './emit-manual.js';
import { emitMachineFields, emitOpcodes, emitOperandTypes } from './emit-tables.js';

export interface GeneratedFile {
  /** Relative to the folder of the package. */
  readonly path: string;
  readonly text: string;
}

/** The generated files of an instruction set; undefined when the text has errors. */
export function generateIsa(source: SourceText, diagnostics: Diagnostics): GeneratedFile[] | undefined {
  const model = loadIsa(source, diagnostics);
  if (!model) return undefined;
  return [
    { path: 'src/isa/generated/opcodes.ts', text: emitOpcodes(model) },
    { path: 'src/isa/generated/machine-fields.ts', text: emitMachineFields(model) },
    { path: 'src/isa/generated/fields.ts', text: emitOperandTypes(model) },
    { path: 'src/isa/generated/effects.ts', text: emitEffects(model) },
    { path: 'docs/isa.md', text: emitManual(model) },
  ];
}
