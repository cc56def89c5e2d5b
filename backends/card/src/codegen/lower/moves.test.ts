import {
  type Dim,
  dim,
  type ElementType,
  readTensorBytes,
  type Tensor,
  tensorBytes,
  tensorFromBytes,
} from '@afterglow/core';
import { build, tensorType } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { compileTest, makeFunc, randomNumbers, tiny, valuesOf } from '../compile-and-run.test-support.js';

const N = dim.symbol('N');

/** Elements numbered in order, as small floats or integers of the type. */
function numbered(elem: ElementType, shape: readonly number[]): Tensor {
  const next = randomNumbers(shape.length + 1);
  const bytes = new Uint8Array(tensorBytes({ elem, shape, storage: { kind: 'splat', value: 0 } }));
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(next() * 256);
  return tensorFromBytes(elem, shape, bytes);
}

function bytesOf(tensor: Tensor | undefined): number[] {
  if (!tensor) return [];
  const bytes = new Uint8Array(tensorBytes(tensor));
  readTensorBytes(tensor, 0, bytes);
  return [...bytes];
}

/** Bytes of the elements that `pick` answers flat indices of. */
function picked(x: Tensor, size: number, pick: (i: number) => number): number[] {
  const all = bytesOf(x);
  const width = all.length / x.shape.reduce((a, b) => a * b, 1);
  return Array.from({ length: size }, (_, i) => all.slice(pick(i) * width, (pick(i) + 1) * width)).flat();
}

/** Flat index in `shape` of the position that `map` makes of each position in `result`. */
function through(
  result: readonly number[],
  shape: readonly number[],
  map: (at: number[]) => number[],
): (i: number) => number {
  return (i) => {
    const position: number[] = [];
    let rest = i;
    for (let axis = result.length - 1; axis >= 0; axis--) {
      position[axis] = rest % (result[axis] ?? 1);
      rest = Math.floor(rest / (result[axis] ?? 1));
    }
    return map(position).reduce((sum, at, axis) => sum * (shape[axis] ?? 1) + at, 0);
  };
}

const at = (shape: readonly Dim[], n: number) => shape.map((d) => dim.evaluate(d, new Map([['N', n]])) ?? 0);
const count = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

describe('transpose', () => {
  const cases: [readonly Dim[], readonly number[]][] = [
    [
      [N, 7],
      [1, 0],
    ],
    [
      [3, N, 5],
      [2, 0, 1],
    ],
    [
      [3, N, 5],
      [0, 2, 1],
    ],
    [
      [2, 3, N, 5],
      [3, 1, 0, 2],
    ],
    [
      [2, 3, 2, N, 5],
      [4, 3, 2, 1, 0],
    ],
    [
      [2, 1, N, 3, 2, 2],
      [5, 0, 3, 1, 4, 2],
    ],
    [
      [N, 4, 4],
      [0, 1, 2],
    ],
  ];
  for (const [shape, perm] of cases) {
    it(`[${shape.map(dim.printDim)}] by [${perm}]`, () => {
      for (const elem of ['f16', 'i64', 'u8'] as ElementType[]) {
        const func = makeFunc({ N: [0, 9] }, (b) =>
          build.transpose(b, b.param('x', tensorType(elem, shape)), { perm }),
        );
        const card = compileTest(func);
        for (const n of [0, 1, 9]) {
          const x = numbered(elem, at(shape, n));
          const [y] = card.run({ x }, { N: n });
          const result = perm.map((axis) => x.shape[axis] ?? 0);
          const source = through(result, x.shape, (p) => x.shape.map((_, axis) => p[perm.indexOf(axis)] ?? 0));
          expect(bytesOf(y)).toEqual(picked(x, count(result), source));
        }
      }
    });
  }
});

