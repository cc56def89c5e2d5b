// Element-wise ops, each as what it does to a tile. Integers and bools have instructions of their own.

import { type ElementType, elementBits, isFloat } from '@afterglow/core';
import { type Activation, activationOf } from '../build/activation.js';
import { type GenericInstr, input, type Lowering, type Operand, output } from '../build/context.js';
import { conversionPath } from '../build/conversion-path.js';
import { emitPointwise, type Pointwise } from '../build/pointwise.js';
import type { TileMath, TileValue } from '../build/tile-math.js';
import { lowerCopy } from './moves.lower.js';

/** What an instruction does to tiles, or undefined when it only copies bytes. */
type AsPointwise = (instr: GenericInstr) => Pointwise | undefined;

type Unary = (math: TileMath, x: TileValue, into: TileValue, instr: GenericInstr) => void;

function unary(compute: Unary): AsPointwise {
  return (instr) => ({
    inputs: [input(instr, 0)],
    output: output(instr),
    compute: (math, [x], into) => {
      if (x) compute(math, x, into, instr);
    },
  });
}

function binary(op: string): AsPointwise {
  return (instr) => ({
    inputs: [input(instr, 0), input(instr, 1)],
    output: output(instr),
    compute: (math, [a, b], into) => {
      if (a && b) math.binary(op, a, b, into);
    },
  });
}

/** An op that floats have an instruction for, and integers a composition. */
function byType(op: string, whole: Unary): AsPointwise {
  return unary((math, x, into, instr) => {
    if (isFloat(x.elem)) math.unary(op, x, into);
    else whole(math, x, into, instr);
  });
}

const negate: Unary = (math, x, into) => math.binary('sub', math.constant(x.elem, 0), x, into);

const absolute: Unary = (math, x, into) => math.binary('max', x, math.binary('sub', math.constant(x.elem, 0), x), into);

const signOf: Unary = (math, x, into) =>
  math.binary('max', math.binary('min', x, math.constant(x.elem, 1)), math.constant(x.elem, -1), into);

const flip = (math: TileMath, x: TileValue, into: TileValue, ones: number) =>
  math.bits('xor', x, math.constant(x.elem, ones), into);

const vector = (op: string) => unary((math, x, into) => math.unary(op, x, into));
const activation = (act: Activation) => unary((math, x, into) => math.activate(act, x, into));

/** An attribute that is a number, or undefined. */
function numberAttr(instr: GenericInstr, name: string): number | undefined {
  const value = instr.attrs[name];
  return typeof value === 'number' ? value : undefined;
}

/** Bounds are rounded to the type first: rounding is monotone, so that changes no result. */
const clip = unary((math, x, into, instr) => {
  const type = x.elem;
  const [min, max] = [numberAttr(instr, 'min'), numberAttr(instr, 'max')];
  if (min === undefined) math.binary('min', x, math.constant(type, max ?? 0), into);
  else {
    const raised = math.binary('max', x, math.constant(type, min), max === undefined ? into : undefined);
    if (max !== undefined) math.binary('min', raised, math.constant(type, max), into);
  }
});

/** The type in whose instructions the bits of an integer are compared with zero. */
function comparable(elem: ElementType): ElementType {
  const bits = elementBits(elem);
  if (isFloat(elem)) return elem;
  return bits === 64 ? 'i64' : bits === 32 ? 'i32' : 'u8';
}

/** What is not zero is true. */
const toBool = unary((math, x, into) => {
  const wide = elementBits(x.elem) === 16 && !isFloat(x.elem) ? math.convert(x, 'i32') : x;
  const seen = { ...wide, elem: comparable(wide.elem) };
  flip(math, math.compare('eq', seen, math.constant(seen.elem, 0)), into, 1);
});

const convert = unary((math, x, into, { attrs }) => math.convert(x, into.elem, into, attrs['saturate'] !== false));

const cast: AsPointwise = (instr) => {
  const [from, to] = [input(instr, 0).elem, output(instr).elem];
  if (to === 'bool' && from !== 'bool') return toBool(instr);
  return conversionPath(from, to).length === 0 ? undefined : convert(instr);
};

/** A clip without bounds changes nothing. */
const clipOrCopy: AsPointwise = (instr) =>
  numberAttr(instr, 'min') === undefined && numberAttr(instr, 'max') === undefined ? undefined : clip(instr);

const parametric = (p: string, q?: string) =>
  unary((math, x, into, instr) =>
    math.parametric(instr.op, x, numberAttr(instr, p) ?? 0, (q && numberAttr(instr, q)) || 0, into),
  );

const gelu = unary((math, x, into, { attrs }) =>
  math.unary(attrs['approximate'] === 'tanh' ? 'gelu_tanh' : 'gelu', x, into),
);

