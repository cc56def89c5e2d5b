// Runs the command line in tests: in this process, or as users do, the built `afterglow` in one of its own.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from '@afterglow/cli';
import { vi } from 'vitest';

export const checkout = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(checkout, 'packages/cli/bin/afterglow.mjs');

/** The command line runs from `dist/`; without a build its suites report a skip. */
export const isBuilt = existsSync(join(checkout, 'packages/cli/dist/main.js'));

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command line in this process: the same entry point and exit codes, without loading everything each time. */
export async function afterglow(args: readonly string[]): Promise<Outcome> {
  const written = { out: '', err: '' };
  const capture = (key: 'out' | 'err') => (chunk: string | Uint8Array) => {
    written[key] += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
    return true;
  };
  const [out, err] = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
  out.mockImplementation(capture('out'));
  err.mockImplementation(capture('err'));
  try {
    const code = await main(args);
    return { code, ...written };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

/** The built command line in a process of its own, as users run it. */
export function afterglowProcess(args: readonly string[], cwd = checkout): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    encoding: 'utf8',
    timeout: 120_000,
  });
  return { code: status, out: stdout, err: stderr };
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'afterglow-'));
}

/** The example model in small, built by its own script. */
export function buildSmallModel(path: string): void {
  const script = join(checkout, 'examples/dlrm-kaggle/build-model.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, path, '--small'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** Files below a folder with their bytes. */
export function filesOf(folder: string, below = folder): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const name of readdirSync(below).sort()) {
    const path = join(below, name);
    if (statSync(path).isDirectory()) for (const [key, bytes] of filesOf(folder, path)) files.set(key, bytes);
    else files.set(relative(folder, path), readFileSync(path));
  }
  return files;
}

/** Files below a folder with the digests of their bytes, for comparisons. */
export function digestsOf(folder: string): Map<string, string> {
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  return new Map([...filesOf(folder)].map(([name, bytes]) => [name, digest(bytes)]));
}
