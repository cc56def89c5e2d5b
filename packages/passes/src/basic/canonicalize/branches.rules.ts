// An `if` whose condition is known becomes the branch taken.
//
//   %y = if(%true) then { %a = neg(%x) : f32[4]  yield %a } else { … }   →   %a = neg(%x) : f32[4]
//
// Each removes a node with regions, so the rule ends.

import { type Node, nodesOf, type Region, scalarShapeValueOf } from '@afterglow/ir';
import { defineRule, type Rule } from '../../manager/rule.js';
import { uniformConst } from '../look.js';

interface Known {
  readonly node: Node;
  readonly branch: Region;
}

const takeBranch = defineRule<Known>({
  name: 'take-branch',
  root: 'if',
  match: (node) => {
    const condition = uniformConst(node.operands[0]) ?? scalarShapeValueOf(node.operands[0]);
    const branch = typeof condition === 'number' ? node.regions[condition !== 0 ? 0 : 1] : undefined;
    return branch && { node, branch };
  },
  where: [
    {
      if: ({ node, branch }) => branch.results.every((value, i) => value.type === node.results[i]?.type),
      because: 'the branch has other sizes than the node says',
    },
  ],
  build: ({ node, branch }, rewriter) => {
    const results = [...branch.results];
    for (const inner of nodesOf(branch)) rewriter.moveBefore(inner, node);
    return results;
  },
});

export const branchRules: readonly Rule[] = [takeBranch];
