import {
  type Dim,
  dim,
  type ElementType,
  f16ToNumber,
  math,
  numbersOf,
  numberToF16,
  roundF16,
  type Tensor,
  tensorFromArray,
  tensorFromNumbers,
} from '@afterglow/core';
import { type Builder, build, tensorType, type Value } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { compileTest, large, makeFunc, randomTensor, tiny, valuesOf } from '../compile-and-run.test-support.js';
import { cardLegality } from '../legality.js';

const roundTo = (elem: ElementType) => (elem === 'f16' ? roundF16 : Math.fround);
const N = dim.symbol('N');
const at = (shape: readonly Dim[], n: number) => shape.map((d) => dim.evaluate(d, new Map([['N', n]])) ?? 0);

/** NumPy broadcasting of a binary operation, element by element. */
function broadcast(a: Tensor, b: Tensor, f: (x: number, y: number) => number): number[] {
  const rank = Math.max(a.shape.length, b.shape.length);
  const pad = (shape: readonly number[]) => [...Array(rank - shape.length).fill(1), ...shape] as number[];
  const [as, bs] = [pad(a.shape), pad(b.shape)];
  const full = as.map((size, i) => (size === 1 ? (bs[i] ?? 1) : size));
  const [x, y] = [numbersOf(a), numbersOf(b)];
  const total = full.reduce((p, q) => p * q, 1);
  return Array.from({ length: total }, (_, t) => {
    let [rest, ai, bi, aStep, bStep] = [t, 0, 0, 1, 1];
    for (let axis = rank - 1; axis >= 0; axis--) {
      const index = rest % (full[axis] ?? 1);
      rest = Math.floor(rest / (full[axis] ?? 1));
      if (as[axis] !== 1) ai += index * aStep;
      if (bs[axis] !== 1) bi += index * bStep;
      aStep *= as[axis] ?? 1;
      bStep *= bs[axis] ?? 1;
    }
    return f(x[ai] ?? 0, y[bi] ?? 0);
  });
}

const binaries: Record<string, [(b: Builder, x: Value, y: Value) => Value, (x: number, y: number) => number]> = {
  add: [build.add, (x, y) => x + y],
  sub: [build.sub, (x, y) => x - y],
  mul: [build.mul, (x, y) => x * y],
  div: [build.div, (x, y) => x / y],
  maximum: [build.maximum, Math.max],
  minimum: [build.minimum, Math.min],
};

describe('binary ops', () => {
  const shapes: [readonly Dim[], readonly Dim[]][] = [
    [
      [N, 33],
      [N, 33],
    ],
    [[N, 33], [33]],
    [
      [N, 1],
      [N, 33],
    ],
    [[N, 33], []],
    [
      [3, N, 5],
      [3, 1, 5],
    ],
    [
      [3, 1, 5, 1],
      [N, 1, 7],
    ],
    [
      [2, 1, 3, 1, 5],
      [N, 1, 4, 1],
    ],
    [[1], [N]],
    [
      [N, 1000],
      [1, 1000],
    ],
    [[], []],
  ];
  for (const [a, b] of shapes) {
    it(`broadcast [${a.map(dim.printDim)}] with [${b.map(dim.printDim)}]`, () => {
      for (const elem of ['f16', 'f32'] as ElementType[]) {
        for (const [name, [op, f]] of Object.entries(binaries)) {
          if (elem === 'f32' && name !== 'sub') continue;
          const func = makeFunc({ N: [0, 40] }, (builder) => {
            const left = builder.param('a', tensorType(elem, a));
            return op(builder, left, builder.param('b', tensorType(elem, b)));
          });
          const card = compileTest(func);
          const hasN = card.compiled.image.programs[0]?.params.length === 1;
          for (const n of hasN ? [0, 1, 40] : [0]) {
            const [x, y] = [randomTensor(elem, at(a, n), n + 1), randomTensor(elem, at(b, n), n + 2)];
            const [z] = card.run({ a: x, b: y }, hasN ? { N: n } : {});
            expect(z && valuesOf(z), name).toEqual(broadcast(x, y, (p, q) => roundTo(elem)(f(p, q))));
          }
        }
      }
    });
  }
});

