// Raises the piecewise linear activations of mobile networks.
//
//   %l = add(%x, 3.0)
//   %t = clip(%l) {min = 0, max = 6}
//   %y = div(%t, 6.0)                    →   %y = hard_sigmoid(%x) {alpha = 1/6, beta = 0.5}
//
//   %p = mul(%x, %t), %y = div(%p, 6.0)  →   %y = hard_swish(%x)
//   %t = hard_sigmoid(%x) {alpha = 1/6, beta = 0.5}, %y = mul(%x, %t)     →   %y = hard_swish(%x)
//
// Any a · clip(b · x + c) whose bounds become 0 and 1 is a hard sigmoid. One rounding instead of one a step. Ends: every
// application removes a clip or a hard sigmoid that nothing puts back.

import type { Node } from '@afterglow/ir';
import { defineRule, type Rule } from '../../manager/rule.js';
import { originOf, wholePattern } from '../idiom/parts.js';
import { constantTolerance, isNear, isPolynomial } from '../idiom/polynomial.js';
import { tensorTypeOf } from '../look.js';
import { type Activation, activationsOf, lineOf } from './core.js';

interface Hard extends Activation {
  /** The function is max(0, min(1, alpha · x + beta)). */
  readonly alpha: number;
  readonly beta: number;
}

function numberAttr(node: Node, name: string): number {
  const value = node.attrs[name];
  return typeof value === 'number' ? value : Number.NaN;
}

/** Slope and offset where `factor` times the core is a hard sigmoid of x. */
function hardSigmoidIn({ core, argument, x }: Activation, factor: number): readonly [number, number] | undefined {
  const line = lineOf(argument);
  if (!line || line[0] === 0) return undefined;
  const [a, b] = line;
  if (core.op.name === 'hard_sigmoid') {
    const alpha = numberAttr(core, 'alpha');
    return factor === 1 ? [alpha * a, alpha * b + numberAttr(core, 'beta')] : undefined;
  }
  const tolerance = constantTolerance(tensorTypeOf(x)?.elem);
  const [min, max] = [numberAttr(core, 'min'), numberAttr(core, 'max')];
  // Only a rounded factor makes a bound of 1 inexact: one that is written, such as 0.99999, keeps logarithms finite.
  const isOne = factor === 1 ? max === 1 : isNear(max * factor, 1, tolerance);
  return min === 0 && isOne ? [a * factor, b * factor] : undefined;
}

const hardSigmoid = defineRule<Hard>({
  name: 'raise-hard-sigmoid',
  summary: 'a line clipped to 0 and 1 is a hard sigmoid',
  root: ['clip', 'mul', 'div'],
  match(root) {
    for (const activation of activationsOf(root, ['clip'])) {
      const factor = activation.outer.get('0,1') ?? 0;
      const line = activation.outer.size === 1 && factor > 0 && hardSigmoidIn(activation, factor);
      // A clip alone is a clip.
      if (line && (line[0] !== 1 || line[1] !== 0)) return { ...activation, alpha: line[0], beta: line[1] };
    }
    return undefined;
  },
  where: wholePattern,
  build: (match, rewriter) =>
    rewriter
      .before(match.root, originOf('raise-hard-sigmoid', match))
      .value('hard_sigmoid', [match.x], { alpha: match.alpha, beta: match.beta }),
});

const hardSwish = defineRule<Hard>({
  name: 'raise-hard-swish',
  summary: 'x times a hard sigmoid of x is a hard swish',
  root: ['mul', 'div'],
  match(root) {
    for (const activation of activationsOf(root, ['clip', 'hard_sigmoid'])) {
      const factor = activation.outer.get('1,1') ?? 0;
      const line =
        isPolynomial(activation.outer, { '1,1': factor }, 0) && factor > 0 && hardSigmoidIn(activation, factor);
      if (line) return { ...activation, alpha: line[0], beta: line[1] };
    }
    return undefined;
  },
  where: [
    {
      if: ({ alpha, beta, x }) => {
        // HardSigmoid's alpha is written as a single-precision number at best.
        const tolerance = Math.max(constantTolerance(tensorTypeOf(x)?.elem), 2e-5);
        return isNear(alpha, 1 / 6, tolerance) && isNear(beta, 0.5, tolerance);
      },
      because: 'its slope and offset are not 1/6 and 1/2',
    },
    ...wholePattern,
  ],
  build: (match, rewriter) =>
    rewriter.before(match.root, originOf('raise-hard-swish', match)).value('hard_swish', [match.x]),
});

export const hardActivations: readonly Rule[] = [hardSwish, hardSigmoid];
