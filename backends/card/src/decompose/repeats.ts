// Operands of which only the run tells whether they are repeated: they are spread to the size of the result first, by a copy that is
// whole or a repetition along each such axis. Behind it nothing is open any more.
//
//   %y = add(%a, %b)                                  a: f32[A], b: f32[B]
//   →
//   %a1 = expand(%a) {shape = [R]}                    R is the larger of A and B, or 0 where one is
//   %b1 = expand(%b) {shape = [R]}
//   %y = add(%a1, %b1)

import { type Decomposition, type Node, type NodeCondition, undecidedAxes, type Value } from '@afterglow/ir';
import { Steps, typeOf } from '@afterglow/passes';
import { CARD_BROADCASTS } from '../codegen/legality.js';

const undecided: NodeCondition = {
  because: 'it is known which axes are repeated',
  holds: (node) => undecidedAxes(node).length > 0,
};

/** The operands of a node, with every undecided axis as long as that of the result. */
function spread(s: Steps, node: Node): readonly (Value | undefined)[] {
  const open = undecidedAxes(node);
  return node.operands.map((value, operand) => {
    const own = new Map(open.filter((axis) => axis.operand === operand).map(({ axis, full }) => [axis, full]));
    if (!value || own.size === 0) return value;
    const shape = typeOf(value).shape.map((size, axis) => own.get(axis) ?? size);
    // A size that the result does not share becomes the common one of both; at every launch there can be, that is the result's.
    const spread = s.fill(value, shape);
    return typeOf(spread).shape.every((size, axis) => size === shape[axis]) ? spread : s.reshape(spread, shape);
  });
}

export const repeats: readonly Decomposition[] = CARD_BROADCASTS.map((op) => ({
  op,
  summary: 'operands that may have to be repeated are, then the same',
  steps: ['expand', 'reshape', op],
  where: [undecided],
  build(node, builder) {
    const s = new Steps(builder, node);
    return builder.add(op, spread(s, node), node.attrs, { types: node.results.map(({ type }) => type) }).results;
  },
}));
