// A few hundred hostile files inside this process: quick, always the same, and without what takes a process to catch.
// `npm run fuzz` is the real thing.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteSource } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { ownSeeds } from './corpus/index.js';
import { KINDS } from './mutate/index.js';
import { CANARY_FILE } from './mutate/paths.js';
import { makeCase } from './run/case.js';
import { check } from './run/check.js';
import { checkCase } from './run/check-case.js';
import { makeFolder } from './run/folder.js';
import { processTime } from './run/process-time.js';
import { watchOpens } from './run/watch.js';

const CASES = 40;
const corpus = ownSeeds();

it.each(corpus)('$name is a sound model before it is changed', ({ bytes, files }) => {
  expect(checkCase({ bytes, files, deep: true })).toMatchObject({ codes: [] });
});

describe.each(KINDS)('%s', (kind) => {
  it('ends in coded errors or a valid graph', () => {
    const statuses = new Set<string>();
    for (let index = 0; index < CASES; index++) {
      const outcome = checkCase(makeCase(corpus, 7, index, kind));
      expect(outcome, `case ${index}`).not.toMatchObject({ status: 'failed' });
      statuses.add(outcome.status);
    }
    expect(statuses).toContain('refused');
  });

  it('gives the same file for the same numbers', () => {
    expect(makeCase(corpus, 3, 5, kind)).toEqual(makeCase(corpus, 3, 5, kind));
  });
});

it('takes an exception for a failure', () => {
  const source: ByteSource = {
    name: 'model.onnx',
    size: 8,
    read() {
      throw new Error('the disk is gone');
    },
  };
  const outcome = check({ source, openExternal: () => undefined }, true);
  expect(outcome).toMatchObject({ status: 'failed', step: 'import', what: 'Error: the disk is gone' });
});

it.skipIf(process.platform !== 'linux')(
  'tells a process that computes from one that waits',
  async () => {
    const [busy, idle] = ['for (;;);', 'setTimeout(() => {}, 600_000)'].map((text) =>
      spawn(process.execPath, ['-e', text]),
    );
    const patient = { timeout: 60_000 };
    await expect.poll(() => processTime(busy?.pid)?.cpuSeconds, patient).toBeGreaterThan(0.5);
    expect(processTime(busy?.pid)?.runs).toBe(true);
    await expect.poll(() => processTime(idle?.pid)?.runs, patient).toBe(false);
    busy?.kill();
    idle?.kill();
    expect(processTime(undefined)).toBeUndefined();
  },
  130_000,
);

it('sees a file that is opened outside a folder', () => {
  const folder = makeFolder({ bytes: new Uint8Array(4), files: [] });
  const watch = watchOpens(folder.model);
  readFileSync(join(folder.model, 'model.onnx'));
  expect([...watch.outside]).toEqual([]);
  const canary = join(folder.model, '..', CANARY_FILE);
  readFileSync(canary);
  watch.stop();
  expect([...watch.outside]).toEqual([canary]);
  folder.remove();
});
