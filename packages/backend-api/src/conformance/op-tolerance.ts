// How far two ways of computing the same graph may be apart, by what its ops do. Everything that compares a graph with what became of it
// asks here.
// Movements and integers are exact. Arithmetic is off by roundings: a few for an element-wise op, more where many terms are added.

import { type ElementType, isFloat } from '@afterglow/core';
import type { Node, OpDef } from '@afterglow/ir';
import type { Tolerance } from './tolerance.js';

/** Distance from 1 to the next number. */
const STEP: Readonly<Partial<Record<ElementType, number>>> = {
  f64: 2 ** -52,
  f32: 2 ** -23,
  f16: 2 ** -10,
  bf16: 2 ** -7,
  f8e4m3fn: 2 ** -3,
  f8e4m3fnuz: 2 ** -3,
  f8e5m2: 2 ** -2,
  f8e5m2fnuz: 2 ** -2,
};

export type OpClass = 'exact' | 'elementwise' | 'sum' | 'other';

export function opClass({ traits }: OpDef): OpClass {
  if (traits.has('movement')) return 'exact';
  if (traits.has('elementwise')) return 'elementwise';
  return traits.has('reduction') || traits.has('contraction') ? 'sum' : 'other';
}

/** Roundings that a node of a class may differ by. Ops of no class compute several things one after the other. */
const ROUNDINGS: Readonly<Record<OpClass, number>> = { exact: 0, elementwise: 2, sum: 16, other: 32 };

/**
 * Tolerance for results of these nodes. `magnitude` is the largest absolute value on the way: what cancels out leaves the
 * roundings of what was there before.
 */
export function graphTolerance(nodes: Iterable<Node>, magnitude: number): Tolerance {
  let [roundings, step] = [0, 0];
  for (const node of nodes) {
    roundings += ROUNDINGS[opClass(node.op)];
    for (const { type } of node.results) {
      if (type.kind === 'tensor' && isFloat(type.elem)) step = Math.max(step, STEP[type.elem] ?? 0);
    }
  }
  const rtol = roundings * step;
  return { rtol, atol: rtol * magnitude };
}
