// Generated from ir-spec/rules/algebra.rw by `npm run generate`. Do not edit.
// Arithmetic said with fewer nodes, or with cheaper ones. Rules that move a rounding say so; the others are exact, down to NaN and the sign of
// zero. Each removes a node, or replaces one by an op that no rule here starts from, so they end.

import { elementClasses } from '@afterglow/ir';
import {
  anything,
  bind,
  constant,
  dataRule,
  is,
  line,
  make,
  node,
  number,
  take,
  uniform,
  value,
  type DataRule,
  type RuleMath,
} from '../rules/index.js';

/** True for factors and terms that neither overflow nor vanish in any type of float that has them. */
function moderate(_t: RuleMath, c: number): boolean {
  return (c < 10000 && c > 0.0001) || (c > (-10000) && c < (-0.0001));
}

/** Two constant factors are one */
export const joinFactors = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'join-factors',
    summary: 'Two constant factors are one',
    roots: ['mul'],
    patterns: [node('mul', [node('mul', [value('%x', { type: { variable: 'T' } }), uniform('a')]), uniform('b')])],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'products of integers may wrap' },
      { if: (t) => (moderate(t, t.number('a')) && moderate(t, t.number('b'))) && moderate(t, t.number('a') * t.number('b')), because: 'the factors are very large or small' },
    ],
    results: [make('mul', [take('%x'), constant((t) => ({ elem: t.element('T'), shape: [], value: t.number('a') * t.number('b') }))])],
  };
});

/** A constant factor and a constant divisor are one factor */
export const joinFactorAndDivisor = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'join-factor-and-divisor',
    summary: 'A constant factor and a constant divisor are one factor',
    roots: ['div', 'mul'],
    patterns: [
      node('div', [node('mul', [value('%x', { type: { variable: 'T' } }), uniform('a')]), uniform('b')]),
      node('mul', [node('div', [value('%x', { type: { variable: 'T' } }), uniform('b')]), uniform('a')]),
    ],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'a division of integers cuts' },
      { if: (t) => (moderate(t, t.number('a')) && moderate(t, t.number('b'))) && moderate(t, t.number('a') / t.number('b')), because: 'the factors are very large or small' },
    ],
    results: [make('mul', [take('%x'), constant((t) => ({ elem: t.element('T'), shape: [], value: t.number('a') / t.number('b') }))])],
  };
});

/** Two constant divisors are one */
export const joinDivisors = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'join-divisors',
    summary: 'Two constant divisors are one',
    roots: ['div'],
    patterns: [node('div', [node('div', [value('%x', { type: { variable: 'T' } }), uniform('a')]), uniform('b')])],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'a division of integers cuts' },
      { if: (t) => (moderate(t, t.number('a')) && moderate(t, t.number('b'))) && moderate(t, t.number('a') * t.number('b')), because: 'the divisors are very large or small' },
    ],
    results: [make('div', [take('%x'), constant((t) => ({ elem: t.element('T'), shape: [], value: t.number('a') * t.number('b') }))])],
  };
});

/** Two constant terms are one */
export const joinTerms = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'join-terms',
    summary: 'Two constant terms are one',
    roots: ['add'],
    patterns: [node('add', [node('add', [value('%x', { type: { variable: 'T' } }), uniform('a')]), uniform('b')])],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'sums of integers may wrap' },
      { if: (t) => (moderate(t, t.number('a')) && moderate(t, t.number('b'))) && moderate(t, t.number('a') + t.number('b')), because: 'the terms are very large or small, or cancel out' },
    ],
    results: [make('add', [take('%x'), constant((t) => ({ elem: t.element('T'), shape: [], value: t.number('a') + t.number('b') }))])],
  };
});

/** The sum with a negated value is a difference */
export const addOfNeg = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'add-of-neg',
    summary: 'The sum with a negated value is a difference',
    roots: ['add'],
    patterns: [node('add', [value('%x'), node('neg', [value('%z')])])],
    results: [make('sub', [take('%x'), take('%z')])],
  };
});

