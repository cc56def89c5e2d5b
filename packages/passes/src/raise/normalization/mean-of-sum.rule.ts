// A sum divided by how many it adds up is a mean.
//
//   %s = reduce_sum(%x) {axes = [1]}                 x [N, 512]
//   %m = mul(%s, 0.001953125)                        1 / 512
//   →
//   %m = reduce_mean(%x) {axes = [1]}
//
// Ends: every application removes a reduce_sum.

import type { Node } from '@afterglow/ir';
import { uniformConst } from '../../basic/look.js';
import { defineRule } from '../../manager/rule.js';
import { originOf, type Parts, wholePattern } from '../idiom/parts.js';
import { isNear } from '../idiom/polynomial.js';
import { reductionIn } from '../idiom/unit-axes.js';
import { madeBy, shapeOf } from '../look.js';

interface MeanOfSum extends Parts {
  readonly sum: Node;
  readonly factor: number;
  /** Elements of one sum; undefined while that is not known. */
  readonly count: number | undefined;
}

function match(root: Node): MeanOfSum | undefined {
  const [value, other] = root.operands;
  const sum = madeBy(value, 'reduce_sum');
  const number = uniformConst(other);
  const reduction = value && reductionIn(value, 'reduce_sum');
  if (!sum || !reduction || !number || sum.results[0]?.type !== root.results[0]?.type) return undefined;
  const sizes = reduction.axes.map((axis) => shapeOf(reduction.source)?.[axis]);
  const known = sizes.filter((size) => typeof size === 'number');
  const count = known.length === sizes.length ? known.reduce((total, size) => total * size, 1) : undefined;
  return { root, nodes: new Set([sum]), sum, factor: root.op.name === 'div' ? 1 / number : number, count };
}

export const meanOfSum = defineRule<MeanOfSum>({
  name: 'raise-mean',
  summary: 'a sum divided by the number of its terms is a mean',
  root: ['mul', 'div'],
  match,
  where: [
    { if: ({ count }) => count !== undefined && count > 0, because: 'the number of terms is not known' },
    {
      // Single precision holds 1/n to 24 bits only.
      if: ({ factor, count = 0 }) => isNear(factor * count, 1, 2 ** -22),
      because: 'the sum is not divided by the number of its terms',
    },
    ...wholePattern,
  ],
  build: (found, rewriter) =>
    rewriter
      .before(found.root, originOf('raise-mean', found))
      .value('reduce_mean', [found.sum.operands[0]], found.sum.attrs),
});
