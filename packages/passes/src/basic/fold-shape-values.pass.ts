// Integers that shape values prove become constants: what is left of an exporter's shape arithmetic once sizes are known.
//
//   %s = shape_of(%x) : i64[2]                       %x : f32[8, 4]
//   %n = gather(%s, %one) {axis = 0} : i64[]
//   →
//   const %n : i64[] = 4
//
// Values that are expressions over symbols stay: they are known only at launch.

import { ELEMENT_TYPES, type Tensor, tensorFromArray, tensorFromNumbers } from '@afterglow/core';
import { type Func, type Node, shapeGridOf, type Value, walk } from '@afterglow/ir';
import { definePass, type PassContext } from '../manager/pass.js';
import { tensorTypeOf } from './look.js';

const RULE = 'fold-shape-value';

/** The constant that `value` provably is, or undefined. */
function constantOf(value: Value): Tensor | undefined {
  const type = tensorTypeOf(value);
  if (!type || type.encoding || !type.shape.every((d) => typeof d === 'number')) return undefined;
  const grid = shapeGridOf(value);
  const shape = type.shape.map(Number);
  if (!grid || grid.shape.join() !== shape.join()) return undefined;
  const numbers: number[] = [];
  for (const entry of grid.entries) {
    if (typeof entry !== 'number') return undefined;
    numbers.push(entry);
  }
  if (ELEMENT_TYPES[type.elem].bits < 64) return tensorFromNumbers(type.elem, shape, numbers);
  const wide = numbers.map(BigInt);
  return tensorFromArray(type.elem, shape, type.elem === 'i64' ? BigInt64Array.from(wide) : BigUint64Array.from(wide));
}

function fold(node: Node, context: PassContext, func: Func): void {
  if (node.results.every((value) => value.uses.size === 0)) return;
  const tensors = node.results.map(constantOf);
  if (tensors.includes(undefined) || !context.mayApply()) return;
  context.fired(RULE, node);
  context.rewriter(func).replaceByConsts(
    node,
    tensors.filter((tensor) => tensor !== undefined),
  );
}

export const foldShapeValues = definePass({
  name: 'fold-shape-values',
  summary: 'replace integers that follow from shapes by constants',
  stage: 'canonicalize',
  run(context) {
    for (const func of [...context.module.funcs.values()]) {
      for (const node of [...walk(func.body)]) if (node.region) fold(node, context, func);
    }
  },
});
