// Writes a failing case with what is needed to see it again.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './case.js';
import type { Outcome } from './check.js';

export interface Found {
  readonly seed: number;
  readonly index: number;
  readonly case: Case;
  readonly outcome: Extract<Outcome, { status: 'failed' }>;
}

export function reproduce({ seed, index, case: { kind } }: Found, only: boolean): string {
  return `npm run fuzz -- --seed ${seed} --case ${index}${only ? ` --only ${kind}` : ''}`;
}

/** Answers the folder. */
export function save(found: Found, smaller: Uint8Array, command: string, root: string): string {
  const { seed, index, outcome } = found;
  const folder = join(root, `${seed}-${index}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'original.onnx'), found.case.bytes);
  writeFileSync(join(folder, 'model.onnx'), smaller);
  for (const { name, bytes } of found.case.files) writeFileSync(join(folder, name), bytes);
  const lines = [
    command,
    `npm run fuzz -- --file ${join(folder, 'model.onnx')}`,
    `kind ${found.case.kind}, made from ${found.case.base}`,
    `${outcome.step}: ${outcome.what}`,
    outcome.detail,
  ];
  writeFileSync(join(folder, 'report.txt'), `${lines.join('\n')}\n`);
  return folder;
}
