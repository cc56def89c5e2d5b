// Generated from ir-spec/rules/identities.rw by `npm run generate`. Do not edit.
// Nodes that hand an operand on unchanged. None of these rules changes a result, not even the sign of a zero. Each removes a node or
// one that it reads, so they end.

import { elementClasses } from '@afterglow/ir';
import {
  bind,
  dataRule,
  line,
  node,
  number,
  take,
  uniform,
  value,
  type DataRule,
} from '../rules/index.js';

/** A node that does nothing is its operand */
export const removeIdentity = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'remove-identity',
    summary: 'A node that does nothing is its operand',
    roots: ['identity'],
    patterns: [node('identity', [value('%x')])],
    results: [take('%x')],
  };
});

/** A sum with nothing is the other operand */
export const removeZeroTerm = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'remove-zero-term',
    summary: 'A sum with nothing is the other operand',
    roots: ['add'],
    patterns: [node('add', [value('%x'), uniform('c')])],
    when: [(t) => t.number('c') === 0],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.integer) || t.isNegativeZero(t.number('c')), because: 'the sum of -0.0 and 0.0 is 0.0' },
    ],
    results: [take('%x')],
  };
});

/** A difference from nothing is the first operand */
export const removeZeroSubtrahend = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'remove-zero-subtrahend',
    summary: 'A difference from nothing is the first operand',
    roots: ['sub'],
    patterns: [node('sub', [value('%x'), uniform('c')])],
    when: [(t) => t.number('c') === 0],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.integer) || !t.isNegativeZero(t.number('c')), because: 'the difference of -0.0 and -0.0 is 0.0' },
    ],
    results: [take('%x')],
  };
});

/** A product with 1, a quotient by 1 and the first power are the operand */
export const removeUnitFactor = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'remove-unit-factor',
    summary: 'A product with 1, a quotient by 1 and the first power are the operand',
    roots: ['mul', 'div', 'pow'],
    patterns: [node(['mul', 'div', 'pow'], [value('%x'), number(1)], { variable: 'f' })],
    results: [take('%x')],
  };
});

/** A cast to the type that the operand has is the operand */
export const removeCast = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'remove-cast',
    summary: 'A cast to the type that the operand has is the operand',
    roots: ['cast'],
    patterns: [node('cast', [value('%x')], { results: ['%y'], rest: true })],
    when: [(t) => t.typeOf(t.value('%y')) === t.typeOf(t.value('%x'))],
    results: [take('%x')],
  };
});

/** A reshape or expand to the shape that the operand has is the operand */
export const removeReshape = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'remove-reshape',
    summary: 'A reshape or expand to the shape that the operand has is the operand',
    roots: ['reshape', 'expand'],
    patterns: [node(['reshape', 'expand'], [value('%x')], { variable: 'f', results: ['%y'], rest: true })],
    when: [(t) => t.typeOf(t.value('%y')) === t.typeOf(t.value('%x'))],
    results: [take('%x')],
  };
});

/** A transpose that leaves every axis in its place is the operand */
export const removeTranspose = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'remove-transpose',
    summary: 'A transpose that leaves every axis in its place is the operand',
    roots: ['transpose'],
    patterns: [node('transpose', [value('%x')], { attrs: { perm: bind('p') } })],
    when: [(t) => t.range(t.ints('p').length).every((i) => t.at(t.ints('p'), i) === i)],
    results: [take('%x')],
  };
});

/** One repetition is the operand */
export const removeTile = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'remove-tile',
    summary: 'One repetition is the operand',
    roots: ['tile'],
    patterns: [node('tile', [value('%x')], { attrs: { repeats: bind('r') } })],
    when: [(t) => t.sizes('r').every((count) => t.same(count, 1))],
    results: [take('%x')],
  };
});

/** A pad that adds nothing is the operand */
export const removePad = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'remove-pad',
    summary: 'A pad that adds nothing is the operand',
    roots: ['pad'],
    patterns: [node('pad', [value('%x'), value('%fill', { optional: true })], { attrs: { pads: bind('p') }, rest: true })],
    when: [(t) => t.sizes('p').every((count) => t.same(count, 0))],
    results: [take('%x')],
  };
});

/** A slice of everything is the operand */
export const removeSlice = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'remove-slice',
    summary: 'A slice of everything is the operand',
    roots: ['slice'],
    patterns: [node('slice', [value('%x')], { attrs: { starts: bind('from'), ends: bind('to'), axes: bind('a'), steps: bind('s') } })],
    when: [(t) => t.range(t.ints('a').length).every((i) => (t.at(t.ints('s'), i) === 1 && t.same(t.at(t.sizes('from'), i), 0)) && t.same(t.at(t.sizes('to'), i), t.at(t.shapeOf(t.value('%x')), t.at(t.ints('a'), i))))],
    results: [take('%x')],
  };
});

/** A split into one part is the operand */
export const removeSplit = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'remove-split',
    summary: 'A split into one part is the operand',
    roots: ['split'],
    patterns: [node('split', [value('%x')], { attrs: { sizes: bind('s') }, rest: true })],
    when: [(t) => t.sizes('s').length === 1],
    results: [take('%x')],
  };
});

/** Applied twice, these functions give the operand back */
export const collapseInvolution = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'collapse-involution',
    summary: 'Applied twice, these functions give the operand back',
    roots: ['neg', 'logical_not', 'bitwise_not'],
    patterns: [node(['neg', 'logical_not', 'bitwise_not'], [node(['neg', 'logical_not', 'bitwise_not'], [value('%x')], { variable: 'f', shared: true })], { variable: 'f' })],
    results: [take('%x')],
  };
});

/** Applied twice, these functions do what they did the first time */
export const collapseTwice = /* @__PURE__ */ dataRule(() => {
  const a = node(['relu', 'abs', 'floor', 'ceil', 'round', 'sign'], [value('%x')], { variable: 'f', results: ['%a'], shared: true });
  return {
    name: 'collapse-twice',
    summary: 'Applied twice, these functions do what they did the first time',
    roots: ['relu', 'abs', 'floor', 'ceil', 'round', 'sign'],
    patterns: [node(['relu', 'abs', 'floor', 'ceil', 'round', 'sign'], [line('%a', a)], { variable: 'f', results: ['%y'] })],
    results: [take('%a')],
  };
});

/** A choice that is always yes is its first branch */
export const chooseFirst = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'choose-first',
    summary: 'A choice that is always yes is its first branch',
    roots: ['where'],
    patterns: [node('where', [number(1), value('%a'), value('%b')], { results: ['%y'] })],
    where: [
      { if: (t) => t.typeOf(t.value('%y')) === t.typeOf(t.value('%a')), because: 'the branch is broadcast' },
    ],
    results: [take('%a')],
  };
});

/** A choice that is always no is its second branch */
export const chooseSecond = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'choose-second',
    summary: 'A choice that is always no is its second branch',
    roots: ['where'],
    patterns: [node('where', [number(0), value('%a'), value('%b')], { results: ['%y'] })],
    where: [
      { if: (t) => t.typeOf(t.value('%y')) === t.typeOf(t.value('%b')), because: 'the branch is broadcast' },
    ],
    results: [take('%b')],
  };
});

/** Rules of the group identities, in the order of the file. */
export const identitiesRules: readonly DataRule[] = [
  removeIdentity,
  removeZeroTerm,
  removeZeroSubtrahend,
  removeUnitFactor,
  removeCast,
  removeReshape,
  removeTranspose,
  removeTile,
  removePad,
  removeSlice,
  removeSplit,
  collapseInvolution,
  collapseTwice,
  chooseFirst,
  chooseSecond,
];
