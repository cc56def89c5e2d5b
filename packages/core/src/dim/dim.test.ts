import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dim } from './index.js';
import * as dim from './index.js';

const [A, B, L, N, S] = ['A', 'B', 'L', 'N', 'S'].map(dim.symbol) as [Dim, Dim, Dim, Dim, Dim];
const names = ['A', 'B', 'L', 'N', 'S'];

/** An expression with what it means in plain integers; undefined where a divisor is zero or a number leaves 2^53. */
interface Meant {
  readonly dim: Dim;
  readonly value: (bindings: ReadonlyMap<string, number>) => number | undefined;
}

function meant(of: (...dims: Dim[]) => Dim, value: (...xs: number[]) => number, ...args: Meant[]): Meant {
  return {
    dim: of(...args.map((arg) => arg.dim)),
    value: (bindings) => {
      const xs = args.map((arg) => arg.value(bindings));
      if (!xs.every((x) => x !== undefined)) return undefined;
      const result = value(...(xs as number[]));
      return Number.isSafeInteger(result) ? result + 0 : undefined;
    },
  };
}

const floorDiv = (a: number, b: number) => Math.floor(a / b);
const modulo = (a: number, b: number) => a - b * Math.floor(a / b);

const leaf: fc.Arbitrary<Meant> = fc.oneof(
  fc.integer({ min: -9, max: 9 }).map((x): Meant => ({ dim: x, value: () => x })),
  fc.constantFrom(...names).map((name): Meant => ({ dim: dim.symbol(name), value: (b) => b.get(name) })),
);

const { expression } = fc.letrec<{ expression: Meant }>((tie) => {
  const sub = tie('expression');
  const two = (of: (a: Dim, b: Dim) => Dim, value: (a: number, b: number) => number) =>
    fc
      .tuple(sub, sub)
      .map(([a, b]) => meant(of as (...dims: Dim[]) => Dim, value as (...xs: number[]) => number, a, b));
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      two(dim.add, (a, b) => a + b),
      two(dim.sub, (a, b) => a - b),
      two(dim.mul, (a, b) => a * b),
      sub.map((x) =>
        meant(
          (a) => dim.mul(a as Dim, a as Dim),
          (a) => (a as number) ** 2,
          x,
        ),
      ),
      two(dim.floorDiv, floorDiv),
      two(dim.mod, modulo),
      two(dim.ceilDiv, (a, b) => -Math.floor(-a / b)),
      fc.array(sub, { minLength: 1, maxLength: 4 }).map((all) => meant(dim.max, Math.max, ...all)),
      fc.array(sub, { minLength: 1, maxLength: 4 }).map((all) => meant(dim.min, Math.min, ...all)),
    ),
  };
});

const bindings = fc
  .tuple(...names.map(() => fc.nat({ max: 20 })))
  .map((values) => new Map(names.map((name, i) => [name, values[i] as number])));

const runs = { numRuns: 3000 };

