// `--dump-dir`: one `.gir` file for every pass that changed something, the listings of lower levels, and an index. All
// dumps share one weights file, so each of them is a complete checkpoint that resumes.

import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Listing } from '@afterglow/backend-api';
import { canonicalJson } from '@afterglow/bundle';
import { makeFolder, whyBroken } from '@afterglow/bundle/node';
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

/** True for the text of an index that a dump wrote, in the version of today or one before. */
function isOwnIndex(text: string): boolean {
  try {
    const index: unknown = JSON.parse(text);
    if (typeof index !== 'object' || index === null) return false;
    const { version = 1, dumps, rules } = index as Readonly<Record<string, unknown>>;
    const isKnown =
      typeof version === 'number' && Number.isInteger(version) && version >= 1 && version <= INDEX_VERSION;
    return isKnown && Array.isArray(rules) && Array.isArray(dumps) && dumps.every(isEntry);
  } catch {
    return false;
  }
}

function isEntry(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'file' in entry && 'stage' in entry;
}

/** True where a file begins as the texts of graphs do. */
function isGir(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(4);
    return readSync(file, head, 0, head.length, 0) === head.length && head.toString('latin1') === 'gir ';
  } finally {
    closeSync(file);
  }
}

/**
 * Why dumps must not be written to a folder: files that they would replace belong to somebody else. Weights have no mark of their own:
 * they are taken for ours beside an index of ours, or beside a dump of a run that did not come to writing one.
 */
export function refuseToDump(path: string): string | undefined {
  if (!existsSync(path)) return whyBroken(path);
  if (!statSync(path).isDirectory()) return 'it is a file';
  const entries = readdirSync(path, { withFileTypes: true });
  const names = new Set(entries.map(({ name }) => name));
  if (names.has(INDEX_FILE)) {
    const index = join(path, INDEX_FILE);
    const isOurs = statSync(index).isFile() && isOwnIndex(readFileSync(index, 'utf8'));
    return isOurs ? undefined : `it holds a file ${INDEX_FILE} that no dump wrote, or a later version did`;
  }
  const dumps = entries.filter((entry) => entry.isFile() && stageInName(entry.name) !== undefined);
  if (!names.has(WEIGHTS_FILE) || dumps.some(({ name }) => isGir(join(path, name)))) return undefined;
  return `it holds a file ${WEIGHTS_FILE} that no dump wrote`;
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
