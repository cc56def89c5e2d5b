// Element-wise functions of one operand without attributes: Abs-13, Neg-13, Sign-13, Relu-14, Sigmoid-13, Tanh-13,
// Exp-13, Log-13, Sqrt-13, Reciprocal-13, Erf-13, Floor-13, Ceil-13, Round-11, Sin-7 … Atanh-9, Softplus-1, Softsign-1,
// Mish-18, HardSwish-14, Not-1, BitwiseNot-18, IsNaN-20.
// Float functions are computed in double and rounded once; in card numerics, functions of f16 round through f32.

import { isFloat, math, type Tensor, tensorFromArray } from '@afterglow/core';
import { cardFunction, cardSigmoid16, cardTanh16 } from '../../card/functions.js';
import { floatsOf, isBig } from '../../data/elements.js';
import { mapBigs, mapFloats, mapInts } from '../../data/map.js';
import { type Kernel, type KernelContext, kernel, tensorAt, unsupported } from '../../kernel.js';
import { hardSwish, mish, roundHalfEven, sigmoid, softplus } from './functions.js';

/** One row an op. Missing columns: the op has no meaning for that class of elements. */
interface UnaryRow {
  readonly op: string;
  readonly float?: (x: number) => number;
  readonly int?: (x: number) => number;
  readonly big?: (x: bigint) => bigint;
  /** Card numerics: an f16 result is rounded to f32 first, because the function is evaluated there. */
  readonly throughF32?: true;
  /** Card numerics on f16 where a table decides. */
  readonly card16?: (x: number) => number;
}

const rows: readonly UnaryRow[] = [
  { op: 'abs', float: Math.abs, int: Math.abs, big: (x) => (x < 0n ? -x : x) },
  { op: 'neg', float: (x) => -x, int: (x) => -x, big: (x) => -x },
  {
    op: 'sign',
    float: (x) => (x === 0 ? 0 : Math.sign(x)),
    int: Math.sign,
    big: (x) => (x > 0n ? 1n : x < 0n ? -1n : 0n),
  },
  { op: 'relu', float: (x) => Math.max(x, 0), int: (x) => Math.max(x, 0), big: (x) => (x < 0n ? 0n : x) },
  { op: 'sigmoid', float: sigmoid, throughF32: true, card16: cardSigmoid16 },
  { op: 'tanh', float: math.tanh, throughF32: true, card16: cardTanh16 },
  { op: 'exp', float: math.exp, throughF32: true },
  { op: 'log', float: math.log, throughF32: true },
  { op: 'sqrt', float: Math.sqrt, throughF32: true },
  { op: 'reciprocal', float: (x) => 1 / x, throughF32: true },
  // Of integers the function is truncated (Erf-9).
  {
    op: 'erf',
    float: math.erf,
    int: (x) => Math.trunc(math.erf(x)),
    big: (x) => BigInt(Math.trunc(math.erf(Number(x)))),
    throughF32: true,
  },
  { op: 'floor', float: Math.floor, int: (x) => x, big: (x) => x },
  { op: 'ceil', float: Math.ceil, int: (x) => x, big: (x) => x },
  { op: 'round', float: roundHalfEven, int: (x) => x, big: (x) => x },
  { op: 'sin', float: math.sin, throughF32: true },
  { op: 'cos', float: math.cos, throughF32: true },
  { op: 'tan', float: math.tan, throughF32: true },
  { op: 'asin', float: math.asin, throughF32: true },
  { op: 'acos', float: math.acos, throughF32: true },
  { op: 'atan', float: math.atan, throughF32: true },
  { op: 'sinh', float: math.sinh, throughF32: true },
  { op: 'cosh', float: math.cosh, throughF32: true },
  { op: 'asinh', float: math.asinh, throughF32: true },
  { op: 'acosh', float: math.acosh, throughF32: true },
  { op: 'atanh', float: math.atanh, throughF32: true },
  { op: 'softplus', float: softplus, throughF32: true },
  { op: 'softsign', float: (x) => (Math.abs(x) === Infinity ? Math.sign(x) : x / (1 + Math.abs(x))), throughF32: true },
  { op: 'mish', float: mish, throughF32: true },
  { op: 'hard_swish', float: hardSwish, throughF32: true },
  { op: 'logical_not', int: (x) => (x ? 0 : 1) },
  { op: 'bitwise_not', int: (x) => ~x, big: (x) => ~x },
];

function unary(context: KernelContext, row: UnaryRow): Tensor {
  const x = tensorAt(context, 0);
  if (isFloat(x.elem)) {
    if (!row.float) unsupported(context, `elements of type ${x.elem}`);
    return mapFloats(x, cardFunction(context, x.elem, row.float, row.throughF32, row.card16));
  }
  if (isBig(x.elem)) {
    if (!row.big) unsupported(context, `elements of type ${x.elem}`);
    return mapBigs(x, row.big);
  }
  if (!row.int || x.elem === 'string') unsupported(context, `elements of type ${x.elem}`);
  return mapInts(x, row.int);
}

/** IsNaN-20; integers have none. */
function isNan(context: KernelContext): Tensor {
  const x = tensorAt(context, 0);
  const values = isFloat(x.elem) ? floatsOf(x) : undefined;
  const out = new Uint8Array(x.shape.reduce((a, b) => a * b, 1));
  if (values) for (let i = 0; i < out.length; i++) out[i] = Number.isNaN(values[i]) ? 1 : 0;
  return tensorFromArray('bool', x.shape, out);
}

export const unaries: readonly Kernel[] = [
  ...rows.map((row) => kernel(row.op, (context) => [unary(context, row)])),
  kernel('is_nan', (context) => [isNan(context)]),
  kernel('identity', (context) => [context.operands[0] ?? tensorAt(context, 0)]),
];
