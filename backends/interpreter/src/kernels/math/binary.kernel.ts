// Element-wise arithmetic of two operands with broadcasting: Add-14, Sub-14, Mul-14, Div-14, Pow-15, Max-13, Min-13,
// Mod-13, PRelu-16, BitwiseAnd/Or/Xor-18, BitShift-28, And-7, Or-7, Xor-7.
// Floats are computed in double and rounded once (which is correct rounding for + − × ÷ in f32 and below). Integers
// wrap like C; 64-bit ones stay exact.
// Bounds: rows come from `forEachRow` over the result's shape with strides made from the operands' own shapes.

import { ELEMENT_TYPES, type ElementType, isFloat, math, type Tensor, tensorFromArray } from '@afterglow/core';
import { bigMax, bigMin } from '../../data/bigs.js';
import {
  type BigElements,
  bigsOf,
  doublesOf,
  floatsOf,
  isBig,
  type Numbers,
  newElements,
  newFloats,
  sealFloats,
  storedOf,
  wrapNarrow,
} from '../../data/elements.js';
import { forEachRow } from '../../data/rows.js';
import { broadcast, broadcastStrides, sizeOf } from '../../data/shape.js';
import { interpreterDiagnostics } from '../../diagnostics.js';
import { fault } from '../../fault.js';
import { boolAttr, type Kernel, type KernelContext, kernel, tensorAt, unsupported } from '../../kernel.js';

type Binary<T> = (a: T, b: T) => T;

/** One row an op. Missing columns: the op has no meaning for that class of elements. */
interface BinaryRow {
  readonly op: string;
  readonly float?: Binary<number>;
  /** Integers up to 32 bits and bools: any number congruent to the result modulo 2^32, below 2^53. */
  readonly int?: Binary<number>;
  readonly big?: Binary<bigint>;
}

function nonZero<T>(op: string, divisor: T): T {
  if (!divisor) fault(interpreterDiagnostics.divisionByZero, { op });
  return divisor;
}

