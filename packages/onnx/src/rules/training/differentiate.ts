// Reverse-mode differentiation of a part of the graph: from the target back to what it is asked about, nodes in the reverse of
// their order, gradients summed where a value is used more than once.

import { build, type Node, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type Derivatives, isContinuous, Step, typeOf } from './derivative.js';
import { binaryDerivatives } from './derivatives/binary.js';
import { convDerivatives } from './derivatives/conv.js';
import { matmulDerivatives } from './derivatives/matmul.js';
import { reduceDerivatives } from './derivatives/reduce.js';
import { shapeDerivatives } from './derivatives/shape.js';
import { unaryDerivatives } from './derivatives/unary.js';

const derivatives: Derivatives = {
  ...unaryDerivatives,
  ...binaryDerivatives,
  ...reduceDerivatives,
  ...matmulDerivatives,
  ...convDerivatives,
  ...shapeDerivatives,
};

/** The nodes that lead from `sources` to `target`, operands first. Does not look behind `stops`. */
export function nodesBetween(target: Value, stops: ReadonlySet<Value>): readonly Node[] {
  const order: Node[] = [];
  const seen = new Set<Node>();
  const stack: { readonly node: Node; next: number }[] = [];
  const enter = (value: Value | undefined) => {
    if (!value || stops.has(value) || value.def.kind !== 'result' || seen.has(value.def.node)) return;
    seen.add(value.def.node);
    stack.push({ node: value.def.node, next: 0 });
  };
  enter(target);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    if (top.next < top.node.operands.length) enter(top.node.operands[top.next++]);
    else {
      order.push(top.node);
      stack.pop();
    }
  }
  return order;
}

/** Gradients of the sum of `target` by each of `sources`; undefined for those that it does not depend on. */
export function differentiate(
  b: ImportBuilder,
  target: Value,
  sources: readonly Value[],
  constants: readonly Value[],
  refuse: (node: Node) => never,
): readonly (Value | undefined)[] {
  const order = nodesBetween(target, new Set([...sources, ...constants]));
  const varying = new Set<Value>(sources);
  for (const node of order) {
    const depends = node.operands.some((value) => value && varying.has(value));
    if (depends) for (const result of node.results) if (isContinuous(result)) varying.add(result);
  }
  const gradients = new Map<Value, Value>();
  const { elem, shape } = typeOf(target);
  gradients.set(target, build.splat(b, { elem, shape: [...shape], value: 1 }));
  for (const node of order.toReversed()) {
    const dys = node.results.map((result) => (varying.has(result) ? gradients.get(result) : undefined));
    if (dys.every((dy) => dy === undefined)) continue;
    const byOperand = derivatives[node.op.name]?.(new Step(b, node, dys));
    node.operands.forEach((operand, i) => {
      if (!operand || !varying.has(operand)) return;
      const gradient = byOperand?.[i]?.() ?? refuse(node);
      const before = gradients.get(operand);
      gradients.set(operand, before ? build.add(b, before, gradient) : gradient);
    });
  }
  return sources.map((source) => (varying.has(target) ? gradients.get(source) : undefined));
}
