// A case on disk: the model with what lies beside it in a folder, and outside of that folder a file that nothing may read.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hostile } from '../mutate/mutation.js';
import { CANARY_FILE } from '../mutate/paths.js';

export const CANARY = new TextEncoder().encode('canary of the fuzzer ').subarray(0, 20);

export interface CaseFolder {
  readonly model: string;
  remove(): void;
}

export function makeFolder({ bytes, files, traps = [] }: Hostile): CaseFolder {
  const outside = mkdtempSync(join(tmpdir(), 'afterglow-fuzz-'));
  const model = join(outside, 'model');
  mkdirSync(model);
  writeFileSync(join(outside, CANARY_FILE), Buffer.concat(Array.from({ length: 256 }, () => CANARY)));
  writeFileSync(join(model, 'model.onnx'), bytes);
  for (const file of files) writeFileSync(join(model, file.name), file.bytes);
  for (const { kind, name, target } of traps) {
    const path = join(model, name);
    if (kind === 'link') symlinkSync(target ?? '', path);
    else if (kind === 'folder') mkdirSync(path);
    else spawnSync('mkfifo', [path]);
  }
  return { model, remove: () => rmSync(outside, { recursive: true, force: true }) };
}
