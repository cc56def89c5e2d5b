// Generated from ir-spec/rules/movement.rw by `npm run generate`. Do not edit.
// Chains of movements and casts become one, in one spelling. Each rule shortens a chain, makes a movement a reshape, which is never taken
// back, or puts a constant second, so they end.

import { elementClasses } from '@afterglow/ir';
import {
  bind,
  dataRule,
  make,
  node,
  take,
  value,
  type DataRule,
} from '../rules/index.js';

/** Axes of size 1 come and go by reshapes, so that later patterns know one op */
export const axesToReshape = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'axes-to-reshape',
    summary: 'Axes of size 1 come and go by reshapes, so that later patterns know one op',
    roots: ['squeeze', 'unsqueeze'],
    patterns: [node(['squeeze', 'unsqueeze'], [value('%x')], { variable: 'f', results: ['%y'], rest: true })],
    results: [make('reshape', [take('%x')], (t) => ({ shape: t.shapeOf(t.value('%y')) }))],
  };
});

/** The last of several reshapes decides */
export const mergeReshapes = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'merge-reshapes',
    summary: 'The last of several reshapes decides',
    roots: ['reshape'],
    patterns: [node('reshape', [node('reshape', [value('%x')], { rest: true, shared: true })], { attrs: { shape: bind('s') } })],
    results: [make('reshape', [take('%x')], (t) => ({ shape: t.sizes('s') }))],
  };
});

/** The wider of two expands decides */
export const mergeExpands = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'merge-expands',
    summary: 'The wider of two expands decides',
    roots: ['expand'],
    patterns: [node('expand', [node('expand', [value('%x')], { rest: true, shared: true })], { results: ['%y'], rest: true })],
    results: [make('expand', [take('%x')], (t) => ({ shape: t.shapeOf(t.value('%y')) }))],
  };
});

/** Two transposes are one */
export const mergeTransposes = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'merge-transposes',
    summary: 'Two transposes are one',
    roots: ['transpose'],
    patterns: [node('transpose', [node('transpose', [value('%x')], { attrs: { perm: bind('p') }, shared: true })], { attrs: { perm: bind('q') } })],
    results: [make('transpose', [take('%x')], (t) => ({ perm: t.ints('q').map((axis) => t.at(t.ints('p'), axis)) }))],
  };
});

/** A transpose that moves only axes of size 1 is a reshape */
export const transposeToReshape = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'transpose-to-reshape',
    summary: 'A transpose that moves only axes of size 1 is a reshape',
    roots: ['transpose'],
    patterns: [node('transpose', [value('%x')], { results: ['%y'], attrs: { perm: bind('p') } })],
    when: [(t) => t.range(t.ints('p').length).every((i) => t.range(i).every((j) => (t.same(t.at(t.shapeOf(t.value('%x')), t.at(t.ints('p'), i)), 1) || t.same(t.at(t.shapeOf(t.value('%x')), t.at(t.ints('p'), j)), 1)) || t.at(t.ints('p'), j) < t.at(t.ints('p'), i)))],
    results: [make('reshape', [take('%x')], (t) => ({ shape: t.shapeOf(t.value('%y')) }))],
  };
});

/** A cast to a wider type and back is the operand */
export const castBack = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'cast-back',
    summary: 'A cast to a wider type and back is the operand',
    roots: ['cast'],
    patterns: [node('cast', [node('cast', [value('%x')], { attrs: { to: bind('via') }, rest: true, shared: true })], { results: ['%y'], rest: true })],
    when: [(t) => t.typeOf(t.value('%y')) === t.typeOf(t.value('%x'))],
    where: [
      { if: (t) => t.isLossless(t.elementOf(t.value('%x')), t.elem('via')), because: 'the type in between does not hold every value' },
    ],
    results: [take('%x')],
  };
});

/** Of two casts between numbers of one kind, the first goes when it loses nothing */
export const widenOnce = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'widen-once',
    summary: 'Of two casts between numbers of one kind, the first goes when it loses nothing',
    roots: ['cast'],
    patterns: [node('cast', [node('cast', [value('%x')], { attrs: { to: bind('via') }, rest: true, shared: true })], { attrs: { to: bind('t') }, rest: 'rest' })],
    where: [
      { if: (t) => t.isLossless(t.elementOf(t.value('%x')), t.elem('via')) && ((((t.isIn(t.value('%x'), elementClasses.float) || t.isIn(t.value('%x'), elementClasses.small_float)) && (t.isIn(t.elem('via'), elementClasses.float) || t.isIn(t.elem('via'), elementClasses.small_float))) && (t.isIn(t.elem('t'), elementClasses.float) || t.isIn(t.elem('t'), elementClasses.small_float))) || ((t.isIn(t.value('%x'), elementClasses.integer) && t.isIn(t.elem('via'), elementClasses.integer)) && t.isIn(t.elem('t'), elementClasses.integer))), because: 'the first cast may lose something, or changes the kind of number' },
    ],
    results: [make('cast', [take('%x')], (t) => ({ to: t.elem('t'), ...t.rest('rest') }))],
  };
});

/** The constant operand of a commutative op stands second, so that later patterns need only one form */
export const constantRight = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'constant-right',
    summary: 'The constant operand of a commutative op stands second, so that later patterns need only one form',
    roots: ['add', 'mul', 'maximum', 'minimum', 'logical_and', 'logical_or', 'logical_xor', 'bitwise_and', 'bitwise_or', 'bitwise_xor', 'equal'],
    patterns: [node(['add', 'mul', 'maximum', 'minimum', 'logical_and', 'logical_or', 'logical_xor', 'bitwise_and', 'bitwise_or', 'bitwise_xor', 'equal'], [value('%k', { constant: true }), value('%x')], { variable: 'f', ordered: true })],
    when: [(t) => !t.isConstant(t.value('%x'))],
    results: [make((t) => t.op('f'), [take('%x'), take('%k')])],
  };
});

/** Rules of the group movement, in the order of the file. */
export const movementRules: readonly DataRule[] = [
  axesToReshape,
  mergeReshapes,
  mergeExpands,
  mergeTransposes,
  transposeToReshape,
  castBack,
  widenOnce,
  constantRight,
];