function comparison(op: 'eq' | 'lt' | 'le', swapped: boolean): AsPointwise {
  return (instr) => ({
    inputs: [input(instr, swapped ? 1 : 0), input(instr, swapped ? 0 : 1)],
    output: output(instr),
    compute: (math, [a, b], into) => {
      if (a && b) math.compare(op, a, b, into);
    },
  });
}

/** The bytes of an operand, along an axis of their own: bits need no more than that. */
const bytesOf = (operand: Operand): Operand =>
  operand.elemBytes === 1
    ? operand
    : { ...operand, elem: 'u8', elemBytes: 1, shape: [...operand.shape, operand.elemBytes] };

function bitwise(op: 'and' | 'or' | 'xor'): AsPointwise {
  return (instr) => ({
    inputs: [bytesOf(input(instr, 0)), bytesOf(input(instr, 1))],
    output: bytesOf(output(instr)),
    compute: (math, [a, b], into) => {
      if (a && b) math.bits(op, a, b, into);
    },
  });
}

const mod: AsPointwise = (instr) => binary(instr.attrs['fmod'] === true ? 'fmod' : 'mod')(instr);

const where: AsPointwise = (instr) => ({
  inputs: [input(instr, 0), input(instr, 1), input(instr, 2)],
  output: output(instr),
  compute: (math, [c, a, b], into) => {
    if (c && a && b) math.select(c, a, b, into);
  },
});

/** A number that is not equal to itself. */
const isNan = unary((math, x, into) => flip(math, math.compare('eq', x, x), into, 1));

const isInf = unary((math, x, into, { attrs }) => {
  const [negative, positive] = [attrs['detect_negative'] !== false, attrs['detect_positive'] !== false];
  const equals = (value: number, dst?: TileValue) => math.compare('eq', x, math.constant(x.elem, value), dst);
  if (negative && positive) math.bits('or', equals(-Infinity), equals(Infinity), into);
  else if (negative || positive) equals(negative ? -Infinity : Infinity, into);
  // Nothing is asked for: no number is below itself.
  else math.compare('lt', x, x, into);
});

/** Functions that are one instruction in both float types. */
export const VECTOR_FUNCTIONS: readonly string[] = [
  ...[
    'sqrt',
    'reciprocal',
    'exp',
    'log',
    'erf',
    'floor',
    'ceil',
    'round',
    'softplus',
    'softsign',
    'mish',
    'hard_swish',
  ],
  ...['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'asinh', 'acosh', 'atanh'],
];

const ELEMENTWISE: Readonly<Record<string, AsPointwise>> = {
  relu: byType('relu', (math, x, into) => math.binary('max', x, math.constant(x.elem, 0), into)),
  sigmoid: activation(activationOf('sigmoid')),
  tanh: activation(activationOf('tanh')),
  ...Object.fromEntries(VECTOR_FUNCTIONS.map((op) => [op, vector(op)])),
  neg: byType('neg', negate),
  abs: byType('abs', absolute),
  sign: byType('sign', signOf),
  ...Object.fromEntries(['add', 'sub', 'mul', 'div'].map((op) => [op, binary(op)])),
  maximum: binary('max'),
  minimum: binary('min'),
  mod,
  pow: binary('pow'),
  prelu: binary('prelu'),
  ...Object.fromEntries(['leaky_relu', 'elu', 'celu', 'thresholded_relu'].map((op) => [op, parametric('alpha')])),
  hard_sigmoid: parametric('alpha', 'beta'),
  selu: parametric('alpha', 'gamma'),
  gelu,
  clip: clipOrCopy,
  equal: comparison('eq', false),
  less: comparison('lt', false),
  less_equal: comparison('le', false),
  greater: comparison('lt', true),
  greater_equal: comparison('le', true),
  ...Object.fromEntries(
    (['and', 'or', 'xor'] as const).flatMap((op) => [
      [`logical_${op}`, bitwise(op)],
      [`bitwise_${op}`, bitwise(op)],
    ]),
  ),
  logical_not: unary((math, x, into) => flip(math, x, into, 1)),
  bitwise_not: (instr) => ({
    inputs: [bytesOf(input(instr, 0))],
    output: bytesOf(output(instr)),
    compute: (math, [x], into) => {
      if (x) flip(math, x, into, 255);
    },
  }),
  swish: vector('silu'),
  where,
  is_nan: isNan,
  is_inf: isInf,
  cast,
};

/** What an instruction does to tiles; undefined for one that is not element-wise, or only copies bytes. */
export function pointwiseOf(instr: GenericInstr): Pointwise | undefined {
  return ELEMENTWISE[instr.op]?.(instr);
}

export const elementwiseLowerings: Readonly<Record<string, Lowering>> = Object.fromEntries(
  Object.entries(ELEMENTWISE).map(([op, as]): [string, Lowering] => [
    op,
    (context, instr) => {
      const work = as(instr);
      if (work) emitPointwise(context, work);
      else lowerCopy(context, instr);
    },
  ]),
);
