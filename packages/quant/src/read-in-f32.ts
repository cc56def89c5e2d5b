// Element-wise nodes whose results only ops without a smaller form read, through moves if at all. They stay f32: their results would be
// made f32 again at once, so that rounding them would save nothing and cost what the op is to tell apart (boxes that are moved
// apart by class, before their overlaps are compared).
// Invariant: what a node that stays reads from others may still be in the smaller type.

import type { ElementType } from '@afterglow/core';
import { type Func, type Node, nodesOf, type Type, tensorType, type Value } from '@afterglow/ir';

/** A type with f32 replaced by `elem`. */
export function smallType(type: Type, elem: ElementType): Type {
  return type.kind === 'tensor' && type.elem === 'f32' ? tensorType(elem, type.shape, type.encoding) : type;
}

/** True when the op's spec admits `elem` in the place of the node's f32. */
function takes(node: Node, elem: ElementType): boolean {
  const inferred = node.op.infer({
    operands: node.operands.map((value) => value && smallType(value.type, elem)),
    attrs: node.attrs,
    regions: node.regions,
    resultCount: node.results.length,
    unify: () => true,
    given: node.results.map(({ type }) => smallType(type, elem)),
    freshDim: (_hint, bound) => bound ?? 1,
  });
  return inferred.ok;
}

/** The element-wise nodes of `func` whose f32 results only nodes read that have no form in `elem`. */
export function nodesReadInF32(func: Func, elem: ElementType): ReadonlySet<Node> {
  const [found, passing] = [new Set<Node>(), new Set<Node>()];
  const fixed = new Map<Node, boolean>();
  const isFixed = (node: Node) => {
    const known = fixed.get(node) ?? !takes(node, elem);
    fixed.set(node, known);
    return known;
  };
  const readInF32 = (value: Value) =>
    value.uses.size > 0 &&
    [...value.uses].every(
      (use) => use.kind === 'operand' && (found.has(use.node) || passing.has(use.node) || isFixed(use.node)),
    );
  for (const node of [...nodesOf(func.body)].reverse()) {
    const { traits } = node.op;
    const isArithmetic = traits.has('elementwise') && node.op.name !== 'cast';
    if (!isArithmetic && !traits.has('movement')) continue;
    const results = node.results.filter(({ type }) => type.kind === 'tensor' && type.elem === 'f32');
    if (results.length === node.results.length && results.every(readInF32)) (isArithmetic ? found : passing).add(node);
  }
  return found;
}
