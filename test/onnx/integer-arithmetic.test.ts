// Element-wise operators on every integer type that the standard gives them: all pairs of edge values, against exact integers
// wrapped to the type. Division truncates; results wrap; 64-bit integers beyond 2^53 are exact.

import { ELEMENT_TYPES, type ElementType, type Tensor, tensorFromArray, tensorFromNumbers } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { recordOf, runNode } from './run-node.js';

const TYPES = ['i8', 'i16', 'i32', 'i64', 'u8', 'u16', 'u32', 'u64'] as const;
type IntegerType = (typeof TYPES)[number];

interface Kind {
  readonly bits: number;
  readonly least: bigint;
  readonly most: bigint;
}

function kindOf(elem: IntegerType): Kind {
  const { bits, class: kind } = ELEMENT_TYPES[elem];
  const half = 1n << BigInt(bits - 1);
  return kind === 'signed' ? { bits, least: -half, most: half - 1n } : { bits, least: 0n, most: 2n * half - 1n };
}

function wrap(elem: IntegerType, value: bigint): bigint {
  const { bits, least } = kindOf(elem);
  return least < 0n ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** Ends of the range, what is near 0, and what a double cannot hold. */
function edges(elem: IntegerType): bigint[] {
  const { least, most } = kindOf(elem);
  const all = [least, least + 1n, -7n, -1n, 0n, 1n, 2n, 5n, 7n, 63n, 2n ** 53n + 1n, most - 1n, most];
  return [...new Set(all.filter((value) => value >= least && value <= most))];
}

function tensor(elem: IntegerType, values: readonly bigint[]): Tensor {
  if (elem === 'i64') return tensorFromArray(elem, [values.length], BigInt64Array.from(values));
  if (elem === 'u64') return tensorFromArray(elem, [values.length], BigUint64Array.from(values));
  return tensorFromNumbers(elem, [values.length], values.map(Number));
}

const bigs = (y: Tensor) => recordOf(y).values.map(BigInt);
const max = (a: bigint, b: bigint) => (a > b ? a : b);
const min = (a: bigint, b: bigint) => (a < b ? a : b);
/** Remainder with the sign of the divisor. */
const modulo = (a: bigint, b: bigint) => (a % b !== 0n && a < 0n !== b < 0n ? (a % b) + b : a % b);
const bool = (value: boolean) => (value ? 1n : 0n);

type Binary = (a: bigint, b: bigint, kind: Kind) => bigint;
interface Row {
  readonly op: string;
  readonly opset: number;
  readonly attributes?: Readonly<Record<string, number | string>>;
  readonly exact: Binary;
  /** Pairs that have a result. */
  readonly where?: (a: bigint, b: bigint, kind: Kind) => boolean;
  readonly types?: readonly IntegerType[];
  readonly elem?: ElementType;
}

const isOut = (by: bigint, { bits }: Kind) => by < 0n || by >= bits;
const divides = (a: bigint, b: bigint, { least }: Kind) => b !== 0n && !(b === -1n && a === least);

const rows: readonly Row[] = [
  { op: 'Add', opset: 14, exact: (a, b) => a + b },
  { op: 'Sub', opset: 14, exact: (a, b) => a - b },
  { op: 'Mul', opset: 14, exact: (a, b) => a * b },
  { op: 'Div', opset: 14, exact: (a, b) => a / b, where: divides },
  { op: 'Mod', opset: 13, exact: modulo, where: divides },
  { op: 'Mod', opset: 13, attributes: { fmod: 1 }, exact: (a, b) => a % b, where: divides },
  { op: 'Max', opset: 13, exact: max },
  { op: 'Min', opset: 13, exact: min },
  { op: 'BitwiseAnd', opset: 18, exact: (a, b) => a & b },
  { op: 'BitwiseOr', opset: 18, exact: (a, b) => a | b },
  { op: 'BitwiseXor', opset: 18, exact: (a, b) => a ^ b },
  {
    op: 'BitShift',
    opset: 28,
    attributes: { direction: 'LEFT' },
    exact: (a, by, kind) => (isOut(by, kind) ? 0n : a << by),
  },
  {
    op: 'BitShift',
    opset: 28,
    attributes: { direction: 'RIGHT' },
    exact: (a, by, kind) => (isOut(by, kind) ? (a < 0n ? -1n : 0n) : a >> by),
  },
  { op: 'Pow', opset: 15, exact: (a, b) => a ** b, where: (_, b) => b >= 0n && b <= 63n, types: ['i32', 'i64'] },
  { op: 'PRelu', opset: 16, exact: (a, b) => (a < 0n ? a * b : a), types: ['i32', 'i64', 'u32', 'u64'] },
  { op: 'Equal', opset: 13, exact: (a, b) => bool(a === b), elem: 'bool' },
  { op: 'Less', opset: 13, exact: (a, b) => bool(a < b), elem: 'bool' },
  { op: 'LessOrEqual', opset: 16, exact: (a, b) => bool(a <= b), elem: 'bool' },
  { op: 'Greater', opset: 13, exact: (a, b) => bool(a > b), elem: 'bool' },
  { op: 'GreaterOrEqual', opset: 16, exact: (a, b) => bool(a >= b), elem: 'bool' },
];

describe.each(rows.map((row) => [`${row.op} ${JSON.stringify(row.attributes ?? {})}`, row] as const))(
  '%s',
  (_, row) => {
    it.each(row.types ?? TYPES)('of %s', (elem) => {
      const kind = kindOf(elem);
      const { where = () => true } = row;
      const pairs = edges(elem).flatMap((a) => edges(elem).map((b) => [a, b] as const));
      const some = pairs.filter(([a, b]) => where(a, b, kind));
      const inputs = [0, 1].map((side) =>
        tensor(
          elem,
          some.map((pair) => pair[side]),
        ),
      );
      const [y] = runNode({ op: row.op, opset: row.opset, attributes: row.attributes ?? {}, inputs });
      const expected = some.map(([a, b]) => (row.elem ? row.exact(a, b, kind) : wrap(elem, row.exact(a, b, kind))));
      expect(y.elem).toBe(row.elem ?? elem);
      expect(bigs(y).map((value, i) => `${some[i]}: ${value}`)).toEqual(
        expected.map((value, i) => `${some[i]}: ${value}`),
      );
    });
  },
);

interface UnaryRow {
  readonly op: string;
  readonly opset: number;
  readonly exact: (a: bigint) => bigint;
  readonly types?: readonly IntegerType[];
}

const signed: readonly IntegerType[] = ['i8', 'i16', 'i32', 'i64'];
const unary: readonly UnaryRow[] = [
  { op: 'Abs', opset: 13, exact: (a) => (a < 0n ? -a : a) },
  { op: 'Sign', opset: 13, exact: (a) => bool(a > 0n) - bool(a < 0n) },
  { op: 'BitwiseNot', opset: 18, exact: (a) => ~a },
  { op: 'Neg', opset: 13, exact: (a) => -a, types: signed },
  { op: 'Relu', opset: 14, exact: (a) => max(a, 0n), types: signed },
];

describe.each(unary.map((row) => [row.op, row] as const))('%s', (_, { op, opset, exact, types = TYPES }) => {
  it.each(types)('of %s', (elem) => {
    const values = edges(elem);
    const [y] = runNode({ op, opset, inputs: [tensor(elem, values)] });
    expect(bigs(y)).toEqual(values.map((a) => wrap(elem, exact(a))));
  });
});

describe('Clip', () => {
  it.each(TYPES)('of %s, bounds constant or not, crossing ones too', (elem) => {
    const { least, most } = kindOf(elem);
    for (const [low, high] of [
      [least + 1n, most - 1n],
      [2n, 5n],
      [5n, 2n],
    ]) {
      for (const isConstant of [true, false]) {
        const bounds = [low, high].map((bound) => ({ ...tensor(elem, [bound]), shape: [] }));
        const inputs = [tensor(elem, edges(elem)), ...bounds];
        const [y] = runNode({ op: 'Clip', opset: 13, inputs, constant: (i) => isConstant && i > 0 });
        expect(bigs(y)).toEqual(edges(elem).map((x) => min(max(x, low), high)));
      }
    }
  });
});

describe('TopK', () => {
  it.each(TYPES)('of %s, both ways, ties by position', (elem) => {
    const values = [...edges(elem), ...edges(elem)];
    const count = tensor('i64', [BigInt(values.length)]);
    for (const largest of [1, 0]) {
      const inputs = [tensor(elem, values), count];
      const [best, at] = runNode({ op: 'TopK', opset: 24, attributes: { largest }, inputs, outputs: 2 });
      const order = values
        .map((_, i) => i)
        .sort((a, b) => {
          const gap = largest ? values[b] - values[a] : values[a] - values[b];
          return gap === 0n ? a - b : Number(gap > 0n) - Number(gap < 0n);
        });
      expect(bigs(best)).toEqual(order.map((i) => values[i]));
      expect(bigs(at)).toEqual(order.map(BigInt));
    }
  });
});