function floorMod(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

function floorModBig(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

/** `maximum` and `minimum`: NaN if either is NaN; +0 is above −0. */
const rows: readonly BinaryRow[] = [
  { op: 'add', float: (a, b) => a + b, int: (a, b) => a + b, big: (a, b) => a + b },
  { op: 'sub', float: (a, b) => a - b, int: (a, b) => a - b, big: (a, b) => a - b },
  { op: 'mul', float: (a, b) => a * b, int: Math.imul, big: (a, b) => a * b },
  {
    op: 'div',
    float: (a, b) => a / b,
    int: (a, b) => Math.trunc(a / nonZero('div', b)),
    big: (a, b) => a / nonZero('div', b),
  },
  { op: 'maximum', float: Math.max, int: Math.max, big: bigMax },
  { op: 'minimum', float: Math.min, int: Math.min, big: bigMin },
  {
    op: 'prelu',
    float: (x, slope) => (x < 0 ? x * slope : x),
    int: (x, slope) => (x < 0 ? Math.imul(x, slope) : x),
    big: (x, slope) => (x < 0n ? x * slope : x),
  },
  { op: 'bitwise_and', int: (a, b) => a & b, big: (a, b) => a & b },
  { op: 'bitwise_or', int: (a, b) => a | b, big: (a, b) => a | b },
  { op: 'bitwise_xor', int: (a, b) => a ^ b, big: (a, b) => a ^ b },
  { op: 'logical_and', int: (a, b) => a & b },
  { op: 'logical_or', int: (a, b) => a | b },
  { op: 'logical_xor', int: (a, b) => a ^ b },
];

const modFloor: BinaryRow = {
  op: 'mod',
  float: floorMod,
  int: (a, b) => floorMod(a, nonZero('mod', b)),
  big: (a, b) => floorModBig(a, nonZero('mod', b)),
};

const modTrunc: BinaryRow = {
  op: 'mod',
  float: (a, b) => a % b,
  int: (a, b) => a % nonZero('mod', b),
  big: (a, b) => a % nonZero('mod', b),
};

/** Shifts by a negative count, or by the type's width or more, leave what extending the sign leaves (BitShift-28). */
function shiftRow(op: 'shift_left' | 'shift_right', elem: ElementType): BinaryRow {
  const { bits } = ELEMENT_TYPES[elem];
  const isOut = (by: number | bigint) => by < 0 || by >= bits;
  if (op === 'shift_left') {
    return { op, int: (a, by) => (isOut(by) ? 0 : a << by), big: (a, by) => (isOut(by) ? 0n : a << by) };
  }
  // `a` is negative for signed types alone; >>> keeps u32 values above 2^31 unsigned.
  return {
    op,
    int: (a, by) => (isOut(by) ? (a < 0 ? -1 : 0) : a < 0 ? a >> by : a >>> by),
    big: (a, by) => (isOut(by) ? (a < 0n ? -1n : 0n) : a >> by),
  };
}

/** Runs a row over two operands of one element type. */
export function binary(context: KernelContext, a: Tensor, b: Tensor, row: BinaryRow): Tensor {
  const shape = broadcast(context, [a.shape, b.shape]);
  const strides = [broadcastStrides(a.shape, shape), broadcastStrides(b.shape, shape)];
  const { elem } = a;
  if (isFloat(elem)) {
    if (!row.float) unsupported(context, `elements of type ${elem}`);
    const out = newFloats(elem, sizeOf(shape));
    combine(shape, strides, floatsOf(a), floatsOf(b), out, row.float);
    return sealFloats(elem, shape, out);
  }
  const out = newElements(elem, sizeOf(shape));
  if (isBig(elem)) {
    if (!row.big) unsupported(context, `elements of type ${elem}`);
    combineBig(shape, strides, bigsOf(a), bigsOf(b), out as BigElements, row.big);
    return tensorFromArray(elem, shape, out);
  }
  if (!row.int || elem === 'string') unsupported(context, `elements of type ${elem}`);
  combine(shape, strides, storedOf(a), storedOf(b), out as Numbers, row.int);
  return tensorFromArray(elem, shape, wrapNarrow(elem, out as Numbers));
}

function combine(
  shape: readonly number[],
  strides: readonly number[][],
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  out: Numbers,
  f: Binary<number>,
): void {
  forEachRow(shape, strides, (at, count, [pa, pb], [sa, sb]) => {
    for (let i = 0; i < count; i++) out[at + i] = f(a[pa + i * sa], b[pb + i * sb]);
  });
}

function combineBig(
  shape: readonly number[],
  strides: readonly number[][],
  a: BigElements,
  b: BigElements,
  out: BigElements,
  f: Binary<bigint>,
): void {
  forEachRow(shape, strides, (at, count, [pa, pb], [sa, sb]) => {
    for (let i = 0; i < count; i++) out[at + i] = f(a[pa + i * sa], b[pb + i * sb]);
  });
}

/** Base to a non-negative power modulo 2^64 by squaring; 1/base truncated for negative powers. */
function powBig(base: bigint, exponent: bigint): bigint {
  if (exponent < 0n) return base === 1n ? 1n : base === -1n ? (exponent % 2n === 0n ? 1n : -1n) : 0n;
  let [result, square] = [1n, base];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = BigInt.asUintN(64, result * square);
    square = BigInt.asUintN(64, square * square);
  }
  return result;
}

/** Pow-15: the result has the base's type; the exponent may be of any numeric type. */
function pow(context: KernelContext): Tensor {
  const [a, b] = [tensorAt(context, 0), tensorAt(context, 1)];
  const shape = broadcast(context, [a.shape, b.shape]);
  const strides = [broadcastStrides(a.shape, shape), broadcastStrides(b.shape, shape)];
  if (isFloat(a.elem)) {
    const out = newFloats(a.elem, sizeOf(shape));
    // The card evaluates functions of f16 in f32.
    const single = context.numerics === 'card' && a.elem === 'f16';
    const power = single ? (x: number, y: number) => Math.fround(math.pow(x, y)) : math.pow;
    combine(shape, strides, floatsOf(a), doublesOf(b), out, power);
    return sealFloats(a.elem, shape, out);
  }
  const out = newElements(a.elem, sizeOf(shape));
  const bigBase = isBig(a.elem) ? bigsOf(a) : BigInt64Array.from(storedOf(a), BigInt);
  const wide = isBig(a.elem) ? (out as BigElements) : new BigInt64Array(sizeOf(shape));
  if (isFloat(b.elem)) {
    const exponents = floatsOf(b);
    forEachRow(shape, strides, (at, count, [pa, pb], [sa, sb]) => {
      for (let i = 0; i < count; i++) {
        const [base, exponent] = [bigBase[pa + i * sa], exponents[pb + i * sb]];
        // A whole exponent stays exact; any other goes through the reals and truncates.
        const real = Number.isInteger(exponent) ? undefined : math.pow(Number(base), exponent);
        if (real === undefined) wide[at + i] = powBig(base, BigInt(exponent));
        else wide[at + i] = Number.isFinite(real) ? BigInt(Math.trunc(real)) : 0n;
      }
    });
  } else {
    const bigExponent = isBig(b.elem) ? bigsOf(b) : BigInt64Array.from(storedOf(b), BigInt);
    combineBig(shape, strides, bigBase, bigExponent, wide, powBig);
  }
  if (isBig(a.elem)) return tensorFromArray(a.elem, shape, out);
  const narrow = out as Numbers;
  for (let i = 0; i < narrow.length; i++) narrow[i] = Number(BigInt.asIntN(32, wide[i]));
  return tensorFromArray(a.elem, shape, wrapNarrow(a.elem, narrow));
}

export const binaries: readonly Kernel[] = [
  ...rows.map((row) => kernel(row.op, (context) => [binary(context, tensorAt(context, 0), tensorAt(context, 1), row)])),
  kernel('mod', (context) => [
    binary(context, tensorAt(context, 0), tensorAt(context, 1), boolAttr(context, 'fmod') ? modTrunc : modFloor),
  ]),
  ...(['shift_left', 'shift_right'] as const).map((op) =>
    kernel(op, (context) => {
      const a = tensorAt(context, 0);
      return [binary(context, a, tensorAt(context, 1), shiftRow(op, a.elem))];
    }),
  ),
  kernel('pow', (context) => [pow(context)]),
];
