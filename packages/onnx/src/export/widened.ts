// Integers that ONNX arithmetic does not take: computed in 32 bits and cut back, which is how the narrow ones wrap.

import type { ElementType } from '@afterglow/core';
import type { Emitter } from './emitter.js';
import type { ExportNode } from './export-node.js';

const NARROW: ReadonlySet<ElementType> = new Set(['i4', 'u4', 'i2', 'u2']);
const BYTES: ReadonlySet<ElementType> = new Set([...NARROW, 'i8', 'u8', 'i16', 'u16']);

/** How narrow a type has to be to need widening: the 2- and 4-bit integers, or all below 32 bits. */
export type Limit = 'narrow' | 'short';

function needs(elem: ElementType, limit: Limit): boolean {
  return (limit === 'narrow' ? NARROW : BYTES).has(elem);
}

function elemOf(n: ExportNode, index: number): ElementType | undefined {
  const type = n.value(index)?.type;
  return type?.kind === 'tensor' ? type.elem : undefined;
}

/** True for a node with an operand that its ONNX operator does not take. */
export function isNarrow(n: ExportNode, limit: Limit = 'narrow'): boolean {
  return n.node.operands.some((_, i) => {
    const elem = elemOf(n, i);
    return elem !== undefined && needs(elem, limit);
  });
}

/** Writes an operator on all operands, with those that are too narrow converted, and the result converted back. */
export function widened(
  n: ExportNode,
  e: Emitter,
  write: (inputs: readonly string[]) => string,
  limit: Limit = 'narrow',
): string {
  if (!isNarrow(n, limit)) return write(n.all());
  const inputs = n.node.operands.map((value, i) => {
    const elem = elemOf(n, i);
    return value && elem !== undefined && needs(elem, limit) ? e.cast(n.in(i), 'i32') : n.in(i);
  });
  const result = write(inputs);
  return needs(n.result().elem, limit) ? e.cast(result, n.result().elem) : result;
}