/** The difference from a negated value is a sum */
export const subOfNeg = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'sub-of-neg',
    summary: 'The difference from a negated value is a sum',
    roots: ['sub'],
    patterns: [node('sub', [value('%x'), node('neg', [value('%z')])])],
    results: [make('add', [take('%x'), take('%z')])],
  };
});

/** Two signs cancel out */
export const negBoth = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'neg-both',
    summary: 'Two signs cancel out',
    roots: ['mul', 'div'],
    patterns: [node(['mul', 'div'], [node('neg', [value('%x')]), node('neg', [value('%z')])], { variable: 'f' })],
    when: [(t) => t.isIn(t.value('%x'), elementClasses.float) || t.isIn(t.value('%x'), elementClasses.signed_integer)],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'the least integer has no opposite' },
    ],
    results: [make((t) => t.op('f'), [take('%x'), take('%z')])],
  };
});

/** The sign of a product with a constant belongs to the constant */
export const negIntoConstant = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'neg-into-constant',
    summary: 'The sign of a product with a constant belongs to the constant',
    roots: ['mul', 'div'],
    patterns: [node(['mul', 'div'], [node('neg', [value('%x', { type: { variable: 'T' } })]), uniform('c')], { variable: 'f' })],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'the least integer has no opposite' },
    ],
    results: [make((t) => t.op('f'), [take('%x'), constant((t) => ({ elem: t.element('T'), shape: [], value: -t.number('c') }))])],
  };
});

/** What is times -1 is negated */
export const minusOneToNeg = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'minus-one-to-neg',
    summary: 'What is times -1 is negated',
    roots: ['mul', 'div'],
    patterns: [node(['mul', 'div'], [value('%x'), number(-1)], { variable: 'f' })],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'the least integer has no opposite' },
    ],
    results: [make('neg', [take('%x')])],
  };
});

/** What is taken from nothing is negated */
export const zeroMinusToNeg = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'zero-minus-to-neg',
    summary: 'What is taken from nothing is negated',
    roots: ['sub'],
    patterns: [node('sub', [uniform('c'), value('%x')])],
    when: [(t) => t.number('c') === 0],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.signed_integer) || t.isNegativeZero(t.number('c')), because: 'the difference of 0.0 and 0.0 is 0.0' },
    ],
    results: [make('neg', [take('%x')])],
  };
});

/** One divided by something is its reciprocal */
export const oneOverToReciprocal = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'one-over-to-reciprocal',
    summary: 'One divided by something is its reciprocal',
    roots: ['div'],
    patterns: [node('div', [number(1), value('%x')])],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'it is a division of integers' },
    ],
    results: [make('reciprocal', [take('%x')])],
  };
});

/** A factor that is a reciprocal divides */
export const mulOfReciprocal = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'mul-of-reciprocal',
    summary: 'A factor that is a reciprocal divides',
    roots: ['mul'],
    patterns: [node('mul', [value('%x'), node('reciprocal', [value('%z')])])],
    results: [make('div', [take('%x'), take('%z')])],
  };
});

/** The second power is a product */
export const square = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'square',
    summary: 'The second power is a product',
    roots: ['pow'],
    patterns: [node('pow', [value('%x'), number(2)])],
    results: [make('mul', [take('%x'), take('%x')])],
  };
});

/** A sign in front of what is made positive has no effect */
export const absOfNeg = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'abs-of-neg',
    summary: 'A sign in front of what is made positive has no effect',
    roots: ['abs'],
    patterns: [node('abs', [node('neg', [value('%x')], { shared: true })])],
    results: [make('abs', [take('%x')])],
  };
});

/** What is positive already stays as it is */
export const reluOfPositive = /* @__PURE__ */ dataRule(() => {
  const a = node(['abs', 'relu', 'exp', 'sigmoid'], [value('%x')], { variable: 'g', results: ['%a'], shared: true });
  return {
    name: 'relu-of-positive',
    summary: 'What is positive already stays as it is',
    roots: ['relu', 'abs'],
    patterns: [node(['relu', 'abs'], [line('%a', a)], { variable: 'f', results: ['%y'] })],
    where: [
      { if: (t) => t.isIn(t.value('%a'), elementClasses.float), because: 'the magnitude of the least integer is negative' },
    ],
    results: [take('%a')],
  };
});

