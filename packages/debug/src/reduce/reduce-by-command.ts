// Reduces a graph under a command of the user's: exit code 0 means that a candidate is still interesting.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoadOptions, loadModule, writeGir } from '@afterglow/compiler';
import { Diagnostics, type Result } from '@afterglow/core';
import type { Module } from '@afterglow/ir';
import { debugDiagnostics } from '../diagnostics.js';
import { type Reduction, reduceModule } from './reduce-module.js';

export interface ReduceByCommandOptions extends LoadOptions {
  /** For the shell; `{}` stands for the file of the candidate, which is in AFTERGLOW_FILE too. */
  readonly command: string;
  readonly seconds: number;
  readonly onProgress?: (message: string) => void;
}

/** What the command says of a graph. */
type Verdict = 'interesting' | 'dull' | 'none in time';

function tryCommand(module: Module, command: string, file: string, milliseconds: number): Verdict {
  if (!writeGir(module, file).ok) return 'dull';
  const quoted = `'${file.replaceAll("'", "'\\''")}'`;
  const { status, signal } = spawnSync('sh', ['-c', command.replaceAll('{}', quoted)], {
    env: { ...process.env, AFTERGLOW_FILE: file },
    stdio: 'ignore',
    timeout: Math.max(1, Math.floor(milliseconds)),
    killSignal: 'SIGKILL',
  });
  // Only the timeout kills what was started here; the shell passes on a signal to its child as an exit code.
  if (signal === 'SIGKILL') return 'none in time';
  return status === 0 ? 'interesting' : 'dull';
}

export async function reduceByCommand(model: string, options: ReduceByCommandOptions): Promise<Result<Reduction>> {
  const { command, seconds, onProgress } = options;
  const diagnostics = new Diagnostics();
  const loaded = loadModule(model, options, diagnostics);
  if (!loaded) return { ok: false, diagnostics: diagnostics.list };
  const folder = mkdtempSync(join(tmpdir(), 'afterglow-reduce-'));
  const file = join(folder, 'candidate.gir');
  const clock = () => performance.now();
  const end = clock() + seconds * 1000;
  const verdict = (candidate: Module) => tryCommand(candidate, command, file, end - clock());
  try {
    const first = verdict(loaded.module);
    if (first !== 'interesting') {
      if (first === 'dull') diagnostics.report(debugDiagnostics.notInteresting, { command });
      else diagnostics.report(debugDiagnostics.noVerdict, { command, seconds });
      loaded.close();
      return { ok: false, diagnostics: diagnostics.list };
    }
    const left = (end - clock()) / 1000;
    const value = await reduceModule(loaded.module, {
      isInteresting: (candidate) => verdict(candidate) === 'interesting',
      seconds: left,
      clock,
      ...(onProgress ? { onProgress } : {}),
    });
    return { ok: true, value, diagnostics: diagnostics.list };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
