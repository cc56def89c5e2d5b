// A model for `view`: compiles it, and takes a picture of the graph after every pass.

import type { Listing } from '@afterglow/backend-api';
import { type CompileObserver, type CompileOptions, compile } from '@afterglow/compiler';
import type { Diagnostics } from '@afterglow/core';
import { RunTally } from '@afterglow/passes';
import type { ViewRecorder } from '@afterglow/report';
import { deviceOfListing, memoriesOfListing } from './memories-of.js';

function observerOf(recorder: ViewRecorder): CompileObserver {
  const tally = new RunTally();
  return {
    applied: (event) => tally.applied(event),
    declined: (event) => tally.declined(event),
    passRun(run, module) {
      tally.passRun(run);
      const info = { stage: run.stage, pass: run.pass, rules: tally.runs.at(-1)?.rules ?? [] };
      if (run.changed) recorder.step(info, module);
      else recorder.unchanged(info);
    },
    stage: (stage, module) => recorder.step({ stage }, module),
  };
}

/** Adds the last plan of each device: a later level knows of more buffers. */
async function addMemories(listings: readonly Listing[], recorder: ViewRecorder): Promise<void> {
  const last = new Map(
    listings.filter(({ name }) => name.endsWith('.lir')).map((listing) => [deviceOfListing(listing.name), listing]),
  );
  for (const [device, listing] of last) recorder.memory(device, await memoriesOfListing(listing));
}

/** Adds the steps of a compilation. A model that does not compile is shown as far as it came: that is when people look. */
export async function recordCompilation(
  model: string,
  options: CompileOptions,
  recorder: ViewRecorder,
  diagnostics: Diagnostics,
): Promise<void> {
  const result = await compile(model, { ...options, observer: observerOf(recorder) });
  diagnostics.list.push(...result.diagnostics);
  if (result.ok) {
    await addMemories(result.value.listings, recorder);
    return;
  }
  const error = result.diagnostics.find(({ severity }) => severity === 'error');
  if (error) recorder.note(`The compilation ended early: ${error.code}: ${error.message}`);
}
