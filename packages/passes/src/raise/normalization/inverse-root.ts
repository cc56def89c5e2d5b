// Division by a square root, as exporters write it: `z / sqrt(w)`, `z · (1 / sqrt(w))`, `z · w^-0.5`, `z · rsqrt(w) · g`.

import { type Node, producer, type Value } from '@afterglow/ir';
import { uniformConst } from '../../basic/look.js';
import { throughUnitAxes } from '../idiom/unit-axes.js';
import { madeBy } from '../look.js';

/** A value divided by √w, and what else it was multiplied by on the way. */
export interface Quotient {
  readonly numerator: Value;
  /** The operand that is divided or multiplied by, as it broadcasts. */
  readonly rows: Value;
  readonly square: Value;
  readonly factor: Value | undefined;
}

/** The node behind a value, reshapes to and from axes of one aside. */
function behind(value: Value, ...ops: readonly string[]): Node | undefined {
  const node = producer(throughUnitAxes(value));
  return node && ops.includes(node.op.name) ? node : undefined;
}

/** w where the value is √w. */
function rootOf(value: Value, nodes: Set<Node>): Value | undefined {
  const node = behind(value, 'sqrt', 'pow');
  const [square, exponent] = node?.operands ?? [];
  if (!node || (node.op.name === 'pow' && uniformConst(exponent) !== 0.5)) return undefined;
  nodes.add(node);
  return square;
}

/** w where the value is 1 / √w. */
function inverseRootOf(value: Value, nodes: Set<Node>): Value | undefined {
  const node = behind(value, 'reciprocal', 'div', 'pow', 'sqrt');
  const [first, second] = node?.operands ?? [];
  if (!node || !first) return undefined;
  nodes.add(node);
  if (node.op.name === 'reciprocal') return rootOf(first, nodes);
  if (node.op.name === 'div') return second && uniformConst(first) === 1 ? rootOf(second, nodes) : undefined;
  if (node.op.name === 'pow') return uniformConst(second) === -0.5 ? first : undefined;
  const inverse = behind(first, 'reciprocal');
  if (inverse) nodes.add(inverse);
  return inverse?.operands[0];
}

/** Every way to read a product or quotient as a division by a square root, with the nodes that compute the divisor. */
export function* quotientsOf(root: Node): Generator<Quotient & { readonly nodes: Set<Node> }> {
  const [a, b] = root.operands;
  if (!a || !b) return;
  if (root.op.name === 'div') {
    const nodes = new Set<Node>();
    const square = rootOf(b, nodes);
    if (square) yield { numerator: a, rows: b, square, factor: undefined, nodes };
    return;
  }
  for (const [numerator, rows] of [
    [a, b],
    [b, a],
  ] as const) {
    const nodes = new Set<Node>();
    const square = inverseRootOf(rows, nodes);
    if (square) yield { numerator, rows, square, factor: undefined, nodes };
    // The scale may have been divided by the root, or multiplied to its inverse, first.
    const divided = madeBy(rows, 'div');
    const [scale, root] = divided?.operands ?? [];
    const around = new Set<Node>(divided ? [divided] : []);
    const under = scale && root && uniformConst(scale) !== 1 ? rootOf(root, around) : undefined;
    if (under && root) yield { numerator, rows: root, square: under, factor: scale, nodes: around };
    const scaled = madeBy(rows, 'mul');
    const [c, d] = scaled?.operands ?? [];
    if (!scaled || !c || !d) continue;
    for (const [inner, factor] of [
      [c, d],
      [d, c],
    ] as const) {
      const more = new Set<Node>([scaled]);
      const found = inverseRootOf(inner, more);
      if (found) yield { numerator, rows: inner, square: found, factor, nodes: more };
    }
  }
}
