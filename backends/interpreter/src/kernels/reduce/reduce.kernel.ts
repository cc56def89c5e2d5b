// ReduceSum-13, ReduceMean/Max/Min/Prod/L1/L2/LogSum/LogSumExp/SumSquare-18/20 over any axes.
// Exact: folded in double, rounded once. Card: folded in f32 in index order, one rounding at the end; a mean divides the
// f32 sum once by the count. Integers fold exactly and wrap. Over no elements: sum 0, product 1, max −∞ (or the type's
// least), min +∞, and mean 0 (ONNX leaves it open; embedding bags rest on it).
// Bounds: `lines` pairs every kept position with every reduced one of the operand's own shape.

import { ELEMENT_TYPES, type ElementType, isFloat, math, type Tensor, tensorFromArray } from '@afterglow/core';
import { bigMax, bigMin } from '../../data/bigs.js';
import {
  type BigElements,
  bigsOf,
  floatsOf,
  isBig,
  type Numbers,
  newElements,
  newFloats,
  sealFloats,
  storedOf,
  wrapNarrow,
} from '../../data/elements.js';
import { sizeOf } from '../../data/shape.js';
import { boolAttr, intsAttr, type Kernel, type KernelContext, kernel, tensorAt, unsupported } from '../../kernel.js';
import { type Lines, linesOf } from './lines.js';

interface Fold<T> {
  readonly start: T;
  /** What each element contributes. */
  readonly term?: (x: T) => T;
  readonly fold: (sum: T, x: T) => T;
  readonly finish?: (sum: T, count: number) => T;
}

interface ReduceRow {
  readonly op: string;
  readonly float: Fold<number>;
  readonly int?: (elem: ElementType) => Fold<bigint>;
}

const plus = (a: number, b: number) => a + b;
const bigPlus = (a: bigint, b: bigint) => a + b;
const bigAbs = (x: bigint) => (x < 0n ? -x : x);
/** Functions of a sum have no integer meaning but the truncated real one. */
const real = (f: (x: number) => number) => (x: bigint) => {
  const y = f(Number(x));
  return Number.isFinite(y) ? BigInt(Math.trunc(y)) : 0n;
};

/** Least (or largest) value of an integer type. */
function extreme(elem: ElementType, least: boolean): bigint {
  const { bits, class: kind } = ELEMENT_TYPES[elem];
  if (kind === 'bool') return least ? 0n : 1n;
  const span = 1n << BigInt(kind === 'signed' ? bits - 1 : bits);
  if (least) return kind === 'signed' ? -span : 0n;
  return span - 1n;
}

const rows: readonly ReduceRow[] = [
  { op: 'reduce_sum', float: { start: 0, fold: plus }, int: () => ({ start: 0n, fold: bigPlus }) },
  {
    op: 'reduce_mean',
    float: { start: 0, fold: plus, finish: (sum, count) => (count === 0 ? 0 : sum / count) },
    int: () => ({ start: 0n, fold: bigPlus, finish: (sum, count) => (count === 0 ? 0n : sum / BigInt(count)) }),
  },
  {
    op: 'reduce_max',
    float: { start: -Infinity, fold: Math.max },
    int: (elem) => ({ start: extreme(elem, true), fold: bigMax }),
  },
  {
    op: 'reduce_min',
    float: { start: Infinity, fold: Math.min },
    int: (elem) => ({ start: extreme(elem, false), fold: bigMin }),
  },
  { op: 'reduce_prod', float: { start: 1, fold: (a, b) => a * b }, int: () => ({ start: 1n, fold: (a, b) => a * b }) },
  {
    op: 'reduce_l1',
    float: { start: 0, term: Math.abs, fold: plus },
    int: () => ({ start: 0n, term: bigAbs, fold: bigPlus }),
  },
  {
    op: 'reduce_l2',
    float: { start: 0, term: (x) => x * x, fold: plus, finish: Math.sqrt },
    int: () => ({ start: 0n, term: (x) => x * x, fold: bigPlus, finish: real(Math.sqrt) }),
  },
  {
    op: 'reduce_sum_square',
    float: { start: 0, term: (x) => x * x, fold: plus },
    int: () => ({ start: 0n, term: (x) => x * x, fold: bigPlus }),
  },
  {
    op: 'reduce_log_sum',
    float: { start: 0, fold: plus, finish: math.log },
    int: () => ({ start: 0n, fold: bigPlus, finish: real(math.log) }),
  },
];