describe('slice', () => {
  const cases: [string, readonly Dim[], { starts: Dim[]; ends: Dim[]; axes: number[]; steps: number[] }][] = [
    ['a range of rows', [N, 5], { starts: [1], ends: [N], axes: [0], steps: [1] }],
    ['every third column', [N, 10], { starts: [1], ends: [10], axes: [1], steps: [3] }],
    ['backwards', [N, 6], { starts: [dim.sub(N, 1)], ends: [-1], axes: [0], steps: [-1] }],
    ['both axes, one backwards', [N, 9], { starts: [0, 8], ends: [N, -1], axes: [0, 1], steps: [2, -4] }],
    ['nothing', [N, 9], { starts: [4], ends: [4], axes: [1], steps: [1] }],
    ['a single index', [3, N, 4], { starts: [2], ends: [3], axes: [0], steps: [1] }],
    ['three axes', [4, N, 6], { starts: [1, 0, 2], ends: [3, N, 5], axes: [0, 1, 2], steps: [1, 1, 1] }],
  ];
  for (const [name, shape, attrs] of cases) {
    it(name, () => {
      const func = makeFunc({ N: [1, 8] }, (b) => build.slice(b, b.param('x', tensorType('f32', shape)), attrs));
      const card = compileTest(func);
      for (const n of [1, 2, 8]) {
        const x = numbered('f32', at(shape, n));
        const [y] = card.run({ x }, { N: n });
        const source = through(y?.shape ?? [], x.shape, (p) =>
          p.map((i, axis) => {
            const k = attrs.axes.indexOf(axis);
            return k < 0
              ? i
              : (dim.evaluate(attrs.starts[k] ?? 0, new Map([['N', n]])) ?? 0) + i * (attrs.steps[k] ?? 1);
          }),
        );
        expect(bytesOf(y)).toEqual(picked(x, count(y?.shape ?? []), source));
      }
    });
  }
});

describe('concat, split, expand, reshape', () => {
  for (const axis of [0, 1, 2, -1]) {
    it(`split undoes concat along axis ${axis}`, () => {
      const sizes: Dim[] = [2, N, 3];
      const shapeOf = (size: Dim) => [4, 5, 6].map((d, i) => (i === (axis + 3) % 3 ? size : d));
      const func = makeFunc({ N: [0, 7] }, (b) => {
        const parts = sizes.map((size, i) => b.param(`x${i}`, tensorType('f16', shapeOf(size))));
        const joined = build.concat(b, parts, { axis });
        return [joined, ...build.split(b, joined, { axis, sizes })];
      });
      const card = compileTest(func);
      for (const n of [0, 1, 7]) {
        const parts = sizes.map((size) => numbered('f16', at(shapeOf(size), n)));
        const [joined, ...again] = card.run(
          { x0: parts[0] as Tensor, x1: parts[1] as Tensor, x2: parts[2] as Tensor },
          { N: n },
        );
        again.forEach((part, i) => expect(bytesOf(part)).toEqual(bytesOf(parts[i])));
        expect(joined?.shape).toEqual(at(shapeOf(dim.add(N, 5)), n));
      }
    });
  }

  it('repeats along axes of size 1', () => {
    const func = makeFunc({ N: [0, 6] }, (b) => {
      return build.expand(b, b.param('x', tensorType('f16', [3, 1, 2])), { shape: [2, 3, N, 1] });
    });
    const card = compileTest(func);
    const x = numbered('f16', [3, 1, 2]);
    for (const n of [0, 6]) {
      const [y] = card.run({ x }, { N: n });
      expect(y?.shape).toEqual([2, 3, n, 2]);
      expect(bytesOf(y)).toEqual(
        picked(
          x,
          12 * n,
          through([2, 3, n, 2], [3, 1, 2], ([, i = 0, , k = 0]) => [i, 0, k]),
        ),
      );
    }
  });

  it('gives views no code: a reshaped input is one copy, a reshaped result none', () => {
    const func = makeFunc({ N: [1, 6] }, (b) => {
      const x = b.param('x', tensorType('f16', [N, 6]));
      const flat = build.reshape(b, x, { shape: [dim.mul(N, 6)] });
      const relu = build.relu(b, flat);
      return [flat, build.reshape(b, relu, { shape: [dim.mul(N, 2), 3] }), relu, build.unsqueeze(b, x, { axes: [0] })];
    });
    const card = compileTest(func, tiny);
    expect(card.compiled.report.programs[0]?.ops.map(({ op }) => op)).toEqual(['relu', 'copy', 'copy', 'copy']);
    const x = numbered('u8', [4, 12]);
    const half = tensorFromBytes(
      'f16',
      [4, 6],
      Uint8Array.from(bytesOf(x).map((byte, i) => (i % 2 ? byte & 0x3f : byte))),
    );
    const [flat, reshaped, relu, lifted] = card.run({ x: half }, { N: 4 });
    expect([flat, reshaped, relu, lifted].map((y) => y?.shape)).toEqual([[24], [8, 3], [24], [1, 4, 6]]);
    for (const y of [flat, reshaped, relu, lifted]) expect(y && valuesOf(y)).toEqual(valuesOf(half));
  });
});
