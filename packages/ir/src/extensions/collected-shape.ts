// Sizes of what a body collects, as the node around it sees them. A size that changes from one iteration to the next is a
// symbol of the body, and means nothing outside: there it is a size that the data decide.

import { dim } from '@afterglow/core';
import type { Value } from '../graph/graph.js';
import { type Shape, symbolsOfType, type Type } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';

/** Symbols that parameters of a body have and none of the operands. */
function symbolsOfBody(params: readonly Value[], operands: readonly Type[]): Set<string> {
  const [own, outer] = [new Set<string>(), new Set<string>()];
  for (const { type } of params) symbolsOfType(type, own);
  for (const type of operands) symbolsOfType(type, outer);
  return new Set([...own].filter((name) => !outer.has(name)));
}

export function collectedShape(t: Inference, shape: Shape, params: readonly Value[], operands: readonly Type[]): Shape {
  const inner = symbolsOfBody(params, operands);
  return shape.map((d) => ([...dim.symbolsOf(d)].some((name) => inner.has(name)) ? t.fresh('collected') : d));
}