it('nests a loop for each of twelve axes that do not merge', () => {
  const a = Array.from({ length: 12 }, (_, i) => (i % 2 ? 2 : 1));
  const b = a.map((size) => 3 - size);
  const func = makeFunc({}, (builder) => {
    return build.mul(builder, builder.param('a', tensorType('f16', a)), builder.param('b', tensorType('f16', b)));
  });
  const [x, y] = [randomTensor('f16', a, 1), randomTensor('f16', b, 2)];
  const [z] = compileTest(func).run({ a: x, b: y });
  expect(z && valuesOf(z)).toEqual(broadcast(x, y, (p, q) => roundF16(p * q)));
});

/** All binary16 values, or a spread of binary32 values with the awkward ones. */
function probes(elem: ElementType): Tensor {
  if (elem === 'f16')
    return tensorFromArray(
      'f16',
      [65536],
      Uint16Array.from({ length: 65536 }, (_, i) => i),
    );
  const special = [
    0,
    -0,
    1,
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    1e-45,
    -1e-40,
    3e38,
    -88,
    89,
  ];
  const spread = numbersOf(randomTensor('f32', [2000], 3, 20));
  return tensorFromNumbers('f32', [special.length + 2000], [...special, ...spread]);
}

const unaries: Record<string, [(b: Builder, x: Value) => Value, (x: number) => number]> = {
  relu: [build.relu, (x) => Math.max(x, 0)],
  neg: [build.neg, (x) => -x],
  abs: [build.abs, Math.abs],
  sqrt: [build.sqrt, Math.sqrt],
  reciprocal: [build.reciprocal, (x) => 1 / x],
  exp: [build.exp, (x) => Math.fround(math.exp(x))],
  log: [build.log, (x) => Math.fround(math.log(x))],
  erf: [build.erf, (x) => Math.fround(math.erf(x))],
  clip: [
    (b, x) => build.clip(b, x, { min: -0.3, max: 1.7 }),
    (x) => (Number.isNaN(x) ? x : Math.min(1.7, Math.max(-0.3, x))),
  ],
  'clip from below': [(b, x) => build.clip(b, x, { min: 0.1 }), (x) => (Number.isNaN(x) ? x : Math.max(0.1, x))],
  'clip from above': [(b, x) => build.clip(b, x, { max: 6 }), (x) => (Number.isNaN(x) ? x : Math.min(6, x))],
};

