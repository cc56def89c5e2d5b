// One order of operands, so that later patterns need only one form.
//
//   %y = add(%const, %x)   →   %y = add(%x, %const)
//
// A constant moves right at most once, so the rule ends.

import type { Node } from '@afterglow/ir';
import { defineRule, type Rule } from '../../manager/rule.js';

const constantRight = defineRule<Node>({
  name: 'constant-right',
  summary: 'the constant operand of a commutative op stands second',
  root: [
    'add',
    'mul',
    'maximum',
    'minimum',
    'logical_and',
    'logical_or',
    'logical_xor',
    'bitwise_and',
    'bitwise_or',
    'bitwise_xor',
    'equal',
  ],
  match: (node) => {
    const [a, b] = node.operands;
    return a?.def.kind === 'const' && b && b.def.kind !== 'const' ? node : undefined;
  },
  build: (node, rewriter) => {
    const [a, b] = node.operands;
    rewriter.setOperand(node, 0, b);
    rewriter.setOperand(node, 1, a);
    return undefined;
  },
});

export const orderRules: readonly Rule[] = [constantRight];
