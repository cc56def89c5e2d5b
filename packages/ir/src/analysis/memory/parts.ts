// Where the parts of an alias lie in memory: offsets in bytes, for parts that are contiguous there.

import { type Dim, ELEMENT_TYPES } from '@afterglow/core';
import type { Node, Value } from '../../graph/graph.js';
import type { Type } from '../../graph/type.js';
import { inferAgain } from '../infer-again.js';
import type { SizeOf } from './live-values.js';

/** Begins of the parts as the spec states them: one a result of a view, one a joined operand. */
function begins(node: Node): readonly (readonly Dim[])[] {
  const inferred = inferAgain(node);
  return (inferred.ok && inferred.parts?.()) || [];
}

/**
 * Offset in bytes of a box of `part`'s shape that begins at `begin` in a row-major tensor of `whole`'s. Undefined unless
 * the box is contiguous at all sizes: one axis is cut, those before it have size 1, those behind it are whole.
 */
function offsetOf(part: Type, whole: Type, begin: readonly Dim[], sizeOf: SizeOf): number | undefined {
  if (part.kind !== 'tensor' || whole.kind !== 'tensor' || part.elem !== whole.elem) return undefined;
  if (part.encoding !== whole.encoding || whole.encoding?.kind === 'row') return undefined;
  const { shape } = part;
  if (shape.length !== whole.shape.length || begin.length !== shape.length) return undefined;
  let cut = shape.length;
  while (cut > 0 && shape[cut - 1] === whole.shape[cut - 1]) cut--;
  if (shape.slice(0, Math.max(0, cut - 1)).some((size) => size !== 1)) return undefined;
  let [elements, stride] = [0, 1];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    elements += sizeOf(begin[axis] ?? 0) * stride;
    stride *= sizeOf(whole.shape[axis] ?? 1);
  }
  const bits = elements * ELEMENT_TYPES[part.elem].bits;
  return bits % 8 === 0 ? bits / 8 : undefined;
}

export interface Part {
  readonly value: Value;
  /** Undefined where the part is not contiguous. */
  readonly offset: number | undefined;
}

/** What lies in whose bytes, by the spec of the node's op; undefined when it says nothing, or not for this use of the op. */
export function partsOf(
  node: Node,
  sizeOf: SizeOf,
): { readonly whole: Value; readonly parts: readonly Part[] } | undefined {
  const { alias } = node.op;
  if (!alias) return undefined;
  const joined = alias.kind === 'join';
  const whole = joined ? node.results[0] : node.operands[alias.operand];
  if (whole?.type.kind !== 'tensor') return undefined;
  const list = (joined ? node.operands.slice(alias.operand) : node.results).filter((value) => value !== undefined);
  if (!alias.parts) return { whole, parts: list.map((value) => ({ value, offset: 0 })) };
  const at = begins(node);
  if (at.length !== list.length) return undefined;
  return {
    whole,
    parts: list.map((value, i) => ({ value, offset: offsetOf(value.type, whole.type, at[i] ?? [], sizeOf) })),
  };
}