/** Folds a float tensor; `round` is applied after every step. */
function foldFloats(x: Tensor, lines: Lines, row: Fold<number>, round: (x: number) => number): Tensor {
  const values = floatsOf(x);
  const out = newFloats(x.elem, lines.kept.length);
  const { term = (v: number) => v, finish = (v: number) => v } = row;
  const count = lines.reduced.length;
  for (let i = 0; i < out.length; i++) {
    let sum = row.start;
    for (let j = 0; j < count; j++) sum = round(row.fold(sum, round(term(values[lines.kept[i] + lines.reduced[j]]))));
    out[i] = round(finish(sum, round(count)));
  }
  return sealFloats(x.elem, lines.shape, out);
}

/** Log of the sum of exponentials, shifted by the maximum so that nothing overflows. */
function logSumExp(x: Tensor, lines: Lines, round: (x: number) => number): Tensor {
  const values = floatsOf(x);
  const out = newFloats(x.elem, lines.kept.length);
  for (let i = 0; i < out.length; i++) {
    let top = -Infinity;
    for (const offset of lines.reduced) top = Math.max(top, values[lines.kept[i] + offset]);
    let sum = 0;
    if (Number.isFinite(top)) {
      for (const offset of lines.reduced) {
        sum = round(sum + round(math.exp(round(values[lines.kept[i] + offset] - top))));
      }
    }
    out[i] = Number.isFinite(top) ? round(top + round(math.log(sum))) : top;
  }
  return sealFloats(x.elem, lines.shape, out);
}

/** Integers fold as bigints: exact at every width, cut to the type at the end. */
function foldInts(x: Tensor, lines: Lines, row: Fold<bigint>): Tensor {
  const big = isBig(x.elem);
  const values = big ? bigsOf(x) : storedOf(x);
  const out = newElements(x.elem, lines.kept.length);
  const { term = (v: bigint) => v, finish = (v: bigint) => v } = row;
  const count = lines.reduced.length;
  for (let i = 0; i < out.length; i++) {
    let sum = row.start;
    for (let j = 0; j < count; j++) {
      sum = BigInt.asIntN(128, row.fold(sum, term(BigInt(values[lines.kept[i] + lines.reduced[j]]))));
    }
    const result = finish(sum, count);
    if (big) (out as BigElements)[i] = result;
    else (out as Numbers)[i] = Number(BigInt.asIntN(32, result));
  }
  return tensorFromArray(x.elem, lines.shape, big ? out : wrapNarrow(x.elem, out as Numbers));
}

function reduce(context: KernelContext, row: ReduceRow): Tensor {
  const x = tensorAt(context, 0);
  const lines = linesOf(x.shape, intsAttr(context, 'axes', []), boolAttr(context, 'keepdims', true));
  if (isFloat(x.elem)) {
    const single = context.numerics === 'card' && x.elem !== 'f64';
    return foldFloats(x, lines, row.float, single ? Math.fround : (v) => v);
  }
  if (!row.int || x.elem === 'string') unsupported(context, `elements of type ${x.elem}`);
  return foldInts(x, lines, row.int(x.elem));
}

export const reductions: readonly Kernel[] = [
  ...rows.map((row) => kernel(row.op, (context) => [reduce(context, row)])),
  kernel('reduce_log_sum_exp', (context) => {
    const x = tensorAt(context, 0);
    const lines = linesOf(x.shape, intsAttr(context, 'axes', []), boolAttr(context, 'keepdims', true));
    const single = context.numerics === 'card' && x.elem !== 'f64';
    if (isFloat(x.elem)) return [logSumExp(x, lines, single ? Math.fround : (v) => v)];
    const reals = newFloats('f64', sizeOf(x.shape));
    const values = isBig(x.elem) ? bigsOf(x) : storedOf(x);
    for (let i = 0; i < reals.length; i++) reals[i] = Number(values[i]);
    const result = logSumExp(sealFloats('f64', x.shape, reals), lines, (v) => v);
    const out = newElements(x.elem, lines.kept.length);
    floatsOf(result).forEach((v, i) => {
      if (isBig(x.elem)) (out as BigElements)[i] = Number.isFinite(v) ? BigInt(Math.trunc(v)) : 0n;
      else (out as Numbers)[i] = Math.trunc(v);
    });
    return [tensorFromArray(x.elem, lines.shape, out)];
  }),
];
