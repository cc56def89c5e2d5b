// `--dump-dir`: one `.gir` file for every pass that changed something, the listings of lower levels, and an index. All
// dumps share one weights file, so each of them is a complete checkpoint that resumes.

import { appendFileSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Listing } from '@afterglow/backend-api';
import { canonicalJson } from '@afterglow/bundle';
import { makeFolder } from '@afterglow/bundle/node';
import { type Module, printModule } from '@afterglow/ir';
import type { Plan } from '@afterglow/partition';
import { type GroupRounds, type RuleSummary, RunTally } from '@afterglow/passes';
import { BlobFile } from './blob-file.js';

/** The index of a dump folder. */
export const INDEX_FILE = 'index.json';
/** Version of the index; 1 listed dumps and rules only, and carried no number. */
export const INDEX_VERSION = 2;
const WEIGHTS_FILE = 'weights.bin';

interface DumpEntry {
  readonly file: string;
  readonly stage: string;
  readonly pass?: string;
  /** Number of the pass run, as in `runs`. */
  readonly run?: number;
}

/** What a compilation knows at its end that the index keeps. */
interface Outcome {
  readonly rules: readonly RuleSummary[];
  readonly groups: readonly GroupRounds[];
  readonly plan: Plan | undefined;
}

/** Why dumps must not be written to a folder: files that they would replace belong to somebody else. */
export function refuseToDump(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  if (!statSync(path).isDirectory()) return 'it is a file';
  const entries = readdirSync(path);
  if (entries.some((name) => stageInName(name) !== undefined)) return undefined;
  const taken = [WEIGHTS_FILE, INDEX_FILE].find((name) => entries.includes(name));
  return taken === undefined ? undefined : `it holds a file ${taken} that no dump wrote`;
}

export class DumpFolder {
  readonly #path: string;
  readonly #weights = new BlobFile(WEIGHTS_FILE);
  readonly #entries: DumpEntry[] = [];
  /** Watches the compilation for the index. */
  readonly tally = new RunTally();

  constructor(path: string) {
    this.#path = path;
    makeFolder(path);
    rmSync(join(path, this.#weights.name), { force: true });
  }

  /** Writes `NN-stage-pass.gir`, or `NN-stage.gir` for the state at the end of a stage. */
  module(stage: string, pass: { readonly name: string; readonly run: number } | undefined, module: Module): void {
    const number = String(this.#entries.length + 1).padStart(2, '0');
    const file = `${[number, stage, ...(pass === undefined ? [] : [pass.name])].join('-')}.gir`;
    this.#write(file, printModule(module, { blob: this.#weights.ref }));
    this.#entries.push({ file, stage, ...(pass === undefined ? {} : { pass: pass.name, run: pass.run }) });
  }

  /** Writes a text and the weights that it was the first to refer to. */
  #write(file: string, text: string): void {
    for (const chunk of this.#weights.drain()) appendFileSync(join(this.#path, this.#weights.name), chunk);
    writeFileSync(join(this.#path, file), text);
  }

  /** Writes a text of a lower level, such as `card0.lir`. */
  listing({ stage, name, text }: Listing): void {
    const number = String(this.#entries.length + 1).padStart(2, '0');
    const file = `${number}-${stage}-${name}`;
    this.#write(file, text(this.#weights.ref));
    this.#entries.push({ file, stage });
  }

  /** Writes `index.json` last: what was dumped, what each pass and rule did, and the plan, which a resume reads back. */
  finish({ rules, groups, plan }: Outcome): void {
    const files = new Map(this.#entries.map(({ run, file }) => [run, file]));
    const runs = this.tally.runs.map((run) => ({ ...run, file: files.get(run.index) }));
    const index = { version: INDEX_VERSION, dumps: this.#entries, runs, groups, rules, plan };
    writeFileSync(join(this.#path, INDEX_FILE), canonicalJson(index));
  }
}

/** The stage in the name of a dumped file, such as `optimize` of `04-optimize-fold-constants.gir`. */
export function stageInName(file: string): string | undefined {
  return /^\d+-([a-z]+)(?:-[\w-]+)?\.gir$/.exec(file)?.[1];
}
