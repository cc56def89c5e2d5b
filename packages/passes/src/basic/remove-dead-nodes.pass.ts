// Removes nodes that nobody reads, and constants and symbols that are left over.
//
//   %a = relu(%x) : f32[4]
//   %b = neg(%x) : f32[4]          nobody reads %b
//   return %a
//   →
//   %a = relu(%x) : f32[4]
//   return %a
//
// One sweep from the last node to the first: a node is looked at after all its readers.

import { dropUnusedConsts, dropUnusedRanges, type Node, type Region, type Rewriter } from '@afterglow/ir';
import { isRemovable } from '../manager/apply-rules.js';
import { definePass, type PassContext } from '../manager/pass.js';

const RULE = 'remove-dead-node';

function sweep(region: Region, rewriter: Rewriter, context: PassContext): void {
  let node = region.last;
  while (node) {
    const before: Node | undefined = node.prev;
    if (isRemovable(node)) {
      if (!context.mayApply()) return;
      context.fired(RULE, node);
      rewriter.erase(node);
    } else for (const inner of node.regions) sweep(inner, rewriter, context);
    node = before;
  }
}

export const removeDeadNodes = definePass({
  name: 'remove-dead-nodes',
  summary: 'remove nodes, constants and symbols that nothing reads',
  stage: 'canonicalize',
  options: {
    constants: { default: true, summary: 'also remove constants that nothing reads' },
  },
  run(context, options) {
    for (const func of [...context.module.funcs.values()]) {
      sweep(func.body, context.rewriter(func), context);
      dropUnusedRanges(func);
    }
    if (options.constants) dropUnusedConsts(context.module);
  },
});
