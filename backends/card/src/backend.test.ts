import { Diagnostics, invariant } from '@afterglow/core';
import { loadMachine, presets } from '@afterglow/machine';
import { describe, expect, it } from 'vitest';
import card from './backend.js';
import { makeFunc } from './codegen/compile-and-run.test-support.js';

describe('the card as a backend', () => {
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
