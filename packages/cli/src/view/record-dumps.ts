// A dump folder for `view`: its index says what happened, its `.gir` files how the graph looked after it.

import type { Folder } from '@afterglow/bundle/node';
import type { Diagnostics } from '@afterglow/core';
import { ops, parseModule } from '@afterglow/ir';
import type { ViewRecorder } from '@afterglow/report';
import { readText } from '../inspect/inspection.js';
import type { DumpIndex } from './dump-index.js';
import { deviceOfListing, memoriesOf } from './memories-of.js';

/** Adds the graph of a file; false, with the problem reported, where it cannot be read. */
function addGraph(
  file: DumpIndex['dumps'][number],
  index: DumpIndex,
  folder: Folder,
  recorder: ViewRecorder,
  diagnostics: Diagnostics,
): boolean {
  const source = folder.open(file.file);
  const text = source && readText(source);
  const open = (name: string) => folder.open(name);
  // A file that is gone reads as an empty one: the parser says where it misses what.
  const module = parseModule(text ?? '', { file: file.file, registry: ops, open, diagnostics });
  if (!module) return false;
  const rules = index.runs.find((run) => run.index === file.run)?.rules ?? [];
  recorder.step({ stage: file.stage, pass: file.pass, file: file.file, rules }, module);
  return true;
}

/** Adds the steps of a dump folder, in order; passes that changed nothing stand between, as far as their rules say why. */
export async function recordDumps(
  index: DumpIndex,
  folder: Folder,
  recorder: ViewRecorder,
  diagnostics: Diagnostics,
): Promise<void> {
  const dumped = new Set(index.dumps.map(({ run }) => run));
  const quiet = index.runs.filter((run) => !dumped.has(run.index));
  const plans = new Map<string, string>();
  for (const file of index.dumps) {
    const before = file.run === undefined ? Number.NEGATIVE_INFINITY : file.run;
    while (quiet[0] && quiet[0].index < before) recorder.unchanged(quiet.shift() ?? quiet[0]);
    if (file.file.endsWith('.gir')) {
      if (!addGraph(file, index, folder, recorder, diagnostics)) return;
    } else if (file.file.endsWith('.lir')) {
      // Names are `16-lower-card0.lir`; a later level replaces an earlier one.
      plans.set(deviceOfListing(file.file.replace(/^\d+-[a-z]+-/, '')), file.file);
    }
  }
  for (const run of quiet) recorder.unchanged(run);
  for (const [device, name] of plans) {
    const source = folder.open(name);
    if (source) recorder.memory(device, await memoriesOf(source, (other) => folder.open(other)));
  }
}
