// Leaves what a bisection found in a folder: the graphs around the application, the reduced one, and its inputs as .npy.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '@afterglow/bundle/node';
import { writeGir } from '@afterglow/compiler';
import { type Diagnostic, isTensorValue } from '@afterglow/core';
import { writeNpy } from '@afterglow/runtime';
import type { Bisection } from './bisect.js';

export interface WrittenBisection {
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes `before.gir`, `after.gir`, `reduced.gir` and `input_K.npy`; answers what was written. */
export function writeBisection(found: Bisection, folder: string): WrittenBisection {
  makeFolder(folder);
  const graphs = [
    ['before.gir', found.before],
    ['after.gir', found.after],
    ...(found.reduced ? [['reduced.gir', found.reduced.module] as const] : []),
  ] as const;
  const results = graphs.map(([name, module]) => writeGir(module, join(folder, name)));
  const files = results.flatMap((result) => (result.ok ? [result.value.path] : []));
  [...(found.reduced?.inputs.values() ?? [])].forEach((value, index) => {
    const bytes = isTensorValue(value) ? writeNpy(value) : undefined;
    if (!bytes) return;
    const path = join(folder, `input_${index}.npy`);
    writeFileSync(path, bytes);
    files.push(path);
  });
  return { files, diagnostics: results.flatMap(({ diagnostics }) => diagnostics) };
}
