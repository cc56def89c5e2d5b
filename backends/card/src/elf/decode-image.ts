// From an open binary back to an image: instructions decoded, origins spread over the words, data as views of the file.

import { type Diagnostics, type Origin, sourceTensor } from '@afterglow/core';
import { cardDiagnostics } from '../diagnostics.js';
import { decode, isProblem } from '../isa/decode.js';
import { WORD_BYTES } from '../isa/generated/opcodes.js';
import type { CardImage, CardProgram } from '../isa/image.js';
import type { Instruction } from '../isa/instruction.js';
import type { CardElf, ElfProgram } from './read-elf.js';

/** The origin of each word of a program. */
export function originsOf(elf: CardElf, program: ElfProgram): (Origin | undefined)[] {
  const runs = elf.originRuns[elf.programs.indexOf(program)] ?? [];
  const origins: (Origin | undefined)[] = [];
  for (let i = 0; i + 1 < runs.length; i += 2) {
    const origin = elf.origins[runs[i + 1] ?? -1];
    for (let n = runs[i] ?? 0; n > 0; n--) origins.push(origin);
  }
  return origins;
}

/** The instructions of a program; undefined when one is illegal (all illegal ones are reported). */
export function decodeProgram(elf: CardElf, program: ElfProgram, diagnostics: Diagnostics): Instruction[] | undefined {
  const words = elf.words(program);
  const code: Instruction[] = [];
  for (let pc = 0; pc < program.words; pc++) {
    const result = decode(words, pc * WORD_BYTES);
    if (!isProblem(result)) {
      code.push(result);
      continue;
    }
    const location = { kind: 'file', file: elf.source.name } as const;
    diagnostics.report(
      cardDiagnostics.illegalInstruction,
      { program: program.name, pc, problem: result.problem },
      { location },
    );
  }
  return code.length === program.words ? code : undefined;
}

/** Everything a binary holds, ready to be printed or written again. */
export function decodeImage(elf: CardElf, diagnostics: Diagnostics): CardImage | undefined {
  const programs: CardProgram[] = [];
  for (const program of elf.programs) {
    const code = decodeProgram(elf, program, diagnostics);
    const { name, params, zeros, inputs, outputs } = program;
    const entry = { name, params, ...(zeros && { zeros }), inputs, outputs };
    if (code) programs.push({ ...entry, code, origins: originsOf(elf, program) });
  }
  if (programs.length < elf.programs.length) return undefined;
  const data = elf.data.map(({ name, kind, elem, shape, address, offset }) => ({
    name,
    kind,
    address,
    tensor: sourceTensor(elem, shape, elf.source, offset),
  }));
  return { machine: elf.machine, programs, data, dramBytes: elf.dramBytes, llcBytes: elf.llcBytes };
}
