// The card, from code generator to simulator, against the interpreter in card numerics: random graphs, all bits equal, the same
// binary at several sizes. The two share scalar rounding and nothing else.

import card, { cardLegality } from '@afterglow/backend-card';
import { dim, type HostValue, isInteger } from '@afterglow/core';
import { type Func, nodesOf } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { deviceFor, disagreement, MACHINES } from './card-agreement.js';
import { BITS, COMPARISONS, FUNCTIONS, LOGIC, PAIRS } from './elementwise-ops.js';
import { LARGEST_N, Random, randomFunc, randomIntegers, randomTensor } from './random-card-graph.js';

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

/** Views of one kind are like those of another, and `split` is a set of slices; element-wise ops, those of `step-cases` and scans have cases of their own. */
const NOT_DRAWN = new Set([
  ...[
    'split',
    'squeeze',
    'flatten',
    'identity',
    'bitwise_not',
    'swish',
    'scatter_nd',
    'bit_cast',
    'scan',
    'assume_shape',
  ],
  ...[...FUNCTIONS, ...PAIRS, ...COMPARISONS, ...LOGIC, ...BITS],
]);
const SEEDS = 40;

describe('random graphs on the card', () => {
  it('hold every op the card has code for', () => {
    const drawn = new Set<string>();
    for (let seed = 0; seed < SEEDS; seed++) {
      const func = randomFunc(seed, (node) => cardLegality(node) === undefined);
      for (const node of nodesOf(func.body)) drawn.add(node.op.name);
    }
    const missing = (card.legality ?? []).map(({ op }) => op).filter((op) => !drawn.has(op) && !NOT_DRAWN.has(op));
    expect(missing).toEqual([]);
  });

  for (let seed = 0; seed < SEEDS; seed++) {
    it(`seed ${seed}`, async () => {
      const func = randomFunc(seed, (node) => cardLegality(node) === undefined);
      expect([...nodesOf(func.body)].length).toBeGreaterThan(3);
      for (const machine of MACHINES) {
        const device = await deviceFor(func, machine);
        for (const n of [0, 1, 4, LARGEST_N]) {
          const problem = disagreement(device, func, inputsOf(func, n, seed + n), new Map([['N', n]]));
          if (problem !== undefined) expect.fail(`on ${machine} at N = ${n}: ${problem}`);
        }
      }
    });
  }
});
