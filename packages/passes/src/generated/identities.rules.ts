// Generated from ir-spec/rules/identities.rw by `npm run generate`. Do not edit.
// Nodes that hand an operand on unchanged. Each rule removes a node, and none changes a result, not even the sign of a zero.

import { elementClasses } from '@afterglow/ir';
import {
  dataRule,
  node,
  take,
  uniform,
  value,
  type DataRule,
} from '../rules/index.js';

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

/** Rules of the group identities, in the order of the file. */
export const identitiesRules: readonly DataRule[] = [
  removeZeroTerm,
  collapseInvolution,
];
