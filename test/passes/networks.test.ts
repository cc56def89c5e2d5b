// What every pass keeps, on every network at hand: it changes nothing when it runs again at once, wherever in the pipeline it
// stands; the pipeline reaches a fixed point within its rounds; a second run of it changes nothing.

import { PIPELINES } from '@afterglow/compiler';
import { Diagnostics, renderDiagnostics } from '@afterglow/core';
import { type Module, printModule } from '@afterglow/ir';
import { importOnnx } from '@afterglow/onnx';
import type { PipelineStep } from '@afterglow/passes';
import { describe, expect, it } from 'vitest';
import { networks, openNetwork } from '../support/networks.js';
import { changing, run } from './support.js';

const [all] = PIPELINES;
if (!all) throw new Error('no pipeline');

function load(path: string): Module {
  return openNetwork(path, (source, open) => {
    const diagnostics = new Diagnostics();
    const module = importOnnx(source, { openExternal: open, diagnostics });
    if (!module) throw new Error(renderDiagnostics(diagnostics.list));
    return module;
  });
}

/** Runs the pipeline with every pass run twice; answers the passes whose second run changed something. */
function restless(module: Module, steps: readonly PipelineStep[]): string[] {
  const found = new Set<string>();
  const round = (entries: readonly PipelineStep[]): boolean => {
    let changed = false;
    for (const entry of entries) {
      if (entry.kind === 'repeat') {
        for (let k = 0; k < entry.limit && round(entry.steps); k++) changed = true;
        continue;
      }
      changed = changing(run(module, [entry])).length > 0 || changed;
      if (entry.pass.notIdempotent !== undefined) continue;
      if (changing(run(module, [entry])).length > 0) found.add(entry.pass.name);
    }
    return changed;
  };
  round(steps);
  return [...found];
}

describe.skipIf(networks().length === 0)('passes on networks', () => {
  it.each(networks().map(({ name, path }) => [name, path]))('%s', (_, path) => {
    expect(restless(load(path), all.steps)).toEqual([]);
    const module = load(path);
    const { groups } = run(module, all.steps);
    expect(groups.filter(({ fixed }) => !fixed)).toEqual([]);
    const once = printModule(module);
    expect(changing(run(module, all.steps))).toEqual([]);
    expect(printModule(module)).toBe(once);
  });
});
