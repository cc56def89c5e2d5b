// Writes ops that the target cannot run in simpler ones that it can, so that raising an idiom to one op costs no backend what it
// could do before. What the target runs itself stays as it is.
//
//   %y = swish(%x) {alpha = 1.0}             a target with sigmoid and mul, but no swish
//   →
//   %s = sigmoid(%x)
//   %y = mul(%x, %s)
//
// A node stays whole when the target could not run its parts either: a cut through the middle of it gains nothing. Products of
// matrices are worth one. A target that takes an op apart in a way of its own is asked first. Ends: what a decomposition is made of is not decomposed again, except that the target refuses it, too,
// and no definition here uses itself.

import { type Func, type Node, walk } from '@afterglow/ir';
import { definePass, type Pass, type PassContext } from '../manager/pass.js';
import { decompositions } from './decompositions.js';

const RULE = 'write-out';

/** Why a target cannot run a node, or undefined when it can. */
export type WhyIllegal = (node: Node) => string | undefined;

/** Nodes that stand between two others, both excluded. */
function between(first: Node | undefined, last: Node): Node[] {
  const nodes: Node[] = [];
  for (let node = last.prev; node && node !== first; node = node.prev) nodes.push(node);
  return nodes;
}

function writeOutNode(context: PassContext, node: Node, whyIllegal: WhyIllegal): void {
  const write = decompositions.get(node.op.name);
  const refusal = write && whyIllegal(node);
  if (!write || refusal === undefined || !context.mayApply()) return;
  const rewriter = context.rewriter(node.func);
  rewriter.startRule();
  const before = node.prev;
  const made = write(node, rewriter.before(node));
  const parts = between(before, node);
  const refused = parts.find((part) => whyIllegal(part) !== undefined);
  const isWorthIt = !refused || parts.some((part) => part.op.name === 'matmul' && whyIllegal(part) === undefined);
  if (made && made.type === node.results[0]?.type && isWorthIt) {
    context.fired(RULE, node);
    rewriter.replace(node, [made], RULE);
    return;
  }
  for (const part of parts) rewriter.erase(part);
  const because =
    made && refused
      ? `it would be written with ${refused.op.name}, which the target cannot run either (${whyIllegal(refused) ?? ''})`
      : 'this form of it is not written in simpler ops';
  context.declined(RULE, node, because);
}

function writeOutFunc(context: PassContext, func: Func, whyIllegal: WhyIllegal): void {
  for (const node of [...walk(func.body)]) if (node.region) writeOutNode(context, node, whyIllegal);
}

/** The pass for a target; what that cannot run, `whyIllegal` says. */
export function writeOutPass(whyIllegal: WhyIllegal): Pass {
  return definePass({
    name: RULE,
    summary: 'write ops that the target cannot run in simpler ones that it can',
    stage: 'quantize',
    run(context) {
      for (const func of [...context.module.funcs.values()]) writeOutFunc(context, func, whyIllegal);
    },
  });
}
