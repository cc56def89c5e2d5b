// Checks a card binary from the file alone: no two accesses of the same bytes, one of them a write, run in an order that nothing
// fixes; nothing waits for a token that never comes; nothing reads memory that nobody can have written.

import { type Diagnostics, originNames } from '@afterglow/core';
import { cardDiagnostics } from '../diagnostics.js';
import type { CardElf, ElfProgram } from '../elf/index.js';
import { SPACES, type SpaceName } from '../isa/generated/opcodes.js';
import { type PreparedProgram, prepareProgram } from '../sim/program.js';
import { AbstractRun } from './abstract-run.js';
import { Covered } from './covered.js';
import { racesBetweenEngines } from './engines.js';
import { launchesOf } from './launches.js';
import { type Item, programTree } from './program-tree.js';
import type { Region } from './region.js';

export interface CheckOptions {
  /** Words followed a program and launch before it counts as too long to check. */
  readonly maxWords?: number;
}

const MAX_WORDS = 5_000_000;

const SPACE_NAMES = Object.keys(SPACES) as SpaceName[]; // exactly the keys of the table, in the order of their numbers

function bytesOf({ space, lo, hi }: Region): string {
  return `${SPACE_NAMES[space]} ${lo} … ${hi - 1}`;
}

/** What card memory holds before a program runs. */
function initial(elf: CardElf, { inputs }: ElfProgram): Covered[] {
  const written = SPACE_NAMES.map(() => new Covered());
  const dram = written[SPACES.dram];
  for (const { address, bytes } of elf.segments) dram?.add(address, address + bytes);
  for (const { address, bytes } of inputs) dram?.add(address, address + bytes);
  return written;
}

class ProgramCheck {
  readonly #elf: CardElf;
  readonly #program: PreparedProgram;
  readonly #diagnostics: Diagnostics;
  readonly #tree: readonly Item[];
  readonly #told = new Set<string>();

  constructor(elf: CardElf, program: PreparedProgram, diagnostics: Diagnostics) {
    this.#elf = elf;
    this.#program = program;
    this.#tree = programTree(program);
    this.#diagnostics = diagnostics;
  }

  /** True the first time: launches and iterations find the same again. */
  #isNew(key: string): boolean {
    if (this.#told.has(key)) return false;
    this.#told.add(key);
    return true;
  }

  #context(launch: readonly number[], pcs: readonly number[]) {
    const { entry, originOf } = this.#program;
    const names = [...new Set(pcs.flatMap((pc) => originNames(originOf(pc))))];
    const sizes = entry.params.map(({ name }, i) => `${name} = ${launch[i]}`).join(', ');
    const notes = [...(names.length > 0 ? [`origin: ${names.join(', ')}`] : []), ...(sizes ? [`at ${sizes}`] : [])];
    return { location: { kind: 'file', file: this.#elf.source.name } as const, notes };
  }

  #nameOf(pc: number): string {
    return this.#program.steps[pc]?.instruction.op ?? '';
  }

  run(launch: readonly number[], maxWords: number): void {
    const { entry } = this.#program;
    const written = initial(this.#elf, entry);
    const { engines } = this.#elf.machine;
    const run = new AbstractRun({
      ...{ params: launch, maxWords, engines },
      onAccess: (pc, region) => {
        const memory = written[region.space];
        if (region.write) memory?.add(region.lo, region.hi);
        else if (!memory?.meets(region.lo, region.hi) && this.#isNew(`read ${pc}`)) {
          const fields = { program: entry.name, pc, instruction: this.#nameOf(pc), bytes: bytesOf(region) };
          this.#diagnostics.report(cardDiagnostics.unwrittenRead, fields, this.#context(launch, [pc]));
        }
      },
      onRace: (earlier, later, region) => this.#race(launch, earlier, later, region, ''),
      onTokens: (pc, problem) => {
        if (!this.#isNew(`tokens ${pc}`)) return;
        const fields = { program: entry.name, pc, instruction: this.#nameOf(pc), problem };
        this.#diagnostics.report(cardDiagnostics.deadlock, fields, this.#context(launch, [pc]));
      },
    });
    if (!run.run(this.#tree)) {
      if (!this.#isNew('long')) return;
      this.#diagnostics.report(cardDiagnostics.tooLongToCheck, { program: entry.name, words: maxWords });
      return;
    }
    for (const race of racesBetweenEngines(this.#tree, { params: launch, maxWords, engines })) {
      const between = ` (engines ${race.engines.join(' and ')})`;
      this.#race(launch, race.earlier, race.later, race.region, between);
    }
  }

  #race(launch: readonly number[], earlier: number, later: number, region: Region, between: string): void {
    if (!this.#isNew(`race ${earlier} ${later}`)) return;
    const fields = { program: this.#program.entry.name, earlier, later, bytes: bytesOf(region), between };
    const names = { first: this.#nameOf(earlier), second: this.#nameOf(later) };
    this.#diagnostics.report(cardDiagnostics.race, { ...fields, ...names }, this.#context(launch, [earlier, later]));
  }
}

/** Checks every program of a binary; everything found is reported. True when nothing was. */
export function checkBinary(
  elf: CardElf,
  diagnostics: Diagnostics,
  { maxWords = MAX_WORDS }: CheckOptions = {},
): boolean {
  const before = diagnostics.list.length;
  for (const entry of elf.programs) {
    const program = prepareProgram(elf, entry, diagnostics);
    if (!program) continue;
    const check = new ProgramCheck(elf, program, diagnostics);
    for (const launch of launchesOf(entry.params, entry.zeros)) check.run(launch, maxWords);
  }
  return diagnostics.list.length === before;
}