describe('properties', () => {
  it('evaluation agrees with integer arithmetic', () => {
    fc.assert(
      fc.property(expression, bindings, ({ dim: d, value }, at) => {
        const want = value(at);
        fc.pre(want !== undefined);
        expect(dim.evaluate(d, at), dim.printDim(d)).toBe(want);
      }),
      runs,
    );
  });

  it('substituting step by step agrees with substituting at once', () => {
    fc.assert(
      fc.property(expression, bindings, ({ dim: d, value }, at) => {
        fc.pre(value(at) !== undefined);
        const half = dim.substitute(d, (name) => (name < 'L' ? at.get(name) : undefined));
        expect(dim.evaluate(half, at), dim.printDim(d)).toBe(value(at));
        expect([...dim.symbolsOf(half)].every((name) => name >= 'L')).toBe(true);
      }),
      runs,
    );
  });

  it('ranges contain every value', () => {
    fc.assert(
      fc.property(expression, bindings, ({ dim: d, value }, at) => {
        const want = value(at);
        fc.pre(want !== undefined);
        const free = dim.dimRange(d);
        const exact = dim.dimRange(d, new Map([...at].map(([name, x]) => [name, { lo: x, hi: x }])));
        const tight = dim.dimRange(
          d,
          new Map([...at].map(([name, x]) => [name, { lo: Math.max(0, x - 1), hi: x + 2 }])),
        );
        for (const { lo, hi } of [free, exact, tight]) {
          expect(lo <= want && want <= hi, `${dim.printDim(d)} = ${want} in [${lo}, ${hi}]`).toBe(true);
        }
      }),
      runs,
    );
  });

  it('taking apart and putting together again gives the same dim', () => {
    fc.assert(
      fc.property(expression, ({ dim: d }) => {
        expect(dim.fromJson(JSON.parse(JSON.stringify(dim.toJson(d)))), dim.printDim(d)).toBe(d);
        expect(
          dim.substitute(d, () => undefined),
          dim.printDim(d),
        ).toBe(d);
      }),
      runs,
    );
  });

  it('the normal form does not depend on the order of building', () => {
    fc.assert(
      fc.property(expression, expression, expression, ({ dim: a }, { dim: b }, { dim: c }) => {
        expect(dim.add(a, b)).toBe(dim.add(b, a));
        expect(dim.add(dim.add(a, b), c)).toBe(dim.add(a, dim.add(b, c)));
        expect(dim.mul(a, b)).toBe(dim.mul(b, a));
        expect(dim.mul(dim.add(a, b), c)).toBe(dim.add(dim.mul(a, c), dim.mul(b, c)));
        expect(dim.sub(dim.add(a, b), b)).toBe(a);
        expect(dim.max(a, b)).toBe(dim.max(b, a));
        expect(dim.min(a, a, b)).toBe(dim.min(b, a));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('simplification', () => {
  it.each([
    [dim.floorDiv(dim.mul(B, L), L), 'B'],
    [dim.mod(dim.mul(2, S), 2), '0'],
    [dim.floorDiv(dim.add(dim.mul(4, S), 6), 4), 'S + 1'],
    [dim.ceilDiv(dim.add(N, 1), 2), '(N div 2) + 1'],
    [dim.ceilDiv(N, 1), 'N'],
    [dim.ceilDiv(7, 2), '4'],
    [dim.ceilDiv(-7, 2), '-3'],
    [dim.ceilDiv(7, -2), '-3'],
    [dim.floorDiv(-7, 2), '-4'],
    [dim.mod(-7, 2), '1'],
    [dim.mod(7, -2), '-1'],
    [dim.floorDiv(N, -2), '-1*((N + 1) div 2)'],
    // What is left to the next multiple, in the ways that models compute it.
    [dim.add(S, dim.mod(dim.negate(S), 7)), '7*((S + 6) div 7)'],
    [dim.add(S, dim.mod(dim.sub(7, dim.mod(S, 7)), 7)), '7*((S + 6) div 7)'],
    [dim.mul(7, dim.ceilDiv(S, 7)), '7*((S + 6) div 7)'],
    [dim.mod(dim.add(dim.mod(S, 12), A), 4), '((A + S) mod 4)'],
    [dim.floorDiv(1, dim.add(A, 2)), '0'],
    [dim.max(0, dim.floorDiv(1, dim.add(A, 2))), '0'],
    [dim.mod(dim.floorDiv(1, dim.add(A, 2)), N), '0'],
    [dim.max(S, 0), 'S'],
    [dim.min(S, dim.floorDiv(S, 2)), '(S div 2)'],
    [dim.min(S, -1), '-1'],
    [dim.max(S, dim.add(S, 3)), 'S + 3'],
    [dim.max(dim.max(A, B), dim.max(B, N)), 'max(A, B, N)'],
    [dim.min(dim.mod(S, 4), 4), '(S mod 4)'],
    [dim.mod(dim.mod(S, 4), 4), '(S mod 4)'],
    [dim.floorDiv(dim.mod(S, 4), 4), '0'],
    [dim.floorDiv(dim.floorDiv(S, 2), 3), '(S div 6)'],
    [dim.floorDiv(dim.add(dim.floorDiv(dim.add(S, 1), 2), 1), 2), '((S + 3) div 4)'],
    [dim.floorDiv(dim.add(dim.mul(2, S), 2), dim.add(S, 1)), '2'],
    [dim.mul(dim.negate(S), 0), '0'],
    [dim.negate(S), '-1*S'],
    [dim.sub(3, dim.mul(2, S)), '-2*S + 3'],
    [dim.symbol('batch size'), '"batch size"'],
    [dim.symbol(dim.ANY_SIZE), '"?"'],
    [dim.floorDiv(dim.symbol('a"b'), 2), '("a\\"b" div 2)'],
    [dim.floorDiv(5, 0), '(5 div 0)'],
  ])('gives %s = %s', (d, text) => {
    expect(dim.printDim(d)).toBe(text);
  });

  it('never answers -0', () => {
    for (const d of [
      dim.negate(0),
      dim.mul(0, -5),
      dim.floorDiv(0, -5),
      dim.mod(0, -5),
      dim.ceilDiv(-1, 2),
      dim.sub(S, S),
    ]) {
      expect(Object.is(d, -0)).toBe(false);
    }
  });

  it('division by zero has no value and is no exception', () => {
    expect(
      dim.evaluate(
        dim.floorDiv(S, N),
        new Map([
          ['S', 4],
          ['N', 0],
        ]),
      ),
    ).toBeUndefined();
    expect(dim.evaluate(dim.mod(S, 0), new Map([['S', 4]]))).toBeUndefined();
    expect(dim.evaluate(dim.add(S, N), new Map([['S', 4]]))).toBeUndefined();
  });

  it('numbers beyond 2^53 have no value', () => {
    expect(dim.evaluate(dim.mul(S, S), new Map([['S', 2 ** 27]]))).toBeUndefined();
    expect(dim.evaluate(dim.mul(S, S), new Map([['S', 2 ** 26]]))).toBe(2 ** 52);
  });
});

describe('size', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => dim.symbol(`s${i}`));
  const seconds = (work: () => void) => {
    const start = performance.now();
    work();
    return (performance.now() - start) / 1000;
  };

  it('a maximum of hundreds, at once and one by one', () => {
    const all = many(400);
    let grown: Dim = 0;
    expect(seconds(() => all.forEach((s) => (grown = dim.max(grown, s))))).toBeLessThan(10);
    expect(grown).toBe(dim.max(...all));
    expect(dim.evaluate(grown, new Map(all.map((_, i) => [`s${i}`, i])))).toBe(399);
  });

  it('a sum of a thousand symbols', () => {
    const all = many(1000);
    expect(dim.evaluate(all.reduce<Dim>(dim.add, 0), new Map(all.map((_, i) => [`s${i}`, 1])))).toBe(1000);
  });

  it('a product of many sums is not multiplied out', () => {
    const product = many(40).reduce<Dim>((p, s) => dim.mul(p, dim.add(s, 1)), 1);
    const at = new Map(many(40).map((_, i) => [`s${i}`, i % 2]));
    expect(dim.printDim(product).length).toBeLessThan(20_000);
    expect(dim.evaluate(product, at)).toBe(2 ** 20);
    expect(dim.symbolsOf(product).size).toBe(40);
    expect(dim.dimRange(product).lo).toBe(1);
  });

  it.each([
    [dim.sub(dim.mul(7, dim.ceilDiv(S, 7)), S), 0, 6],
    [dim.sub(S, dim.mul(4, dim.floorDiv(S, 4))), 0, 3],
    [dim.sub(A, dim.floorDiv(A, 2)), 0, 5],
    [dim.sub(dim.add(A, 4), dim.mod(A, 4)), 4, 12],
    [dim.mul(dim.add(A, 1), dim.sub(dim.add(A, 4), dim.mod(A, 4))), 4, 120],
    [dim.mul(dim.add(A, 1), dim.sub(A, dim.mul(2, dim.floorDiv(A, 2)))), 0, 10],
    [dim.mul(dim.floorDiv(A, 2), dim.floorDiv(A, 2)), 0, 16],
    [dim.sub(dim.add(dim.mul(6, dim.floorDiv(S, 3)), A), dim.mul(2, S)), -4, 9],
  ])('knows how far %s can be', (d, lo, hi) => {
    expect(dim.dimRange(d, new Map([['A', { lo: 0, hi: 9 }]]))).toEqual({ lo, hi });
  });

  it.each([
    ['quotients', (x: Dim) => dim.sub(x, dim.floorDiv(x, 2)), 32],
    ['remainders', (x: Dim) => dim.sub(x, dim.mod(x, 2)), 64],
  ])('a sum of many rounded sizes is looked at term by term: %s', (_, rounded, each) => {
    const count = 40;
    const names = Array.from({ length: count }, (_, i) => `r${i}`);
    const total = dim.sum(names.map((name) => rounded(dim.symbol(name))));
    const started = performance.now();
    const range = dim.dimRange(total, new Map(names.map((name) => [name, { lo: 0, hi: 64 }])));
    expect(performance.now() - started).toBeLessThan(2000);
    expect(range.lo).toBe(0);
    expect(range.hi).toBeLessThanOrEqual(count * (each + 1));
  });

  it('a chain that uses its operand twice does not double its text for ever', () => {
    const step = (d: Dim) => dim.add(dim.floorDiv(d, 3), dim.mod(d, 5));
    const build = (start: Dim) => Array.from({ length: 60 }).reduce<Dim>(step, start);
    const chain = build(dim.mul(S, 7));
    expect(chain).toBe(build(dim.mul(S, 7)));
    expect(dim.printDim(chain).length).toBeLessThan(20_000);
    expect(dim.evaluate(chain, new Map([['S', 12345]]))).toBe(build(12345 * 7));
    expect(dim.substitute(chain, () => undefined)).toBe(chain);
    expect(dim.fromJson(dim.toJson(chain))).toBeDefined();
  });
});

describe('JSON', () => {
  it('is plain', () => {
    expect(dim.toJson(3)).toBe(3);
    expect(dim.toJson(S)).toBe('S');
    expect(dim.toJson(dim.add(dim.mul(2, S), 1))).toEqual(['+', ['*', 2, 'S'], 1]);
    expect(dim.toJson(dim.max(A, dim.floorDiv(B, 2)))).toEqual(['max', ['div', 'B', 2], 'A']);
  });

  it('of damaged files is refused', () => {
    let deep: unknown = 'S';
    for (let i = 0; i < 5000; i++) deep = ['+', deep, 1];
    const bad = [
      null,
      {},
      [],
      ['div', 1],
      ['div', 1, 2, 3],
      ['pow', 'S', 2],
      ['+', 1.5],
      [3, 4],
      ['+', null],
      true,
      '',
      deep,
      ['+'],
    ];
    for (const json of bad) expect(dim.fromJson(json), JSON.stringify(json)?.slice(0, 40)).toBeUndefined();
  });
});
