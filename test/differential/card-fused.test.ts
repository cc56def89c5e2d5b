// Nodes in common loops against the same nodes in loops of their own, and against the interpreter: all bits equal. A value between two
// nodes of a loop is rounded to its type although it is never stored.

import { cardLegality } from '@afterglow/backend-card';
import type { CardDevice } from '@afterglow/backend-card/device';
import { Diagnostics, dim, type HostValue, hostValuesEqual } from '@afterglow/core';
import { type Func, printModule } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { deviceFor, disagreement, MACHINES } from './card-agreement.js';
import { Random, randomTensor } from './random-card-graph.js';
import { LARGEST_N, randomChains } from './random-chains.js';

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1000 * Number(process.env['AFTERGLOW_SEED'] ?? 0));

function inputsOf(func: Func, n: number, seed: number): Map<string, HostValue> {
  const random = new Random(seed);
  return new Map(
    func.body.params.map(({ name, type }) => {
      if (type.kind !== 'tensor') throw new Error('only tensors here');
      const shape = type.shape.map((size) => dim.evaluate(size, new Map([['N', n]])) ?? 0);
      return [name, randomTensor(random, type.elem, shape)];
    }),
  );
}

describe('loops of several nodes', () => {
  for (const seed of SEEDS) {
    it(`seed ${seed}`, async () => {
      const { func, names } = randomChains(seed, (node) => cardLegality(node) === undefined);
      const apart = names.map((node) => ({ node, fuse: 'none', location: { kind: 'file', file: 'test' } as const }));
      for (const machine of MACHINES) {
        const joined = await deviceFor(func, machine);
        const separate = await deviceFor(func, machine, apart);
        for (const n of [0, 1, LARGEST_N]) {
          const [inputs, params] = [inputsOf(func, n, seed + n), new Map([['N', n]])];
          const problem = disagreement(joined, func, inputs, params);
          if (problem !== undefined) expect.fail(`on ${machine} at N = ${n}: ${problem}`);
          const run = (device: CardDevice) => device.run('main', inputs, params, new Diagnostics());
          const [one, other] = [run(joined), run(separate)];
          for (const [name, value] of one?.outputs ?? []) {
            const same = other?.outputs.get(name);
            if (!same || !hostValuesEqual(value, same)) expect.fail(`${name} differs\n${printModule(func.module)}`);
          }
        }
      }
    });
  }
});
