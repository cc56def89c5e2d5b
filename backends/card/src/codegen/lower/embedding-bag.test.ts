import { dim, type ElementType, numbersOf, roundF16, type Tensor } from '@afterglow/core';
import { build, tensorType } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import {
  compileTest,
  integers,
  large,
  makeFunc,
  randomNumbers,
  randomTensor,
  tiny,
  valuesOf,
} from '../compile-and-run.test-support.js';

const f32 = Math.fround;
type Mode = 'sum' | 'mean' | 'max';

/** Bounds of a slice as ONNX clamps and wraps them. */
function bound(value: number, size: number): number {
  const wrapped = value < 0 ? value + size : value;
  return Math.min(size, Math.max(0, wrapped));
}

function reference(
  table: Tensor,
  indices: readonly number[],
  bags: readonly (readonly [number, number])[],
  mode: Mode,
  weights?: Tensor,
): number[] {
  const [rows = 0, d = 0] = table.shape;
  const [t, w] = [numbersOf(table), weights && numbersOf(weights)];
  return bags.flatMap(([begin, end]) => {
    const acc = Array<number>(d).fill(mode === 'max' ? Number.NEGATIVE_INFINITY : 0);
    for (let i = begin; i < end; i++) {
      const index = indices[i] ?? 0;
      const row = index < 0 ? index + rows : index;
      for (let j = 0; j < d; j++) {
        const raw = t[row * d + j] ?? 0;
        const value = w ? f32((w[i] ?? 0) * raw) : raw;
        acc[j] = mode === 'max' ? Math.max(acc[j] ?? 0, value) : f32((acc[j] ?? 0) + value);
      }
    }
    const count = Math.max(0, end - begin);
    const mean = acc.map((value) => (mode === 'mean' && count > 0 ? f32(value / count) : value));
    return table.elem === 'f16' ? mean.map(roundF16) : mean;
  });
}

function bagsOf(offsets: readonly number[], lookups: number, last: boolean): [number, number][] {
  const ends = last ? offsets.slice(1) : [...offsets.slice(1), lookups];
  return ends.map((end, j) => {
    const begin = bound(offsets[j] ?? 0, lookups);
    // The end behind the last bag is the number of lookups itself, not an offset.
    return [begin, last || j < offsets.length - 1 ? bound(end, lookups) : end];
  });
}

interface Form {
  readonly elem: ElementType;
  readonly index: 'i32' | 'i64';
  readonly offset: 'i32' | 'i64';
  readonly mode: Mode;
  readonly last: boolean;
  readonly weighted: boolean;
  readonly d: number;
}

const ROWS = 50;

function makeBag(form: Form) {
  const table = randomTensor(form.elem, [ROWS, form.d], 5);
  const func = makeFunc({ N: [0, 5000], B: [1, 40] }, (b) => {
    const [N, B] = [dim.symbol('N'), dim.symbol('B')];
    const indices = b.param('indices', tensorType(form.index, [N]));
    const offsets = b.param('offsets', tensorType(form.offset, [B]));
    const weights = form.weighted ? b.param('weights', tensorType(form.elem, [N])) : undefined;
    const attrs = { mode: form.mode, last_offset: form.last };
    return build.embeddingBag(b, b.constant('table', table), indices, offsets, weights, attrs);
  });
  return { table, func };
}

/** Offsets of `count` bags over `lookups` lookups: rising, with empty bags. */
function risingOffsets(count: number, lookups: number, seed: number, last: boolean): number[] {
  const next = randomNumbers(seed);
  const cuts = Array.from({ length: count }, (_, i) => (i === 0 ? 0 : Math.floor(next() * (lookups + 1)))).sort(
    (a, b) => a - b,
  );
  if (last) cuts[count - 1] = lookups;
  return cuts;
}

const forms: Form[] = (['sum', 'mean', 'max'] as const).flatMap((mode) => [
  { elem: 'f32', index: 'i64', offset: 'i64', mode, last: false, weighted: false, d: 16 },
  { elem: 'f16', index: 'i32', offset: 'i64', mode, last: true, weighted: false, d: 7 },
  { elem: 'f16', index: 'i64', offset: 'i32', mode, last: false, weighted: true, d: 33 },
  { elem: 'f32', index: 'i32', offset: 'i32', mode, last: true, weighted: true, d: 1 },
]);

describe('embedding bags by offsets', () => {
  for (const form of forms) {
    const name = `${form.mode} of ${form.elem}, ${form.index} indices${form.last ? ', last offset' : ''}${form.weighted ? ', weighted' : ''}`;
    it(name, () => {
      const { table, func } = makeBag(form);
      for (const machine of [tiny, large]) {
        const card = compileTest(func, machine);
        for (const [lookups, count] of [
          [0, 3],
          [1, 2],
          [37, 9],
          [5000, 40],
        ] as const) {
          const next = randomNumbers(lookups + count);
          const raw = Array.from({ length: lookups }, () => Math.floor(next() * 2 * ROWS) - ROWS);
          const offsets = risingOffsets(count, lookups, lookups + 3, form.last);
          const weights = form.weighted ? randomTensor(form.elem, [lookups], 9) : undefined;
          const inputs = {
            indices: integers(form.index, raw),
            offsets: integers(form.offset, offsets),
            ...(weights ? { weights } : {}),
          };
          const [y] = card.run(inputs, { N: lookups, B: count });
          expect(y && valuesOf(y)).toEqual(
            reference(table, raw, bagsOf(offsets, lookups, form.last), form.mode, weights),
          );
        }
      }
    });
  }

  it('clamps and wraps offsets as the exported loop does', () => {
    const form: Form = { elem: 'f32', index: 'i64', offset: 'i64', mode: 'sum', last: false, weighted: false, d: 4 };
    const { table, func } = makeBag(form);
    const card = compileTest(func);
    const raw = [3, 1, 4, 1, 5, 9, 2, 6];
    for (const offsets of [
      [2, 5],
      [-3, 4, 2],
      [0, 100, 3],
      [5, 1, 7],
      [-100, 8, 2 ** 53],
      [8, 8, 8],
      [-(2 ** 40), -1],
    ]) {
      const [y] = card.run(
        { indices: integers('i64', raw), offsets: integers('i64', offsets) },
        { N: 8, B: offsets.length },
      );
      expect(y && valuesOf(y), String(offsets)).toEqual(reference(table, raw, bagsOf(offsets, 8, false), 'sum'));
    }
  });

  it('names the node when an index is outside the table', () => {
    const { func } = makeBag({
      elem: 'f32',
      index: 'i64',
      offset: 'i64',
      mode: 'sum',
      last: false,
      weighted: false,
      d: 4,
    });
    const card = compileTest(func);
    expect(() => card.run({ indices: integers('i64', [50]), offsets: integers('i64', [0]) }, { N: 1, B: 1 })).toThrow(
      /50/,
    );
  });
});

