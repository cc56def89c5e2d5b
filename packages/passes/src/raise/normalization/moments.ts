// Mean, variance and mean square of rows, read off the arithmetic that computes them.

import { type Node, producer, type Value } from '@afterglow/ir';
import { uniformConst } from '../../basic/look.js';
import { arithmeticCone } from '../idiom/parts.js';
import { isPolynomial, type Polynomial, polynomialOf } from '../idiom/polynomial.js';
import { type Reduction, reductionIn, standsForRows, throughUnitAxes } from '../idiom/unit-axes.js';
import { madeBy, strip } from '../look.js';

/** `source` less its own mean. */
export interface Centred {
  readonly source: Value;
  readonly axes: readonly number[];
  readonly mean: Value;
}

/** What is centred where a value is `x - mean(x)`. */
export function centredIn(value: Value, nodes: Set<Node>): Centred | undefined {
  const node = madeBy(value, 'sub');
  const [source, rows] = node?.operands ?? [];
  const mean = rows && reductionIn(rows, 'reduce_mean');
  if (!node || !source || !mean || mean.source !== strip(source)) return undefined;
  if (source.type !== value.type || !standsForRows(rows, source, mean.axes)) return undefined;
  nodes.add(node);
  const reduce = producer(throughUnitAxes(rows));
  if (reduce) nodes.add(reduce);
  return { source: strip(source), axes: mean.axes, mean: throughUnitAxes(rows) };
}

/** A mean of squares plus a number. */
export interface Spread {
  readonly axes: readonly number[];
  readonly epsilon: number;
}

function sameAxes(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((axis, i) => axis === b[i]);
}

/** The value without a lower bound of zero: rounding may make a difference of means of squares negative. */
function look(nodes: Set<Node>): (value: Value) => Value {
  return (value) => {
    const at = throughUnitAxes(value);
    const node = madeBy(at, 'maximum', 'relu', 'abs', 'clip');
    const [inner, bound] = node?.operands ?? [];
    if (!node || !inner) return at;
    const isZero =
      node.op.name === 'relu' ||
      node.op.name === 'abs' ||
      (node.op.name === 'maximum' && uniformConst(bound) === 0) ||
      (node.op.name === 'clip' && node.attrs['min'] === 0 && node.attrs['max'] === undefined);
    if (!isZero) return at;
    nodes.add(node);
    return throughUnitAxes(inner);
  };
}

/** True when what a mean is taken of is `x` to the power of `degree`. */
function isPowerOf(reduction: Reduction, x: Value, degree: number, nodes: Set<Node>): boolean {
  const polynomial: Polynomial | undefined = polynomialOf(reduction.source, [x], nodes);
  return isPolynomial(polynomial, { [String(degree)]: 1 }, 0);
}

/**
 * Axes and epsilon where `square` is mean(z²) + epsilon, or mean(x²) - mean(x)² + epsilon for the x that z is centred from.
 * The nodes that compute it go into `nodes`.
 */
export function spreadOf(square: Value, z: Value, centred: Centred | undefined, nodes: Set<Node>): Spread | undefined {
  const through = look(nodes);
  const cone = conesThrough(square, through);
  for (const atom of cone) {
    const reduction = reductionIn(atom, 'reduce_mean');
    if (!reduction) continue;
    const inside = new Set<Node>();
    const around = new Set<Node>();
    const reduce = producer(atom);
    if (reduce) inside.add(reduce);
    const finish = (): void => {
      for (const node of [...inside, ...around]) nodes.add(node);
    };
    if (isPowerOf(reduction, z, 2, inside)) {
      const polynomial = polynomialOf(square, [atom], around, { look: through });
      const epsilon = polynomial?.get('0') ?? 0;
      if (polynomial && polynomial.get('1') === 1 && polynomial.size <= 2 && epsilon >= 0) {
        finish();
        return { axes: reduction.axes, epsilon };
      }
    }
    if (centred && sameAxes(reduction.axes, centred.axes) && isPowerOf(reduction, centred.source, 2, inside)) {
      const polynomial = polynomialOf(square, [atom, centred.mean], around, { look: through });
      const epsilon = polynomial?.get('0,0') ?? 0;
      const isVariance = polynomial?.get('1,0') === 1 && polynomial.get('0,2') === -1 && polynomial.size <= 3;
      if (isVariance && epsilon >= 0) {
        finish();
        return { axes: reduction.axes, epsilon };
      }
    }
  }
  return undefined;
}

/** Values in reach of `from` through sums and products, and through what `through` looks through. */
function conesThrough(from: Value, through: (value: Value) => Value): readonly Value[] {
  const found = new Set<Value>([through(from)]);
  for (const value of found) {
    if (found.size > 16) break;
    for (const next of arithmeticCone([value], 8)) found.add(through(next));
  }
  return [...found];
}
