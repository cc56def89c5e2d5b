// The card as a backend: one ELF binary a card, listings of the levels below the graph, and a look at its own files.

import {
  type Artifact,
  bareTarget,
  type CompileContext,
  type CompileUnit,
  defineBackend,
  type Listing,
} from '@afterglow/backend-api';
import { invariant } from '@afterglow/core';
import { LIR_VERSION } from '@afterglow/lir';
import { CASM_VERSION, disassemble } from './asm/index.js';
import { type CompiledFuncs, compileFuncs } from './codegen/compile-funcs.js';
import { apartOf, enginesOf, lanesOf, memoriesOf, readHints } from './codegen/engines-in-words.js';
import { CARD_LEGALITY } from './codegen/legality.js';
import { decompositions } from './decompose/index.js';
import { cardDiagnostics } from './diagnostics.js';
import { writeElf } from './elf/index.js';
import { inspectCardFile, verifyCardFile } from './inspect/inspect-file.js';
import { ISA_VERSION, LARGEST_ENGINE_MEMORY } from './isa/index.js';
import { cardMachine } from './machine-fields.js';

function listingsOf(device: string, { lir, image }: CompiledFuncs): Listing[] {
  return [
    { stage: 'lower', name: `${device}.lir`, text: (blob) => lir.generic(blob) },
    { stage: 'schedule', name: `${device}.card.lir`, text: (blob) => lir.card(blob) },
    { stage: 'emit', name: `${device}.casm`, text: (blob) => disassemble(image, blob ? { blob } : {}) },
  ];
}

/** Stages whose listings are wanted when a compilation stops after one of them. */
const UNTIL = { lower: ['lower'], schedule: ['lower', 'schedule'] } as const;

async function compileUnit(unit: CompileUnit, context: CompileContext): Promise<Artifact | undefined> {
  const { device, funcs, machine } = unit;
  invariant(machine, `${device} has no machine`);
  const { diagnostics, stopAfter } = context;
  const fields = cardMachine(machine);
  for (const [memory, bytes] of [
    ['scratchpad', fields.sramBytes],
    ['tile memory', fields.accBytes],
  ] as const) {
    if (bytes <= LARGEST_ENGINE_MEMORY) continue;
    diagnostics.report(cardDiagnostics.engineMemory, { machine: machine.name, memory, bytes });
    return undefined;
  }
  const programs = funcs.map((func) => ({ name: func.name, func }));
  const { hints, ok } = readHints(unit.engines ?? [], diagnostics);
  if (!ok) return undefined;
  const compiled = compileFuncs(programs, fields, { diagnostics, hints });
  if (!compiled) return undefined;
  const { image, report } = compiled;
  const listings = listingsOf(device, compiled);
  const wanted: readonly string[] | undefined = stopAfter && UNTIL[stopAfter];
  const main = `${device}.elf`;
  return {
    main,
    parts: wanted ? [] : [{ name: main, ...writeElf(image) }],
    listings: wanted ? listings.filter(({ stage }) => wanted.includes(stage)) : listings,
    versions: { lir: LIR_VERSION, casm: CASM_VERSION, isa: ISA_VERSION },
    figures: {
      ...{ words: report.words, tiles: report.tiles, spills: report.spills },
      ...(report.doubled > 0 ? { 'double-buffered loops': report.doubled } : {}),
      ...(report.fused > 0 ? { fused: report.fused, 'fused bytes': report.fusedBytes } : {}),
      ...(report.kept > 0 ? { kept: report.kept, 'kept bytes': report.keptBytes } : {}),
    },
    engines: enginesOf(report, fields.engines),
    lanes: () => lanesOf(report),
    memories: memoriesOf(report),
    apart: apartOf(compiled.groups),
  };
}

export default defineBackend({
  name: 'card',
  summary: 'inference accelerator cards, simulated: one ELF binary a card, fp16 or fp32',
  defaultMachine: 'six-cards',
  precisions: ['fp16', 'fp32'],
  parseTarget: bareTarget('card'),
  legality: CARD_LEGALITY,
  decompositions,
  compile: compileUnit,
  inspect: inspectCardFile,
  verify: verifyCardFile,
});