describe('unary ops', () => {
  for (const [name, [op, f]] of Object.entries(unaries)) {
    it(name, () => {
      for (const elem of ['f16', 'f32'] as ElementType[]) {
        const x = probes(elem);
        const func = makeFunc({}, (b) => op(b, b.param('x', tensorType(elem, x.shape))));
        const [y] = compileTest(func, elem === 'f16' ? large : tiny).run({ x });
        expect(y && valuesOf(y)).toEqual([...numbersOf(x)].map((value) => roundTo(elem)(f(value))));
      }
    });
  }

  it('sigmoid and tanh of binary32', () => {
    const x = probes('f32');
    const func = makeFunc({}, (b) => {
      const value = b.param('x', tensorType('f32', x.shape));
      return [build.sigmoid(b, value), build.tanh(b, value)];
    });
    const [s, t] = compileTest(func).run({ x });
    expect(s && valuesOf(s)).toEqual([...numbersOf(x)].map((value) => Math.fround(1 / (1 + math.exp(-value)))));
    expect(t && valuesOf(t)).toEqual([...numbersOf(x)].map((value) => Math.fround(math.tanh(value))));
  });

  it('sigmoid of binary16 interpolates 256 entries', () => {
    const x = probes('f16');
    const func = makeFunc({}, (b) => build.sigmoid(b, b.param('x', tensorType('f16', x.shape))));
    const [y] = compileTest(func).run({ x });
    const t = Array.from({ length: 256 }, (_, i) => roundF16(1 / (1 + math.exp(18 - (i * 28) / 256))));
    const f = Math.fround;
    const expected = [...numbersOf(x)].map((value) => {
      if (Number.isNaN(value)) return value;
      if (value < -18) return t[0];
      const u = f(f(value + 18) * f(256 / 28));
      if (u >= 255) return t[255];
      const i = Math.floor(u);
      const low = t[i] ?? 0;
      return roundF16(low + roundF16(f(u - i)) * roundF16((t[i + 1] ?? 0) - low));
    });
    expect(y && valuesOf(y)).toEqual(expected);
  });

  it('tanh of binary16 goes by bit pattern', () => {
    const x = probes('f16');
    const func = makeFunc({}, (b) => build.tanh(b, b.param('x', tensorType('f16', x.shape))));
    const [y] = compileTest(func).run({ x });
    const base = (k: number) => roundF16(math.tanh(f16ToNumber(10048 + 64 * k)));
    const expected = [...numbersOf(x)].map((value) => {
      const bits = numberToF16(Math.abs(value));
      if (Number.isNaN(value) || bits < 10048) return value;
      if (bits >= 17538) return Math.sign(value);
      const k = (bits - 10048) >> 6;
      const slope = roundF16((base(k + 1) - base(k)) / 64);
      return Math.sign(value) * roundF16(base(k) + slope * ((bits - 10048) & 63));
    });
    expect(y && valuesOf(y)).toEqual(expected);
  });

  const composed: Record<string, [(b: Builder, x: Value) => Value, (x: number) => number]> = {
    'leaky relu': [(b, x) => build.leakyRelu(b, x, { alpha: 0.01 }), (x) => (x < 0 ? 0.01 * x : x)],
    'leaky relu, steep': [(b, x) => build.leakyRelu(b, x, { alpha: 0.25 }), (x) => (x < 0 ? 0.25 * x : x)],
    'hard sigmoid': [(b, x) => build.hardSigmoid(b, x), (x) => Math.max(0, Math.min(1, 0.2 * x + 0.5))],
  };
  for (const [name, [op, f]] of Object.entries(composed)) {
    it(`${name}, where its composition rounds like the function`, () => {
      for (const elem of ['f16', 'f32'] as const) {
        const x = probes(elem);
        const func = makeFunc({}, (b) => op(b, b.param('x', tensorType(elem, x.shape))));
        const node = func.body.first;
        const reason = node && cardLegality(node);
        if (elem === 'f16' || name === 'leaky relu, steep') expect(reason).toBeUndefined();
        if (reason !== undefined) continue;
        const [y] = compileTest(func, tiny).run({ x });
        expect(y && valuesOf(y)).toEqual([...numbersOf(x)].map((value) => roundTo(elem)(Math.fround(f(value)))));
      }
    });
  }

  it('casts', () => {
    const pairs: [ElementType, ElementType, readonly number[]][] = [
      ['f32', 'f16', [1 / 3, 65519, 65520, -1e9, 1e-8, Number.NaN]],
      ['f16', 'f32', [0.1, -65504, 6e-8]],
      ['i64', 'f32', [2 ** 40 + 1, -3, 0]],
      ['i32', 'f16', [70000, -5, 2049]],
      ['bool', 'f32', [1, 0, 1]],
      ['i64', 'i32', [-5, 7, 2 ** 31 - 1]],
      ['i32', 'i64', [-5, 7]],
    ];
    for (const [from, to, values] of pairs) {
      const x = tensorFromNumbers(from, [values.length], values);
      const func = makeFunc({}, (b) => build.cast(b, b.param('x', tensorType(from, x.shape)), { to }));
      const [y] = compileTest(func).run({ x });
      expect(y && valuesOf(y), `${from} to ${to}`).toEqual(valuesOf(tensorFromNumbers(to, x.shape, valuesOf(x))));
    }
  });
});
