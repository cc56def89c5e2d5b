import { Diagnostics, invariant, memorySource } from '@afterglow/core';
import { loadMachine, presets } from '@afterglow/machine';
import { describe, expect, it } from 'vitest';
import card from './backend.js';
import { makeFunc } from './codegen/compile-and-run.test-support.js';
import { readElf } from './elf/index.js';
import { MOST_ENGINES } from './isa/image.js';
import { concatChunks } from './sim/run-words.test-support.js';

describe('the card as a backend', () => {
  it('reads its own binaries for as many engines as a machine file can give a card', async () => {
    const load = (engines: number, diagnostics: Diagnostics) =>
      loadMachine((presets.get('tiny') ?? '').replace('engines: 2', `engines: ${engines}`), 'many.yaml', diagnostics);
    const diagnostics = new Diagnostics();
    expect(load(MOST_ENGINES + 1, diagnostics)).toBeUndefined();
    expect(diagnostics.list.map(({ code }) => code)).toEqual(['machine/bad-value']);
    const machine = load(MOST_ENGINES, new Diagnostics());
    invariant(machine?.kind === 'card', 'the preset is a card');
    const func = makeFunc({}, () => []);
    const unit = { device: 'card0', module: func.module, funcs: [func], machine };
    const artifact = await card.compile(unit, {
      target: { backend: 'card', features: {} },
      diagnostics: new Diagnostics(),
    });
    const [part] = artifact?.parts ?? [];
    const source = memorySource('card0.elf', concatChunks(part?.chunks() ?? []));
    const found = new Diagnostics();
    expect(readElf(source, found)?.machine.engines).toBe(MOST_ENGINES);
    expect(found.list).toEqual([]);
  });

  it('refuses engine memories that no binary can ask for', async () => {
    const diagnostics = new Diagnostics();
    const text = (presets.get('tiny') ?? '').replace('capacity-per-engine: 16 KiB', 'capacity-per-engine: 3 GiB');
    const machine = loadMachine(text, 'large.yaml', diagnostics);
    invariant(machine?.kind === 'card', 'the preset is a card');
    const func = makeFunc({}, () => []);
    const unit = { device: 'card0', module: func.module, funcs: [func], machine };
    const target = { backend: 'card', features: {} };
    expect(await card.compile(unit, { target, diagnostics })).toBeUndefined();
    expect(diagnostics.list.map(({ code }) => code)).toEqual(['card/engine-memory']);
  });
});
