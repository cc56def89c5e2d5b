import { dim } from '@afterglow/core';
import { type Builder, build, tensorType, type Value } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import type { LaneCycles } from '../isa/index.js';
import { compileTest, large, makeFunc, randomTensor, tiny } from './compile-and-run.test-support.js';
import type { NodeLanes } from './lane-use.js';

function share(lanes: LaneCycles | undefined): number {
  return lanes ? lanes.useful / lanes.charged : Number.NaN;
}

function total(nodes: readonly NodeLanes[], unit: 'matrix' | 'vector'): LaneCycles {
  const sum = (what: keyof LaneCycles) => nodes.reduce((all, { lanes }) => all + (lanes[unit]?.[what] ?? 0), 0);
  return { charged: sum('charged'), useful: sum('useful') };
}

function product(m: number, k: number, n: number) {
  return makeFunc({}, (b) => {
    const x = b.param('x', tensorType('f16', [m, k]));
    return build.fullyConnected(b, x, b.constant('w', randomTensor('f16', [n, k], 1)), undefined, {});
  });
}

describe('lanes of the matrix unit', () => {
  // `tiny` makes 4 × 4 outputs at once, `nnp-i` 32 × 32.
  for (const { machine, m, k, n, wanted } of [
    { machine: tiny, m: 4, k: 8, n: 8, wanted: 1 },
    { machine: tiny, m: 1, k: 8, n: 8, wanted: 1 / 4 },
    { machine: tiny, m: 5, k: 8, n: 6, wanted: 30 / 64 },
    { machine: large, m: 32, k: 64, n: 64, wanted: 1 },
    { machine: large, m: 1, k: 64, n: 16, wanted: 1 / 64 },
    { machine: large, m: 33, k: 64, n: 40, wanted: (33 * 40) / (64 * 64) },
  ]) {
    it(`${m} × ${k} × ${n} on ${machine.name}`, () => {
      const card = compileTest(product(m, k, n), machine);
      const [program] = card.compiled.report.programs;
      expect(share(total(program?.lanes() ?? [], 'matrix'))).toBeCloseTo(wanted, 12);
      expect(card.lanes({ x: randomTensor('f16', [m, k], 2) }).matrix).toBeCloseTo(wanted, 12);
    });
  }
});

describe('a report and a run at the bounds', () => {
  const N = dim.symbol('N');
  const cases: [string, readonly (number | typeof N)[], (b: Builder, x: Value) => Value][] = [
    ['short rows', [N, 37], (b, x) => build.tanh(b, build.add(b, x, b.constant('c', randomTensor('f16', [37], 1))))],
    [
      'a layer in tiles',
      [N, 70],
      (b, x) =>
        build.fullyConnected(b, x, b.constant('w', randomTensor('f16', [130, 70], 1)), undefined, { act: 'relu' }),
    ],
    ['sums along an axis', [N, 300, 3], (b, x) => build.reduceSum(b, x, { axes: [1] })],
    [
      'a convolution with padding',
      [N, 3, 9, 9],
      (b, x) => {
        const weight = b.constant('w', randomTensor('f16', [7, 3, 3, 3], 1));
        return build.conv(b, x, weight, undefined, undefined, {
          pads: [1, 1, 1, 1],
          strides: [1, 1],
          dilations: [1, 1],
        });
      },
    ],
  ];
  for (const machine of [tiny, large]) {
    for (const [name, shape, body] of cases) {
      it(`agree: ${name} on ${machine.name}`, () => {
        const card = compileTest(
          makeFunc({ N: [1, 9] }, (b) => body(b, b.param('x', tensorType('f16', shape)))),
          machine,
        );
        const [program] = card.compiled.report.programs;
        const x = randomTensor(
          'f16',
          shape.map((size) => (size === N ? 9 : (size as number))),
          3,
        );
        const { matrix = 0, vector = 0 } = card.lanes({ x }, { N: 9 });
        const nodes = program?.lanes() ?? [];
        expect(share(total(nodes, 'vector')) || 0).toBeCloseTo(vector, 3);
        expect(share(total(nodes, 'matrix')) || 0).toBeCloseTo(matrix, 3);
      });
    }
  }
});
