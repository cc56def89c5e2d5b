// The card, from code generator to simulator, against the interpreter in card numerics: random graphs, all bits equal, the same
// binary at several sizes. The two share scalar rounding and nothing else.

import card, { cardLegality } from '@afterglow/backend-card';
import { CardDevice, readElf } from '@afterglow/backend-card/device';
import { interpret } from '@afterglow/backend-interpreter';
import {
  Diagnostics,
  dim,
  type HostValue,
  hostValuesEqual,
  isInteger,
  memorySource,
  renderDiagnostics,
} from '@afterglow/core';
import { type Func, nodesOf, printModule } from '@afterglow/ir';
import { findPreset } from '@afterglow/machine';
import { describe, expect, it } from 'vitest';
import { LARGEST_N, Random, randomFunc, randomIntegers, randomTensor } from './random-card-graph.js';

async function deviceFor(func: Func, machineName: string): Promise<CardDevice> {
  const diagnostics = new Diagnostics();
  const machine = findPreset(machineName);
  if (machine?.kind !== 'card') throw new Error(`no machine ${machineName}`);
  const unit = { device: 'card0', module: func.module, funcs: [func], machine };
  const artifact = await card.compile(unit, { target: { backend: 'card', features: {} }, diagnostics });
  const part = artifact?.parts[0];
  if (!part) throw new Error(renderDiagnostics(diagnostics.list));
  const elf = readElf(memorySource(part.name, Buffer.concat([...part.chunks()])), diagnostics);
  if (!elf) throw new Error(renderDiagnostics(diagnostics.list));
  // Memory that nobody wrote holds garbage, so that reading it shows.
  return new CardDevice(elf, { fill: 0x5a });
}

function inputsOf(func: Func, n: number, seed: number): Map<string, HostValue> {
  const random = new Random(seed);
  return new Map(
    func.body.params.map(({ name, type }) => {
      if (type.kind !== 'tensor') throw new Error('only tensors here');
      const shape = type.shape.map((d) => dim.evaluate(d, new Map([['N', n]])) ?? 0);
      const make = isInteger(type.elem)
        ? randomIntegers(random, name, type.elem, shape)
        : randomTensor(random, type.elem, shape);
      return [name, make];
    }),
  );
}

/** Ops with code that need no drawing: views of one kind are like those of another, and `split` is a set of slices. */
const NOT_DRAWN = ['split', 'squeeze', 'flatten', 'identity'];
const SEEDS = 40;

describe('random graphs on the card', () => {
  it('hold every op the card has code for', () => {
    const drawn = new Set<string>();
    for (let seed = 0; seed < SEEDS; seed++) {
      const func = randomFunc(seed, (node) => cardLegality(node) === undefined);
      for (const node of nodesOf(func.body)) drawn.add(node.op.name);
    }
    const missing = (card.legality ?? []).map(({ op }) => op).filter((op) => !drawn.has(op));
    expect(new Set(missing)).toEqual(new Set(NOT_DRAWN));
  });

  for (let seed = 0; seed < SEEDS; seed++) {
    it(`seed ${seed}`, async () => {
      const func = randomFunc(seed, (node) => cardLegality(node) === undefined);
      expect([...nodesOf(func.body)].length).toBeGreaterThan(3);
      for (const machine of ['tiny', 'nnp-i']) {
        const device = await deviceFor(func, machine);
        for (const n of [0, 1, 4, LARGEST_N]) {
          const diagnostics = new Diagnostics();
          const inputs = inputsOf(func, n, seed + n);
          const run = device.run('main', inputs, new Map([['N', n]]), diagnostics);
          const expected = interpret(func, inputs, { numerics: 'card', diagnostics });
          if (!run || !expected) throw new Error(renderDiagnostics(diagnostics.list));
          for (const [name, value] of expected) {
            const actual = run.outputs.get(name);
            const same = actual !== undefined && hostValuesEqual(actual, value);
            if (!same) expect.fail(`${name} differs on ${machine} at N = ${n}\n${printModule(func.module)}`);
          }
        }
      }
    });
  }
});
