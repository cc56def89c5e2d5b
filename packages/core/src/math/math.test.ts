import { describe, expect, it } from 'vitest';
import { bitsToF64, exponentOf, f64ToBits, pow2 } from '../bits.js';
import * as exported from './index.js';

const math = { ...exported };

/** Doubles in order as integers, so that a difference counts representable numbers between two. */
function order(x: number): bigint {
  const bits = BigInt.asIntN(64, f64ToBits(x));
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

function steps(a: number, b: number): number {
  if (Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.POSITIVE_INFINITY;
  const distance = order(a) - order(b);
  return Number(distance < 0n ? -distance : distance);
}

/** A fixed sequence of arguments: bit patterns, moderate numbers, neighbours of 1 and of 0. */
function* samples(count: number): Iterable<number> {
  let state = 0x2545f491n;
  const next = () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 11n) / 2 ** 53;
  };
  for (let i = 0; i < count; i++) {
    const kind = i % 5;
    const u = next() - 0.5;
    if (kind === 0)
      yield bitsToF64(BigInt(Math.floor(next() * 2 ** 32)) * 2n ** 32n + BigInt(Math.floor(next() * 2 ** 32)));
    else if (kind === 1) yield u * 20;
    else if (kind === 2) yield u * 1500;
    else if (kind === 3) yield 1 + u * 2 ** -Math.floor(next() * 50);
    else yield u * 2 ** Math.floor(next() * 60 - 40);
  }
}

const special = [
  0,
  -0,
  1,
  -1,
  Number.NaN,
  Infinity,
  -Infinity,
  0.5,
  -0.5,
  2,
  -2,
  3,
  -3,
  5e-324,
  -5e-324,
  2.2250738585072014e-308,
];
special.push(
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  709.782712893384,
  709.7827128933841,
  -745.1332191019411,
  -745.1332191019412,
);
special.push(Math.PI, Math.PI / 2, Math.PI / 4, -Math.PI / 2, 22, -22, 1e22, 2 ** 53, 2 ** 31, 1647099, 1647100);

const unary = [
  ['exp', 1],
  ['expm1', 1],
  ['log', 1],
  ['log1p', 1],
  ['log2', 2],
  ['log10', 2],
  ['sinh', 2],
  ['cosh', 2],
  ['tanh', 2],
  ['asinh', 2],
  ['acosh', 2],
  ['atanh', 2],
  ['sin', 1],
  ['cos', 1],
  ['tan', 1],
  ['asin', 1],
  ['acos', 1],
  ['atan', 1],
] as const;

