// Raises GELU in all spellings, exact and by either formula that approximates it.
//
//   %u = div(%x, 1.4142135)                         √2
//   %t = erf(%u)
//   %s = add(%t, 1.0)
//   %p = mul(%x, %s)
//   %y = mul(%p, 0.5)
//   →
//   %y = gelu(%x) {approximate = none}
//
//   0.5 · x · (1 + tanh(√(2/π) · (x + 0.044715 · x³)))      →   gelu(%x) {approximate = tanh}
//   x · sigmoid(2 · √(2/π) · (x + 0.044715 · x³))           →   the same: (1 + tanh z) / 2 is sigmoid(2z)
//
// One rounding instead of one a step. Ends: every application removes an erf, tanh or sigmoid.

import type { Node } from '@afterglow/ir';
import { defineRule } from '../../manager/rule.js';
import { originOf, wholePattern } from '../idiom/parts.js';
import { constantTolerance, isPolynomial } from '../idiom/polynomial.js';
import { tensorTypeOf } from '../look.js';
import { type Activation, activationsOf } from './core.js';

const ROOT_TWO_OVER_PI = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;

interface Gelu extends Activation {
  readonly approximate: 'none' | 'tanh';
  /** The argument of the function is the one that makes it a GELU. */
  readonly fits: boolean;
}

function asGelu(activation: Activation): Gelu | undefined {
  const { core, outer, argument, x } = activation;
  const tolerance = constantTolerance(tensorTypeOf(x)?.elem);
  const is = (polynomial: typeof outer, wanted: Record<string, number>) => isPolynomial(polynomial, wanted, tolerance);
  const cubic = (factor: number) => ({ '1': factor * ROOT_TWO_OVER_PI, '3': factor * ROOT_TWO_OVER_PI * CUBIC });
  if (core.op.name === 'sigmoid') {
    // Any other argument makes it a swish, which has a rule of its own.
    const fits = is(outer, { '1,1': 1 }) && is(argument, cubic(2));
    return fits ? { ...activation, approximate: 'tanh', fits } : undefined;
  }
  if (!is(outer, { '1,0': 0.5, '1,1': 0.5 })) return undefined;
  return core.op.name === 'erf'
    ? { ...activation, approximate: 'none', fits: is(argument, { '1': Math.SQRT1_2 }) }
    : { ...activation, approximate: 'tanh', fits: is(argument, cubic(1)) };
}

export const gelu = defineRule<Gelu>({
  name: 'raise-gelu',
  summary: 'x times its normal distribution function, exact or approximated, is a gelu',
  root: ['mul', 'div', 'add'],
  match(root: Node) {
    const found = activationsOf(root, ['erf', 'tanh', 'sigmoid']).map(asGelu);
    return found.find((match) => match?.fits) ?? found.find((match) => match !== undefined);
  },
  where: [
    { if: ({ fits }) => fits, because: 'its erf or tanh is not taken of what a gelu takes it of' },
    ...wholePattern,
  ],
  build: (match, rewriter) =>
    rewriter
      .before(match.root, originOf('raise-gelu', match))
      .value('gelu', [match.x], { approximate: match.approximate }),
});
