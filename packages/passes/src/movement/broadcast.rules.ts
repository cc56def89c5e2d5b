// Repetition that the reader does by itself.
//
//   add(expand(%b) {shape = [N, 4]}, %x : [N, 4])      →   add(%b, %x)
//   tile(%b : [1, 4]) {repeats = [N, 1]}               →   expand(%b) {shape = [N, 4]}
//
// The first removes a node from a path, the second removes a tile; so the rules end.

import type { Node } from '@afterglow/ir';
import { dimsAttr, madeBy, tensorTypeOf } from '../basic/look.js';
import { defineRule, type Rule } from '../manager/rule.js';

/** Ops whose operands broadcast. */
const BROADCASTING = [
  ...['add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'mod', 'pow', 'where'],
  ...['logical_and', 'logical_or', 'logical_xor', 'equal', 'less', 'less_equal', 'greater', 'greater_equal'],
];

const dropExpand = defineRule<{ readonly node: Node; readonly at: number; readonly expand: Node }>({
  name: 'drop-expand',
  summary: 'an operand that broadcasts by itself need not be expanded',
  root: BROADCASTING,
  match: (node) => {
    const at = node.operands.findIndex((value) => madeBy(value, 'expand'));
    const expand = madeBy(node.operands[at], 'expand');
    return expand && { node, at, expand };
  },
  build: ({ node, at, expand }, rewriter) => {
    const operands = node.operands.map((value, i) => (i === at ? expand.operands[0] : value));
    const inferred = rewriter.before(node).infer(node.op.name, operands, node.attrs);
    const type = inferred.ok ? inferred.types[0] : undefined;
    if (type !== node.results[0]?.type) return { because: 'the other operands do not give the size' };
    rewriter.setOperand(node, at, operands[at]);
    return undefined;
  },
});

const tileToExpand = defineRule<Node>({
  name: 'tile-to-expand',
  summary: 'repeating single elements is an expand',
  root: 'tile',
  match: (node) => node,
  where: [
    {
      if: (node) => {
        const shape = tensorTypeOf(node.operands[0])?.shape ?? [];
        return dimsAttr(node, 'repeats').every((count, axis) => count === 1 || shape[axis] === 1);
      },
      because: 'an axis of several elements is repeated',
    },
  ],
  build: (node, rewriter) => {
    const shape = tensorTypeOf(node.results[0])?.shape ?? [];
    const y = rewriter.before(node).value('expand', [node.operands[0]], { shape });
    return y.type === node.results[0]?.type ? y : { because: 'a repeat may be 0' };
  },
});

export const broadcastRules: readonly Rule[] = [dropExpand, tileToExpand];
