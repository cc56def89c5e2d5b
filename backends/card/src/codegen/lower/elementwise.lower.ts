// Element-wise ops, each as what it does to a tile.

import { type Activation, activationOf } from '../build/activation.js';
import { COMPOSITE_OPS, emitComposite } from '../build/composite.js';
import { type GenericInstr, input, type Lowering, output, vectorType } from '../build/context.js';
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

const vector = (op: string) => unary((math, x, into) => math.unary(op, x, into));
const activation = (act: Activation) => unary((math, x, into) => math.activate(act, x, into));

/** An attribute that is a number, or undefined. */
function numberAttr(instr: GenericInstr, name: string): number | undefined {
  const value = instr.attrs[name];
  return typeof value === 'number' ? value : undefined;
}

/** Bounds are rounded to the type first: rounding is monotone, so that changes no result. */
const clip = unary((math, x, into, instr) => {
  const type = vectorType(x.elem);
  const [min, max] = [numberAttr(instr, 'min'), numberAttr(instr, 'max')];
  if (min === undefined && max === undefined) math.unary('copy', x, into);
  else if (min === undefined) math.binary('min', x, math.constant(type, max ?? 0), into);
  else {
    const raised = math.binary('max', x, math.constant(type, min), max === undefined ? into : undefined);
    if (max !== undefined) math.binary('min', raised, math.constant(type, max), into);
  }
});

const convert = unary((math, x, into) => math.convert(x, into.elem, into));

const cast: Lowering = (context, instr) => {
  const same = input(instr, 0).elem === output(instr).elem;
  (same ? lowerCopy : convert)(context, instr);
};

const composed = unary((math, x, into, instr) => emitComposite(math, instr.op, instr.attrs, x, into));

export const elementwiseLowerings: Readonly<Record<string, Lowering>> = {
  relu: activation(activationOf('relu')),
  sigmoid: activation(activationOf('sigmoid')),
  tanh: activation(activationOf('tanh')),
  ...Object.fromEntries(['neg', 'abs', 'sqrt', 'reciprocal', 'exp', 'log', 'erf'].map((op) => [op, vector(op)])),
  ...Object.fromEntries(['add', 'sub', 'mul', 'div'].map((op) => [op, binary(op)])),
  maximum: binary('max'),
  minimum: binary('min'),
  ...Object.fromEntries(COMPOSITE_OPS.map((op) => [op, composed])),
  clip,
  cast,
};
