// Raises SiLU and swish, the quick GELU among them (alpha 1.702).
//
//   %s = sigmoid(%x)
//   %y = mul(%x, %s)
//   →
//   %y = swish(%x) {alpha = 1.0}
//
// One rounding instead of one a step. Ends: every application removes a sigmoid.

import type { Node } from '@afterglow/ir';
import { defineRule } from '../../manager/rule.js';
import { originOf, wholePattern } from '../idiom/parts.js';
import { constantTolerance, isPolynomial } from '../idiom/polynomial.js';
import { tensorTypeOf } from '../look.js';
import { type Activation, activationsOf, lineOf } from './core.js';

interface Swish extends Activation {
  readonly alpha: number;
  readonly shift: number;
}

export const swish = defineRule<Swish>({
  name: 'raise-swish',
  summary: 'x times the sigmoid of a multiple of x is a swish',
  root: ['mul', 'div'],
  match(root: Node) {
    for (const activation of activationsOf(root, ['sigmoid'])) {
      const tolerance = constantTolerance(tensorTypeOf(activation.x)?.elem);
      const line = isPolynomial(activation.outer, { '1,1': 1 }, tolerance) && lineOf(activation.argument);
      if (line && line[0] !== 0) return { ...activation, alpha: line[0], shift: line[1] };
    }
    return undefined;
  },
  where: [
    { if: ({ shift }) => shift === 0, because: 'something is added to what the sigmoid is taken of' },
    ...wholePattern,
  ],
  build: (match, rewriter) =>
    rewriter.before(match.root, originOf('raise-swish', match)).value('swish', [match.x], { alpha: match.alpha }),
});
