// Element-wise ops, each as what it does to a tile. Integers and bools have instructions of their own.

import { type ElementType, isFloat } from '@afterglow/core';
import { type Activation, activationOf } from '../build/activation.js';
import { type GenericInstr, input, type Lowering, output } from '../build/context.js';
import { emitPointwise } from '../build/pointwise.js';
import type { TileMath, TileValue } from '../build/tile-math.js';
import { lowerCopy } from './moves.lower.js';

type Unary = (math: TileMath, x: TileValue, into: TileValue, instr: GenericInstr) => void;

function unary(compute: Unary): Lowering {
  return (context, instr) =>
    emitPointwise(context, {
      inputs: [input(instr, 0)],
      output: output(instr),
      compute: (math, [x], into) => {
        if (x) compute(math, x, into, instr);
      },
    });
}

function binary(op: string): Lowering {
  return (context, instr) =>
    emitPointwise(context, {
      inputs: [input(instr, 0), input(instr, 1)],
      output: output(instr),
      compute: (math, [a, b], into) => {
        if (a && b) math.binary(op, a, b, into);
      },
    });
}

/** An op that floats have an instruction for, and integers a composition. */
function byType(op: string, whole: Unary): Lowering {
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

const isByte = (elem: ElementType) => elem === 'bool' || elem === 'u8';

/** What is not zero is true; bytes and integers meet in binary32, which holds all bytes. */
const convert = unary((math, x, into) => {
  if (into.elem === 'bool') flip(math, math.compare('eq', x, math.constant(x.elem, 0)), into, 1);
  else if (isByte(x.elem) && !isFloat(into.elem)) math.convert(math.convert(x, 'f32'), into.elem, into);
  else math.convert(x, into.elem, into);
});

const cast: Lowering = (context, instr) => {
  const [from, to] = [input(instr, 0).elem, output(instr).elem];
  const same = from === to || (from === 'bool' && to === 'u8');
  (same ? lowerCopy : convert)(context, instr);
};

/** A clip without bounds changes nothing. */
const clipOrCopy: Lowering = (context, instr) => {
  const bounded = numberAttr(instr, 'min') !== undefined || numberAttr(instr, 'max') !== undefined;
  (bounded ? clip : lowerCopy)(context, instr);
};

const parametric = (p: string, q?: string) =>
  unary((math, x, into, instr) =>
    math.parametric(instr.op, x, numberAttr(instr, p) ?? 0, (q && numberAttr(instr, q)) || 0, into),
  );

const gelu = unary((math, x, into, { attrs }) =>
  math.unary(attrs['approximate'] === 'tanh' ? 'gelu_tanh' : 'gelu', x, into),
);

function comparison(op: 'eq' | 'lt' | 'le', swapped: boolean): Lowering {
  return (context, instr) =>
    emitPointwise(context, {
      inputs: [input(instr, swapped ? 1 : 0), input(instr, swapped ? 0 : 1)],
      output: output(instr),
      compute: (math, [a, b], into) => {
        if (a && b) math.compare(op, a, b, into);
      },
    });
}

function bitwise(op: 'and' | 'or' | 'xor'): Lowering {
  return (context, instr) =>
    emitPointwise(context, {
      inputs: [input(instr, 0), input(instr, 1)],
      output: output(instr),
      compute: (math, [a, b], into) => {
        if (a && b) math.bits(op, a, b, into);
      },
    });
}

const mod: Lowering = (context, instr) => binary(instr.attrs['fmod'] === true ? 'fmod' : 'mod')(context, instr);

const where: Lowering = (context, instr) =>
  emitPointwise(context, {
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

export const elementwiseLowerings: Readonly<Record<string, Lowering>> = {
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
  bitwise_not: unary((math, x, into) => flip(math, x, into, 255)),
  where,
  is_nan: isNan,
  is_inf: isInf,
  cast,
};
