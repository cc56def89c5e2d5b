// What is the same in every iteration is computed once, before the loop.
//
//   %y = loop(%n, %go, %a) body(%i: i64[], %c: bool[], %s: f32[4]) {
//     %k = exp(%x) : f32[4]                                 %x comes from outside
//     %t = add(%s, %k)
//     yield %c, %t
//   }
//   →
//   %k = exp(%x) : f32[4]
//   %y = loop(%n, %go, %a) body(…) { %t = add(%s, %k)  yield %c, %t }
//
// Only what cannot fail moves, because the loop may not run at all: nothing that picks by index, no division of integers. Nodes only move
// outwards, so one sweep from the inside to the outside ends.

import { isInteger } from '@afterglow/core';
import { type Node, nodesOf, type Region, type Rewriter, type Value } from '@afterglow/ir';
import { tensorTypeOf } from '../basic/look.js';
import { definePass, type PassContext } from '../manager/pass.js';

const RULE = 'hoist-invariant';
const LOOPS: ReadonlySet<string> = new Set(['loop', 'scan']);
/** Ops that are refused at run time for some data. */
const MAY_FAIL = /^(gather|scatter|div$|mod$|pow$|shift)/;

function isInside(region: Region | undefined, outer: Region): boolean {
  for (let at = region; at; at = at.parent?.region) if (at === outer) return true;
  return false;
}

function regionOf(value: Value): Region | undefined {
  const { def } = value;
  return def.kind === 'const' ? undefined : def.kind === 'param' ? def.region : def.node.region;
}

function canMove(node: Node): boolean {
  const { traits, name } = node.op;
  if (node.regions.length > 0 || !traits.has('pure') || traits.has('random') || traits.has('data_dependent'))
    return false;
  if (!traits.has('elementwise') && !traits.has('movement') && !traits.has('contraction')) return false;
  const elem = tensorTypeOf(node.results[0])?.elem;
  return elem !== undefined && !(MAY_FAIL.test(name) && (isInteger(elem) || !traits.has('elementwise')));
}

function sweep(region: Region, context: PassContext, rewriter: Rewriter): void {
  for (const node of nodesOf(region)) {
    for (const inner of node.regions) {
      sweep(inner, context, rewriter);
      if (!LOOPS.has(node.op.name)) continue;
      for (const candidate of nodesOf(inner)) {
        const isInvariant = candidate.operands.every((value) => !value || !isInside(regionOf(value), inner));
        // Constants alone are folded, or kept where folding them is too dear.
        const reads = candidate.operands.some((value) => value && value.def.kind !== 'const');
        if (!isInvariant || !reads) continue;
        if (!canMove(candidate)) {
          context.declined(RULE, candidate, 'it may fail, and the loop may not run');
          continue;
        }
        if (!context.mayApply()) return;
        context.fired(RULE, candidate);
        rewriter.moveBefore(candidate, node);
      }
    }
  }
}

export const hoistInvariants = definePass({
  name: 'hoist-invariants',
  summary: 'compute what is the same in every iteration before the loop',
  stage: 'optimize',
  run(context) {
    for (const func of [...context.module.funcs.values()]) sweep(func.body, context, context.rewriter(func));
  },
});
