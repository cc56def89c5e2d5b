// Parts of a concat that hold nothing go, which a rule file cannot say: it has no filter over operands.
//
//   %y = concat(%empty, %x) {axis = 0}          %empty : f32[0, 4]
//   →
//   %x
//
// Each removes an operand or the node, so the rule ends.

import type { Node, Value } from '@afterglow/ir';
import { defineRule, type Rule } from '../../manager/rule.js';
import { tensorTypeOf } from '../look.js';

const dropEmptyParts = defineRule<{ readonly node: Node; readonly parts: readonly Value[] }>({
  name: 'drop-empty-parts',
  summary: 'concat without parts that hold nothing; of one part, the part',
  root: ['concat'],
  match: (node) => {
    const operands = node.operands.filter((value) => value !== undefined);
    const axis = node.attrs['axis'];
    const parts = operands.filter((value) => {
      const shape = tensorTypeOf(value)?.shape ?? [];
      const at = typeof axis === 'number' ? (axis < 0 ? axis + shape.length : axis) : 0;
      return shape[at] !== 0;
    });
    const some = parts.length > 0 ? parts : operands.slice(0, 1);
    return some.length < operands.length || operands.length === 1 ? { node, parts: some } : undefined;
  },
  where: [
    {
      if: ({ node, parts }) => parts.length !== 1 || parts[0]?.type === node.results[0]?.type,
      because: 'the sizes are equal but not provably so',
    },
  ],
  build: ({ node, parts }, rewriter) => {
    const [only] = parts;
    return only && parts.length === 1 ? only : rewriter.before(node).value('concat', parts, node.attrs);
  },
});

export const emptyPartRules: readonly Rule[] = [dropEmptyParts];
