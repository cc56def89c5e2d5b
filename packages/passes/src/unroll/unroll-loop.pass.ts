// Writes short loops out, iteration by iteration: a card runs straight code, and what is known of one iteration folds.
//
//   %y, %all = loop(%two, _, %x) {carried = 1} body(%i: i64[], %c: bool[], %s: f32[4]) {
//     %t = add(%s, %w) : f32[4]
//     yield %c, %t, %t
//   } : f32[4], f32[2, 4]
//   →
//   %t   = add(%x, %w) : f32[4]
//   %y   = add(%t, %w) : f32[4]
//   %t.1 = reshape(%t) {shape = [1, 4]} : f32[1, 4]
//   %t.2 = reshape(%y) {shape = [1, 4]} : f32[1, 4]
//   %all = concat(%t.1, %t.2) {axis = 0} : f32[2, 4]
//
// Bags are raised from loops, so this comes after `raise-embedding-bag`. Each application removes a loop and writes at most
// `max-nodes` nodes, so it ends: loops inside an unrolled one are nodes of its body and counted as such.

import { applyRules } from '../manager/apply-rules.js';
import { definePass } from '../manager/pass.js';
import { unrollLoop } from './unroll-loop.rule.js';

const LIMITS = { iterations: 8, nodes: 128 };

export const unrollLoops = definePass({
  name: 'unroll-loop',
  summary: 'write out loops whose number of iterations is known and small',
  stage: 'optimize',
  options: {
    'max-iterations': { default: LIMITS.iterations, summary: 'most iterations of a loop that is written out' },
    'max-nodes': { default: LIMITS.nodes, summary: 'most nodes that a loop may become' },
  },
  rules: [unrollLoop(LIMITS)],
  run(context, options) {
    const rule = unrollLoop({ iterations: options['max-iterations'], nodes: options['max-nodes'] });
    for (const func of [...context.module.funcs.values()]) applyRules(context, func, [rule]);
  },
});
