// Angles whose two halves are the same: exporters double them, `concat(a, a)`, to multiply whole heads by them. The op needs
// one half.
// Invariant: a plan builds the first half exactly, and exists only where the second half is proven to equal it.

import { arrayOf, tensorSize } from '@afterglow/core';
import { type Builder, constTensor, producer, type Value } from '@afterglow/ir';
import { uniformConst } from '../../basic/look.js';
import { throughUnitAxes } from '../idiom/unit-axes.js';
import { axisOf, dimsAttr, intAttr, intsAttr, rankOf, shapeOf, strip } from '../look.js';
import { sameValue } from '../same-value.js';

/** Builds the first half of a value along its last axis. */
export type Half = (builder: Builder) => Value;

/** Largest constant whose halves are compared. */
const MAX_COMPARED = 1 << 20;

const UNARY: ReadonlySet<string> = new Set(['cos', 'sin', 'cast', 'neg', 'identity']);

function firstHalf(value: Value, size: number): Half {
  const axis = (rankOf(value) ?? 1) - 1;
  return (b) => b.value('slice', [value], { starts: [0], ends: [size / 2], axes: [axis], steps: [1] });
}

function hasEqualHalves(value: Value, size: number): boolean {
  const tensor = constTensor(value);
  if (!tensor || tensor.elem === 'string' || tensorSize(tensor) > MAX_COMPARED) return false;
  if (tensor.storage.kind === 'splat') return true;
  const numbers = arrayOf(tensor);
  const half = size / 2;
  for (let i = 0; i < numbers.length; i++) {
    const at = i % size;
    if (at < half && !Object.is(numbers[i], numbers[i + half])) return false;
  }
  return true;
}

/** How to build one half of `value`, whose halves along the last axis are equal. */
export function halfOf(value: Value): Half | undefined {
  const at = strip(value);
  const size = shapeOf(at)?.at(-1);
  const rank = rankOf(at) ?? 0;
  if (typeof size !== 'number' || size % 2 !== 0) return undefined;
  if (hasEqualHalves(at, size)) return firstHalf(at, size);
  const node = producer(at);
  const [source, other] = node?.operands ?? [];
  if (!node || !source) return undefined;
  const { name } = node.op;
  if (name === 'concat') {
    const isLast = axisOf(intAttr(node, 'axis'), rank) === rank - 1;
    return isLast && other && node.operands.length === 2 && sameValue(source, other) ? () => source : undefined;
  }
  if (name === 'gather') {
    const inner = axisOf(intAttr(node, 'axis'), rankOf(source) ?? 0) === 0 ? halfOf(source) : undefined;
    return inner && ((b) => b.value('gather', [inner(b), other], node.attrs));
  }
  if (name === 'slice') {
    const isOther = intsAttr(node, 'axes').every((axis) => axisOf(axis, rank) !== rank - 1);
    const inner = isOther && dimsAttr(node, 'starts').length > 0 ? halfOf(source) : undefined;
    return inner && ((b) => b.value('slice', [inner(b)], node.attrs));
  }
  if (name === 'reshape') {
    const isView = throughUnitAxes(at) !== at && shapeOf(source)?.at(-1) === size;
    const inner = isView ? halfOf(source) : undefined;
    return inner && ((b) => b.value('reshape', [inner(b)], { shape: [...(shapeOf(at) ?? []).slice(0, -1), size / 2] }));
  }
  const isScaled = (name === 'mul' || name === 'div') && uniformConst(other) !== undefined && source.type === at.type;
  if (!UNARY.has(name) && !isScaled) return undefined;
  const inner = halfOf(source);
  return inner && ((b) => b.value(name, isScaled ? [inner(b), other] : [inner(b)], node.attrs));
}