describe('agrees with the engine', () => {
  it.each(unary)('%s within %i ulp', (name, most) => {
    let worst = { x: 0, off: 0 };
    for (const x of [...special, ...samples(20_000)]) {
      const off = steps(math[name](x), Math[name](x));
      if (off > worst.off) worst = { x, off };
    }
    expect(worst.off, `at ${worst.x}`).toBeLessThanOrEqual(most);
  });

  it('pow within 2 ulp', () => {
    const xs = [...samples(20_000)];
    let worst = { x: 0, y: 0, off: 0 };
    for (let i = 0; i + 1 < xs.length; i++) {
      const x = Math.abs(xs[i] as number);
      const y =
        i % 2
          ? (xs[i + 1] as number)
          : ((xs[i + 1] as number) % 1) * (700 / Math.max(1e-3, Math.abs(Math.log2(x || 2))));
      if (x === 1) continue;
      const off = steps(math.pow(x, y), x ** y);
      if (off > worst.off) worst = { x, y, off };
    }
    expect(worst.off, `at ${worst.x}, ${worst.y}`).toBeLessThanOrEqual(2);
  });

  it('pow and atan2 on pairs of special values', () => {
    for (const x of special) {
      for (const y of [...special, 0.3, 1e-5, 1 / 3]) {
        // IEEE 754 answers 1 where JavaScript answers NaN.
        const one = x === 1 || (x === -1 && Math.abs(y) === Infinity);
        const want = one ? 1 : x ** y;
        expect(steps(math.pow(x, y), want), `pow(${x}, ${y})`).toBeLessThanOrEqual(2);
        expect(steps(math.atan2(x, y), Math.atan2(x, y)), `atan2(${x}, ${y})`).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('exact where people expect it', () => {
  it('powers of two and ten', () => {
    for (let n = -1074; n <= 1023; n++) {
      expect(math.log2(pow2(n))).toBe(n);
      expect(math.pow(2, n)).toBe(pow2(n));
    }
    for (let n = 0; n <= 22; n++) {
      expect(math.pow(10, n)).toBe(Number(`1e${n}`));
      expect(math.log10(Number(`1e${n}`))).toBe(n);
    }
  });

  it('zeros keep their sign in odd functions', () => {
    for (const name of [
      'expm1',
      'log1p',
      'sinh',
      'tanh',
      'asinh',
      'atanh',
      'sin',
      'tan',
      'asin',
      'atan',
      'erf',
    ] as const) {
      expect(math[name](-0), name).toBe(-0);
      expect(math[name](0), name).toBe(0);
    }
  });

  it('odd functions are odd, even ones even', () => {
    for (const x of samples(500)) {
      if (Number.isNaN(x)) continue;
      for (const name of ['sinh', 'tanh', 'asinh', 'sin', 'tan', 'atan', 'erf'] as const)
        expect(math[name](-x)).toBe(-math[name](x));
      expect(math.cosh(-x)).toBe(math.cosh(x));
    }
  });
});

/** True values by series in fixed point with `places` bits behind the point: independent of every engine. */
const places = 1400n;
const one = 1n << places;

function fixed(x: number): bigint {
  if (x === 0) return 0n;
  const e = exponentOf(x) - 52;
  const mantissa = BigInt(e < -1000 ? x * 2 ** 1000 * 2 ** (-e - 1000) : x * 2 ** -e);
  return mantissa << (places + BigInt(e));
}

function series(first: bigint, step: (term: bigint, n: bigint) => bigint): bigint {
  let [sum, term] = [first, first];
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = step(term, n);
    sum += term;
  }
  return sum;
}

const arctanInverse = (p: bigint, q: bigint): bigint => {
  let power = (one * p) / q;
  let sum = power;
  for (let k = 3n; power !== 0n && power !== -1n; k += 2n) {
    power = (-power * p * p) / (q * q);
    sum += power / k;
  }
  return sum;
};

/** Euler's formula; the implementation uses Machin's. */
const pi = 4n * (5n * arctanInverse(1n, 7n) + 2n * arctanInverse(3n, 79n));

const truth = {
  exp: (x: bigint) => {
    const small = x >> 40n;
    let value = series(one, (term, n) => ((term * small) >> places) / n);
    for (let i = 0; i < 40; i++) value = (value * value) >> places;
    return value;
  },
  erf: (x: bigint) => {
    const square = (x * x) >> places;
    let [power, sum] = [x, x];
    for (let n = 1n; power !== 0n && power !== -1n; n++) {
      power = ((-power * square) >> places) / n;
      sum += power / (2n * n + 1n);
    }
    return (2n * sum * one) / sqrt(pi * one);
  },
  sin: (x: bigint) => {
    const angle = x % (2n * pi);
    const square = (angle * angle) >> places;
    return series(angle, (term, n) => ((-term * square) >> places) / (2n * n * (2n * n + 1n)));
  },
};

function sqrt(x: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(x.toString(2).length / 2));
  for (;;) {
    const next = (root + x / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** Distance of `got` from the true value in units of its last place. */
function error(got: number, want: bigint): number {
  const ulp = fixed(pow2(exponentOf(got) - 52));
  const off = fixed(got) - want;
  return Number(((off < 0n ? -off : off) * 1000n) / ulp) / 1000;
}

describe('agrees with the true value', () => {
  it.each([
    ['exp', -20, 20],
    ['erf', -5.9, 5.9],
    ['sin', -10, 10],
  ] as const)('%s below 1 ulp', (name, low, high) => {
    for (let i = 0; i < 60; i++) {
      const x = low + ((high - low) * (i * 37 + 11)) / (60 * 37);
      expect(error(math[name](x), truth[name](fixed(x))), `${name}(${x})`).toBeLessThan(1);
    }
  });

  it('sin of angles near multiples of π/2 and of huge angles', () => {
    // The double closest to a multiple of π/2 of all: its sine is off zero by 5e-19 only.
    const hard = [6381956970095103 * 2 ** 797, 1e22, 2 ** 1000, Number.MAX_VALUE, Math.PI, 1647099.5, 1e6, 5e15];
    for (const x of hard) expect(error(math.sin(x), truth.sin(fixed(x))), `sin(${x})`).toBeLessThan(1);
    expect(math.cos(6381956970095103 * 2 ** 797)).toBe(-4.6871659242546277e-19);
  });

  it('erf near its joints and ends', () => {
    for (const x of [1e-10, 0.84374, 0.84375, 1.2499, 1.25, 2.857, 2.8572, 5.99, 1e-320]) {
      if (x > 1e-300) expect(error(math.erf(x), truth.erf(fixed(x))), `erf(${x})`).toBeLessThan(1);
    }
    expect([math.erf(6), math.erf(-7), math.erf(Infinity), math.erf(-Infinity)]).toEqual([1, -1, 1, -1]);
    expect(math.erf(Number.NaN)).toBeNaN();
    expect(math.erf(1e-320)).toBeGreaterThan(1e-320);
  });
});
