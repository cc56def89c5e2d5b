// Generated from ir-spec/rules/reductions.rw by `npm run generate`. Do not edit.
// Reductions that exporters write in several steps: norms, and logarithms of sums. Each rule removes a reduce_sum and puts none back, so they
// end. The one op rounds once where the steps round each, and does not overflow on the way: where a square or `exp` does, the steps give
// infinity and the op the value.

import { elementClasses } from '@afterglow/ir';
import {
  dataRule,
  make,
  node,
  number,
  take,
  value,
  type DataRule,
} from '../rules/index.js';

/** The length of a vector: a root of a sum of squares */
export const raiseL2 = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-l2',
    summary: 'The length of a vector: a root of a sum of squares',
    roots: ['sqrt', 'pow'],
    patterns: [
      node('sqrt', [node('reduce_sum', [node('mul', [value('%x'), value('%x')])], { rest: 'attrs' })]),
      node('sqrt', [node('reduce_sum', [node('pow', [value('%x'), number(2)])], { rest: 'attrs' })]),
      node('sqrt', [node('reduce_sum_square', [value('%x')], { rest: 'attrs' })]),
      node('pow', [node('reduce_sum', [node('mul', [value('%x'), value('%x')])], { rest: 'attrs' }), number(0.5)]),
      node('pow', [node('reduce_sum', [node('pow', [value('%x'), number(2)])], { rest: 'attrs' }), number(0.5)]),
      node('pow', [node('reduce_sum_square', [value('%x')], { rest: 'attrs' }), number(0.5)]),
    ],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'it is computed in integers' },
    ],
    results: [make('reduce_l2', [take('%x')], (t) => ({ ...t.rest('attrs') }))],
  };
});

/** The sum of sizes */
export const raiseL1 = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-l1',
    summary: 'The sum of sizes',
    roots: ['reduce_sum'],
    patterns: [node('reduce_sum', [node('abs', [value('%x')])], { rest: 'attrs' })],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'the size of the least integer wraps' },
    ],
    results: [make('reduce_l1', [take('%x')], (t) => ({ ...t.rest('attrs') }))],
  };
});

/** The logarithm of a sum of exponentials */
export const raiseLogSumExp = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-log-sum-exp',
    summary: 'The logarithm of a sum of exponentials',
    roots: ['log'],
    patterns: [node('log', [node('reduce_sum', [node('exp', [value('%x')])], { rest: 'attrs' })])],
    results: [make('reduce_log_sum_exp', [take('%x')], (t) => ({ ...t.rest('attrs') }))],
  };
});

/** The logarithm of any other sum */
export const raiseLogSum = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-log-sum',
    summary: 'The logarithm of any other sum',
    roots: ['log'],
    patterns: [node('log', [node('reduce_sum', [value('%x')], { rest: 'attrs' })])],
    results: [make('reduce_log_sum', [take('%x')], (t) => ({ ...t.rest('attrs') }))],
  };
});

/** Rules of the group reductions, in the order of the file. */
export const reductionsRules: readonly DataRule[] = [
  raiseL2,
  raiseL1,
  raiseLogSumExp,
  raiseLogSum,
];