/** The larger, the smaller, and both of a value and itself are the value */
export const withItself = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'with-itself',
    summary: 'The larger, the smaller, and both of a value and itself are the value',
    roots: ['maximum', 'minimum', 'logical_and', 'logical_or', 'bitwise_and', 'bitwise_or'],
    patterns: [node(['maximum', 'minimum', 'logical_and', 'logical_or', 'bitwise_and', 'bitwise_or'], [value('%x'), value('%x')], { variable: 'f' })],
    results: [take('%x')],
  };
});

/** A choice between equals is no choice */
export const chooseSame = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'choose-same',
    summary: 'A choice between equals is no choice',
    roots: ['where'],
    patterns: [node('where', [anything, value('%x'), value('%x')], { results: ['%y'] })],
    where: [
      { if: (t) => t.typeOf(t.value('%y')) === t.typeOf(t.value('%x')), because: 'the condition has axes of its own' },
    ],
    results: [take('%x')],
  };
});

/** A choice by what is not takes the branches in the other order */
export const chooseByNot = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'choose-by-not',
    summary: 'A choice by what is not takes the branches in the other order',
    roots: ['where'],
    patterns: [node('where', [node('logical_not', [value('%c')], { shared: true }), value('%a'), value('%b')])],
    results: [make('where', [take('%c'), take('%b'), take('%a')])],
  };
});

/** The negation of an order is the opposite order */
export const notLess = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'not-less',
    summary: 'The negation of an order is the opposite order',
    roots: ['logical_not'],
    patterns: [node('logical_not', [node('less', [value('%x'), value('%z')])])],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.integer), because: 'NaN is neither less nor greater' },
    ],
    results: [make('greater_equal', [take('%x'), take('%z')])],
  };
});

/** The negation of an order is the opposite order */
export const notGreater = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'not-greater',
    summary: 'The negation of an order is the opposite order',
    roots: ['logical_not'],
    patterns: [node('logical_not', [node('greater', [value('%x'), value('%z')])])],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.integer), because: 'NaN is neither less nor greater' },
    ],
    results: [make('less_equal', [take('%x'), take('%z')])],
  };
});

/** A reduction of a reduction is one over all their axes */
export const mergeReductions = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'merge-reductions',
    summary: 'A reduction of a reduction is one over all their axes',
    roots: ['reduce_sum', 'reduce_mean', 'reduce_max', 'reduce_min', 'reduce_prod'],
    patterns: [node(['reduce_sum', 'reduce_mean', 'reduce_max', 'reduce_min', 'reduce_prod'], [node(['reduce_sum', 'reduce_mean', 'reduce_max', 'reduce_min', 'reduce_prod'], [value('%x')], { variable: 'f', attrs: { axes: bind('a'), keepdims: is(true) } })], { variable: 'f', attrs: { axes: bind('b'), keepdims: is(true) } })],
    where: [
      { if: (t) => t.ints('a').length > 0 && t.ints('b').length > 0, because: 'one of them reduces all axes, or none' },
      { if: (t) => t.op('f') !== 'reduce_mean' || t.isIn(t.value('%x'), elementClasses.float), because: 'a mean of integers cuts' },
      { if: (t) => t.axes(t.ints('b'), t.shapeOf(t.value('%x')).length).every((i) => t.axes(t.ints('a'), t.shapeOf(t.value('%x')).length).every((j) => i !== j)), because: 'they reduce the same axis' },
    ],
    results: [make((t) => t.op('f'), [take('%x')], (t) => ({ axes: [...t.ints('a'), ...t.ints('b')], keepdims: true }))],
  };
});

/** Rules of the group algebra, in the order of the file. */
export const algebraRules: readonly DataRule[] = [
  joinFactors,
  joinFactorAndDivisor,
  joinDivisors,
  joinTerms,
  addOfNeg,
  subOfNeg,
  negBoth,
  negIntoConstant,
  minusOneToNeg,
  zeroMinusToNeg,
  oneOverToReciprocal,
  mulOfReciprocal,
  square,
  absOfNeg,
  reluOfPositive,
  withItself,
  chooseSame,
  chooseByNot,
  notLess,
  notGreater,
  mergeReductions,
];
