// Generated from ir-spec/ops/loss.op by `npm run generate`. Do not edit.
// Losses of classifiers, as training graphs and evaluations compute them.

import type { OpDef } from '../graph/op-def.js';
import { defineOp } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

/**
 * Minus the entry of x that belongs to the target, times the weight of the target's class (1 without weights), for each
 * target. The mean is the sum divided by the sum of the weights that counted.
 */
export const nllLossOp = /* @__PURE__ */ defineOp({
  name: 'nll_loss',
  family: 'loss',
  summary: 'Minus the entry of x that belongs to the target, times the weight of the target\'s class (1 without weights), for each target. The mean is the sum divided by the sum of the weights that counted.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'target', arity: 'one' }, { name: 'weight', arity: 'optional' }],
  results: [{ name: 'loss', arity: 'one' }],
  attrs: [
    { name: 'reduction', kind: 'enum', values: ['none', 'sum', 'mean'], default: 'mean' },
    { name: 'ignore_index', summary: 'Targets of this value count nothing. Any other value outside of 0 to C - 1 is a run-time error.', kind: 'i64', optional: true },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', '..D']);
    t.operand('target', 'I', ['N', '..D']);
    t.operand('weight', 'T', ['C']);
    t.elements('T', 'float', elementClasses.float);
    t.elements('I', 'index', elementClasses.index);
    const reduction = t.string('reduction');
    const N = t.dim('N');
    const D = t.shape('D');
    return [t.tensor('T', [...(reduction === 'none' ? [N, ...D] : [])])];
  },
});

/** Ops of the family loss, by name. */
export const lossOps: readonly OpDef[] = [
  nllLossOp,
];
