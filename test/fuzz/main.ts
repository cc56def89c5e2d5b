// `npm run fuzz`: hostile files made from a seed, each met by a process of its own with limits. Exit code 1 when one breaks it.
//
//   npm run fuzz -- [--seconds 60] [--cases n] [--seed n] [--only kind] [--case n] [--file model.onnx]

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ownSeeds, recordedSeeds } from './corpus/index.js';
import { isKind, KINDS, type Kind } from './mutate/index.js';
import { makeCase } from './run/case.js';
import type { Outcome } from './run/check.js';
import { minimise, signature } from './run/minimise.js';
import { Sandbox } from './run/sandbox.js';
import { type Found, reproduce, save } from './run/save.js';

const BATCH = 50;
/** Distinct failures after which there is enough to mend. */
const MOST_FAILURES = 20;
const USAGE = `usage: npm run fuzz -- [--seconds n] [--cases n] [--seed n] [--only ${KINDS.join('|')}] [--case n] [--file path]`;

interface Settings {
  readonly seed: number;
  readonly seconds: number;
  readonly cases: number;
  readonly first: number;
  readonly only: Kind | undefined;
}

class Fuzzer {
  readonly #data = resolve(process.env['AFTERGLOW_TEST_DATA'] ?? '../shared');
  readonly #corpus = [...ownSeeds(), ...recordedSeeds(this.#data)];
  readonly #sandbox = new Sandbox(this.#data);
  readonly #counts = new Map<string, number>();
  readonly #failures = new Map<string, number>();
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  async run(): Promise<number> {
    const { seed, seconds, cases, first, only } = this.#settings;
    console.log(`seed ${seed}; ${this.#corpus.length} files to start from; ${only ?? KINDS.join(', ')}`);
    const start = performance.now();
    const isOver = () => performance.now() - start > seconds * 1000 || this.#failures.size >= MOST_FAILURES;
    let next = first;
    while (next < first + cases && !isOver()) {
      const from = next;
      const count = Math.min(BATCH, first + cases - next);
      const failed: { index: number; outcome: Outcome }[] = [];
      const request = { type: 'cases', seed, from, count, ...(only ? { only } : {}) } as const;
      await this.#sandbox.run(request, count, (outcome) => {
        this.#counts.set(outcome.status, (this.#counts.get(outcome.status) ?? 0) + 1);
        if (outcome.status === 'failed') failed.push({ index: next, outcome });
        next++;
      });
      for (const { index, outcome } of failed) await this.#failed(index, outcome);
    }
    this.#sandbox.close();
    const counts = [...this.#counts].map(([status, count]) => `${count} ${status}`).sort();
    console.log(`${next - first} cases in ${((performance.now() - start) / 1000).toFixed(0)} s: ${counts.join(', ')}`);
    return this.#failures.size === 0 ? 0 : 1;
  }

  async #failed(index: number, outcome: Outcome): Promise<void> {
    const key = signature(outcome);
    if (outcome.status !== 'failed' || key === undefined) return;
    const seen = this.#failures.get(key) ?? 0;
    this.#failures.set(key, seen + 1);
    if (seen > 0) return;
    const { seed, only } = this.#settings;
    const found: Found = { seed, index, outcome, case: makeCase(this.#corpus, seed, index, only) };
    const smaller = await minimise(this.#sandbox, found.case, key);
    const command = reproduce(found, only !== undefined);
    const folder = save(found, smaller.bytes, command, 'fuzz-failures');
    console.log(
      `FAILED ${key}\n  ${outcome.what}\n  ${command}\n  ${folder}/model.onnx (${smaller.bytes.length} bytes)`,
    );
  }
}

/** One file from disk, as it is. */
async function runFile(path: string): Promise<number> {
  const sandbox = new Sandbox('');
  const job = { bytes: new Uint8Array(readFileSync(path)), files: [], deep: true };
  let status = 1;
  await sandbox.run({ type: 'job', job }, 1, (outcome) => {
    console.log(
      outcome.status === 'failed' ? `failed in ${outcome.step}: ${outcome.what}\n${outcome.detail}` : outcome,
    );
    status = outcome.status === 'failed' ? 1 : 0;
  });
  sandbox.close();
  return status;
}

/** The options as written; undefined when one of them is unknown or lacks its value. */
function options() {
  const text = { type: 'string' } as const;
  const known = { seconds: text, cases: text, seed: text, only: text, case: text, file: text };
  try {
    return parseArgs({ options: { ...known, help: { type: 'boolean' } } }).values;
  } catch (error) {
    console.error(`error: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

async function main(): Promise<number> {
  const values = options();
  if (values?.help) {
    console.log(USAGE);
    return 0;
  }
  if (!values) {
    console.error(USAGE);
    return 2;
  }
  const { only, file } = values;
  const number = (value: string | undefined, otherwise: number) => (value === undefined ? otherwise : Number(value));
  const single = values.case !== undefined;
  const settings = {
    seed: number(values.seed, Math.floor(Math.random() * 2 ** 32)),
    // A number of cases asked for is made whatever time it takes.
    seconds: number(values.seconds, values.cases !== undefined || single ? Infinity : 60),
    cases: single ? 1 : number(values.cases, Infinity),
    first: number(values.case, 0),
    only: only !== undefined && isKind(only) ? only : undefined,
  };
  const numbers = [settings.seed, settings.seconds, settings.cases, settings.first];
  if (numbers.some((value) => !(value >= 0)) || settings.only !== only) {
    console.error(USAGE);
    return 2;
  }
  return file === undefined ? new Fuzzer(settings).run() : runFile(file);
}

process.exitCode = await main();
