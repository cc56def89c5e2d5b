// Element-wise ops on the card, on every type they have and on awkward numbers, against the interpreter.

import { dim, type ElementType, tensorFromNumbers } from '@afterglow/core';
import { type Attrs, type Builder, tensorType } from '@afterglow/ir';
import { describe } from 'vitest';
import { agrees, type MakeInput, smallNumbers, withCorners } from './card-agreement.js';
import { BITS, COMPARISONS, FUNCTIONS, LOGIC, PAIRS } from './elementwise-ops.js';

const N = dim.symbol('N');
const FLOATS = ['f16', 'f32'] as const;
const INTEGERS = ['i32', 'i64'] as const;

const PARAMETRIC: readonly (readonly [string, Attrs])[] = [
  ['gelu', { approximate: 'tanh' }],
  ['leaky_relu', { alpha: 0.01 }],
  ['leaky_relu', { alpha: -2 }],
  ['hard_sigmoid', { alpha: 0.2, beta: 0.5 }],
  ['elu', { alpha: 1.7 }],
  ['celu', { alpha: 0.3 }],
  ['thresholded_relu', { alpha: 0.7 }],
  ['clip', { min: -0.3 }],
  ['clip', { max: 1 / 3 }],
  ['clip', {}],
  ['is_inf', { detect_negative: false }],
  ['is_inf', { detect_negative: false, detect_positive: false }],
];

/** One column a row of a matrix broadcasts to the others, one row to the rest. */
function pair(b: Builder, elem: ElementType) {
  const x = b.param('x', tensorType(elem, [N, 7, 41]));
  const one = b.param('one', tensorType(elem, [7, 1]));
  return [x, one, b.param('row', tensorType(elem, [1, 1, 41]))] as const;
}

/** No zero: what integers are divided by. */
const noZeros: MakeInput = (random, elem, shape, name) => {
  if (name === 'x') return smallNumbers(random, elem, shape, name);
  const size = shape.reduce((a, b) => a * b, 1);
  const one = () => (random.below(9) + 1) * (random.below(2) ? 1 : -1);
  return tensorFromNumbers(elem, shape, Array.from({ length: size }, one));
};

describe.each(FLOATS)('functions of %s', (elem) => {
  for (const [op, attrs] of [...FUNCTIONS.map((op) => [op] as const), ...PARAMETRIC]) {
    const label = attrs ? `${op} ${JSON.stringify(attrs)}` : op;
    agrees(label, (b) => b.value(op, [b.param('x', tensorType(elem, [N, 5, 30]))], attrs ?? {}), withCorners);
  }
});

describe.each(FLOATS)('two operands of %s', (elem) => {
  for (const op of [...PAIRS, ...COMPARISONS]) {
    const both = (b: Builder) => {
      const [x, one, row] = pair(b, elem);
      return op === 'prelu'
        ? [b.value(op, [x, one]), b.value(op, [x, row])]
        : [b.value(op, [x, one]), b.value(op, [row, x]), b.value(op, [x, x])];
    };
    agrees(op, both, withCorners);
  }
  agrees('mod {"fmod":true}', (b) => b.value('mod', pair(b, elem).slice(0, 2), { fmod: true }), withCorners);
});

describe.each(INTEGERS)('arithmetic on %s', (elem) => {
  for (const op of [
    'add',
    'sub',
    'mul',
    'maximum',
    'minimum',
    'equal',
    'less',
    'less_equal',
    'greater',
    'greater_equal',
  ]) {
    agrees(op, (b) => {
      const [x, one, row] = pair(b, elem);
      return [b.value(op, [x, one]), b.value(op, [row, x])];
    });
  }
  for (const [op, attrs] of [
    ['div', {}],
    ['mod', {}],
    ['mod', { fmod: true }],
  ] as const) {
    agrees(`${op} ${JSON.stringify(attrs)}`, (b) => b.value(op, pair(b, elem).slice(0, 2), attrs), noZeros);
  }
  for (const op of ['abs', 'neg', 'sign', 'relu']) agrees(op, (b) => b.value(op, [pair(b, elem)[0]]));
  agrees('clip', (b) => b.value('clip', [pair(b, elem)[0]], { min: -3, max: 7 }));
  agrees('numbers beyond 32 bits wrap', (b) => {
    const [x] = pair(b, elem);
    const square = b.value('mul', [x, x]);
    const fourth = b.value('mul', [square, square]);
    return b.value('mul', [b.value('mul', [fourth, fourth]), fourth]);
  });
});

describe('bools and bytes', () => {
  for (const op of [...LOGIC, 'equal']) {
    agrees(op, (b) => b.value(op, pair(b, 'bool').slice(0, 2)));
  }
  agrees('logical_not', (b) => b.value('logical_not', [pair(b, 'bool')[0]]));
  for (const op of [...BITS, 'equal']) {
    for (const elem of ['u8', 'i8'] as const) agrees(`${op} of ${elem}`, (b) => b.value(op, pair(b, elem).slice(1)));
  }
  agrees('bitwise_not', (b) => [b.value('bitwise_not', [pair(b, 'u8')[0]])]);
});

describe('where', () => {
  for (const elem of ['bool', 'u8', 'f16', 'f32', 'i64', 'f64'] as const) {
    agrees(`of ${elem}`, (b) => {
      const [x, one, row] = pair(b, elem);
      const cond = b.param('cond', tensorType('bool', [N, 7, 41]));
      const few = b.param('few', tensorType('bool', [7, 1]));
      return [b.value('where', [cond, x, one]), b.value('where', [few, row, x]), b.value('where', [few, one, row])];
    });
  }
});

describe('cast', () => {
  const types: readonly ElementType[] = ['f16', 'f32', 'i32', 'i64', 'u8', 'bool'];
  const wanted = (from: ElementType, to: ElementType) =>
    !(from.startsWith('i') && to === 'u8') && !(from === 'i32' && to === 'i32') && !(from === 'i64' && to === 'i64');
  for (const from of types) {
    for (const to of types.filter((type) => wanted(from, type))) {
      const make = from.startsWith('f') ? withCorners : smallNumbers;
      agrees(`${from} to ${to}`, (b) => b.value('cast', [b.param('x', tensorType(from, [N, 77]))], { to }), make);
    }
  }
});