describe('embedding bags of equal length', () => {
  for (const mode of ['sum', 'mean', 'max'] as const) {
    it(`${mode} over [B, L]`, () => {
      const table = randomTensor('f16', [ROWS, 12], 6);
      const func = makeFunc({ B: [0, 20], L: [0, 3000] }, (b) => {
        const indices = b.param('indices', tensorType('i64', [dim.symbol('B'), dim.symbol('L')]));
        return build.embeddingBag(b, b.constant('table', table), indices, undefined, undefined, { mode });
      });
      const card = compileTest(func);
      for (const [count, length] of [
        [0, 5],
        [20, 1],
        [3, 0],
        [4, 3000],
      ] as const) {
        const next = randomNumbers(count + length);
        const raw = Array.from({ length: count * length }, () => Math.floor(next() * ROWS));
        const [y] = card.run({ indices: integers('i64', raw, [count, length]) }, { B: count, L: length });
        const bags = Array.from({ length: count }, (_, j): [number, number] => [j * length, (j + 1) * length]);
        expect(y && valuesOf(y)).toEqual(reference(table, raw, bags, mode));
      }
    });
  }

  it('splits rows wider than the tile memory', () => {
    const table = randomTensor('f32', [9, 3000], 6);
    const func = makeFunc({}, (b) => {
      const indices = b.param('indices', tensorType('i32', [3, 2]));
      return build.embeddingBag(b, b.constant('table', table), indices);
    });
    const raw = [1, 2, 8, 0, 5, 5];
    const [y] = compileTest(func).run({ indices: integers('i32', raw, [3, 2]) });
    expect(y && valuesOf(y)).toEqual(
      reference(
        table,
        raw,
        [
          [0, 2],
          [2, 4],
          [4, 6],
        ],
        'sum',
      ),
    );
  });

  it('takes offsets that are constants of the model', () => {
    const table = randomTensor('f32', [9, 8], 6);
    const func = makeFunc({ N: [1, 30] }, (b) => {
      const indices = b.param('indices', tensorType('i64', [dim.symbol('N')]));
      return build.embeddingBag(
        b,
        b.constant('table', table),
        indices,
        b.constant('offsets', integers('i64', [0, 2, 7])),
      );
    });
    const raw = Array.from({ length: 11 }, (_, i) => i % 9);
    const [y] = compileTest(func).run({ indices: integers('i64', raw) }, { N: 11 });
    expect(y && valuesOf(y)).toEqual(
      reference(
        table,
        raw,
        [
          [0, 2],
          [2, 7],
          [7, 11],
        ],
        'sum',
      ),
    );
  });
});

describe('gather', () => {
  for (const axis of [0, 1, 2]) {
    it(`along axis ${axis}, bit for bit`, () => {
      const x = randomTensor('f16', [6, 5, 4], 8);
      const func = makeFunc({ N: [0, 9] }, (b) => {
        const indices = b.param('indices', tensorType('i64', [dim.symbol('N'), 2]));
        return build.gather(b, b.param('x', tensorType('f16', [6, 5, 4])), indices, { axis });
      });
      const card = compileTest(func);
      const size = x.shape[axis] ?? 0;
      for (const n of [0, 1, 9]) {
        const raw = Array.from({ length: 2 * n }, (_, i) => (i % size) - (i % 3 === 0 ? size : 0));
        const [y] = card.run({ x, indices: integers('i64', raw, [n, 2]) }, { N: n });
        const v = numbersOf(x);
        const inner = x.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
        const outer = x.shape.slice(0, axis).reduce((a, b) => a * b, 1);
        const expected: number[] = [];
        for (let o = 0; o < outer; o++) {
          for (const index of raw) {
            const row = (index + size) % size;
            for (let i = 0; i < inner; i++) expected.push(v[(o * size + row) * inner + i] ?? 0);
          }
        }
        expect(y && valuesOf(y)).toEqual(expected);
      }
    });
  }

  it('reads tables that were just computed', () => {
    const func = makeFunc({}, (b) => {
      const table = build.neg(b, b.param('x', tensorType('f16', [6, 4])));
      return build.gather(b, table, b.param('indices', tensorType('i32', [3])));
    });
    const x = randomTensor('f16', [6, 4], 2);
    const [y] = compileTest(func, large).run({ x, indices: integers('i32', [5, 0, -1]) });
    const v = valuesOf(x);
    expect(y && valuesOf(y)).toEqual([5, 0, 5].flatMap((row) => v.slice(row * 4, row * 4 + 4).map((value) => -value)));
  });
});
