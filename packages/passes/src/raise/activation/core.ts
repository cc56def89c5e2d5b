// What element-wise activations have in common: one value x, one function t of a polynomial in x, and a polynomial in x and t
// around it. GELU is x/2 + x·t/2 with t = erf(x/√2); SiLU is x·t with t = sigmoid(x).

import { isFloat } from '@afterglow/core';
import { type Node, producer, type Value } from '@afterglow/ir';
import { arithmeticCone, type Parts } from '../idiom/parts.js';
import { type Polynomial, polynomialOf } from '../idiom/polynomial.js';
import { strip, tensorTypeOf } from '../look.js';

/** One way to read a node as an activation of a value. */
export interface Activation extends Parts {
  readonly x: Value;
  /** The node that computes t. */
  readonly core: Node;
  /** What t is taken of: a polynomial in x, keys `n` for xⁿ. */
  readonly argument: Polynomial;
  /** The result: a polynomial in x and t, keys `n,m`. */
  readonly outer: Polynomial;
}

/** Every reading of `root` with one of the functions `cores`, nearest function and value first. */
export function activationsOf(root: Node, cores: readonly string[]): readonly Activation[] {
  const [result] = root.results;
  const type = tensorTypeOf(result);
  if (!result || !type || !isFloat(type.elem) || type.encoding) return [];
  const around = arithmeticCone([result]);
  const found: Activation[] = [];
  for (const t of around) {
    const core = producer(t);
    if (!core || !cores.includes(core.op.name)) continue;
    const inside = arithmeticCone([core.operands[0]]);
    // Where x stands beside t, the nearest common value is x. Where t stands alone, all steps before it may be part of its argument.
    const common = around.filter(
      (value) => value.def.kind !== 'const' && value !== strip(result) && inside.includes(value),
    );
    for (const x of common.length > 0 ? common : [...inside].reverse()) {
      if (x.type !== result.type) continue;
      const nodes = new Set<Node>([core, root]);
      const [argument, outer] = [
        core.operands[0] && polynomialOf(core.operands[0], [x], nodes),
        core === root ? new Map([['0,1', 1]]) : polynomialOf(result, [x, t], nodes),
      ];
      if (argument && outer) found.push({ root, nodes, x, core, argument, outer });
    }
  }
  return found;
}

/** Coefficients a and b where the polynomial is a·x + b. */
export function lineOf(polynomial: Polynomial): readonly [a: number, b: number] | undefined {
  const rest = [...polynomial].filter(([key, value]) => value !== 0 && key !== '1' && key !== '0');
  return rest.length === 0 ? [polynomial.get('1') ?? 0, polynomial.get('0') ?? 0] : undefined;
}
