// What `afterglow inspect` shows of the card's own files: binaries, assembly, instruction IR.

import type { Drawing, FileToInspect, Inspection } from '@afterglow/backend-api';
import type { ByteSource, Diagnostics } from '@afterglow/core';
import { GENERIC_SET, memoryMaps, parseLir, printLir, verifyLir } from '@afterglow/lir';
import { assemble, disassemble } from '../asm/index.js';
import { checkBinary } from '../check/index.js';
import { CARD_SET } from '../codegen/card-set.js';
import { type CardElf, decodeImage, readElf } from '../elf/index.js';
import type { CardImage } from '../isa/index.js';
import { memoryOfImage } from '../memory-of-image.js';
import { describeImage, instructionMix, memoryRanges } from './describe-image.js';
import { drawActivity } from './draw-activity.js';
import { recordActivity } from './record-activity.js';

const ELF_MAGIC = '\x7fELF';
/** Texts above this size are not read. */
const MAX_TEXT = 512 * 1024 * 1024;

function startOf(source: ByteSource): string {
  const head = new Uint8Array(Math.min(8, source.size));
  source.read(0, head);
  return String.fromCharCode(...head);
}

function textOf(source: ByteSource): string | undefined {
  if (source.size > MAX_TEXT) return undefined;
  const bytes = new Uint8Array(source.size);
  source.read(0, bytes);
  return new TextDecoder().decode(bytes);
}

function summary(image: CardImage): unknown {
  return {
    machine: image.machine.name,
    dramBytes: image.dramBytes,
    llcBytes: image.llcBytes,
    memory: memoryRanges(image),
    programs: image.programs.map((program) => ({
      name: program.name,
      words: program.code.length,
      params: program.params.map(({ name }) => name),
      inputs: program.inputs.map(({ name }) => name),
      outputs: program.outputs.map(({ name }) => name),
      queues: instructionMix(program),
    })),
    data: image.data.map(({ name, kind, address, tensor }) => ({
      ...{ name, kind, address },
      ...{ elem: tensor.elem, shape: tensor.shape },
    })),
  };
}

function show(kind: string, image: CardImage | undefined): Inspection | undefined {
  if (!image) return undefined;
  // Everything that is said beside the assembly is a comment: the whole text assembles to the same bytes.
  const notes = describeImage(image).map((line) => `// ${line}`);
  const text = [disassemble(image, { notes: true }).trimEnd(), '', ...notes].join('\n');
  return { kind, text, json: summary(image), memories: memoryOfImage(image) };
}

/** What the programs do at their smallest sizes; one that traps is left out, and reported. */
function drawing(elf: CardElf, diagnostics: Diagnostics): Drawing {
  const activities = elf.programs.flatMap((program) => recordActivity(elf, program, diagnostics) ?? []);
  return drawActivity(elf.source.name, activities);
}

/** Checks the programs of a card binary; false for anything else. */
export function verifyCardFile(source: ByteSource, diagnostics: Diagnostics): boolean {
  if (!startOf(source).startsWith(ELF_MAGIC)) return false;
  const elf = readElf(source, diagnostics);
  if (elf) checkBinary(elf, diagnostics);
  return elf !== undefined;
}

/** Describes card binaries, `.casm` and `.lir` texts; undefined for anything else. */
export function inspectCardFile(
  { source, openBeside, draw = false }: FileToInspect,
  diagnostics: Diagnostics,
): Inspection | undefined {
  const start = startOf(source);
  if (start.startsWith(ELF_MAGIC)) {
    const elf = readElf(source, diagnostics);
    const shown = show('card binary', elf && decodeImage(elf, diagnostics));
    return elf && shown && { ...shown, ...(draw ? { drawing: drawing(elf, diagnostics) } : {}) };
  }
  const kind = ['casm ', 'lir '].find((word) => start.startsWith(word));
  const text = kind === undefined ? undefined : textOf(source);
  if (text === undefined) return undefined;
  if (kind === 'casm ')
    return show('card assembly', assemble(text, { file: source.name, open: openBeside }, diagnostics));
  const sets = [GENERIC_SET, CARD_SET];
  const module = parseLir(text, { file: source.name, sets, open: openBeside, diagnostics });
  const set = sets.find(({ name }) => name === module?.set);
  if (!module || !set) return undefined;
  // A text may have been edited: what is wrong with it is what a reader wants to know first.
  verifyLir(module, { set }, diagnostics);
  const programs = module.programs.map(({ name, buffers }) => ({ name, buffers: buffers.length }));
  const json = { set: set.name, programs };
  return { kind: 'instruction IR', text: printLir(module, { set }), json, memories: memoryMaps(module) };
}
