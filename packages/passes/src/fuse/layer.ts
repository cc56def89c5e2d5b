// What the rules that move neighbours into a layer (a convolution or a product) have in common.

import { type ElementType, isFloat, numbersOf } from '@afterglow/core';
import { type Builder, constTensor, type Node, producer, type Value } from '@afterglow/ir';
import { hasOneReader, tensorTypeOf } from '../basic/look.js';
import type { Condition } from '../manager/rule.js';

/** A node that reads the result of a layer, and could be a part of it. */
export interface Follower {
  readonly node: Node;
  readonly layer: Node;
  readonly result: Value;
}

/** Conditions under which nobody misses the layer's own result, and its sum is still open to more terms. */
export const openLayer: readonly Condition<Follower>[] = [
  { if: ({ layer }) => layer.attrs['act'] === 'none', because: 'the layer has an activation already' },
  { if: ({ result }) => hasOneReader(result), because: 'the result of the layer is read elsewhere too' },
  { if: ({ node, layer }) => node.region === layer.region, because: 'the layer is computed in an outer region' },
];

export function isConst(value: Value | undefined): boolean {
  return value === undefined || value.def.kind === 'const';
}

/** The layers of the given ops among the operands of a node of two operands, each with the other operand. */
export function layersOf(node: Node, ops: ReadonlySet<string>): (Follower & { readonly other: Value })[] {
  const [a, b] = node.operands;
  if (!a || !b) return [];
  return [
    [a, b],
    [b, a],
  ].flatMap(([result, other]) => {
    const layer = producer(result);
    return result && other && layer && ops.has(layer.op.name) ? [{ node, layer, result, other }] : [];
  });
}

/** Axis of the result that a bias runs along: the last of a fully connected layer, the channels of a convolution. */
export function channelAxis(layer: Node): number {
  return layer.op.name === 'fully_connected' ? (tensorTypeOf(layer.results[0])?.shape.length ?? 1) - 1 : 1;
}

/** True when broadcasting puts one entry of `other` on each channel of the layer's result, or one on all of them. */
export function isPerChannel({ layer, result }: Follower, other: Value): boolean {
  const [shape, own] = [tensorTypeOf(result)?.shape ?? [], tensorTypeOf(other)?.shape ?? []];
  const [axis, skip] = [channelAxis(layer), shape.length - own.length];
  if (skip < 0) return false;
  return own.every((size, i) => size === 1 || (i + skip === axis && size === shape[axis]));
}

/** `other`, which is one number a channel (or one in all), as a vector with an entry for each of `channels`. */
export function channelVector(builder: Builder, other: Value, channels: number): Value {
  const shape = tensorTypeOf(other)?.shape ?? [];
  const sizes = shape.filter((size) => size !== 1);
  const flat = shape.length === 1 ? other : builder.value('reshape', [other], { shape: sizes });
  return sizes.length === 1 || (shape.length === 1 && channels === 1)
    ? flat
    : builder.value('expand', [flat], { shape: [channels] });
}

/** The number of channels of a layer's result, where it is known. */
export function channelsOf(layer: Node): number | undefined {
  const channels = tensorTypeOf(layer.results[0])?.shape[channelAxis(layer)];
  return typeof channels === 'number' ? channels : undefined;
}

/** True when all tensors are of one float type and none is quantized. */
export function areOneFloatType(values: readonly (Value | undefined)[]): boolean {
  const types = values.flatMap((value) => tensorTypeOf(value) ?? []);
  const elem = types[0]?.elem;
  return elem !== undefined && isFloat(elem) && types.every((type) => type.elem === elem && !type.encoding);
}

/** Between which numbers a factor neither overflows weights of the type nor makes them vanish. */
function rangeOf(elem: ElementType): readonly [number, number] {
  return elem === 'f16' ? [2 ** -6, 2 ** 6] : [1e-6, 1e6];
}

/**
 * True when weights can be multiplied, or divided, by the numbers of a constant in place of results. Sums are finite where single products
 * with infinity are not, or where those with very large numbers overflow.
 */
export function isModerate(other: Value, op: string): boolean {
  const tensor = constTensor(other);
  if (!tensor) return false;
  const [least, most] = rangeOf(tensor.elem);
  return numbersOf(tensor).every((x) => {
    const size = Math.abs(x);
    return (size >= least && size <= most) || (x === 0 && op === 'mul');
  });
}

/** `weight` with every slice of its first axis (the outputs) multiplied or divided by an entry of `factor`. */
export function scaleOutputs(builder: Builder, op: 'mul' | 'div', weight: Value, factor: Value): Value {
  const shape = tensorTypeOf(weight)?.shape ?? [];
  const column = builder.value('reshape', [factor], { shape: shape.map((size, axis) => (axis === 0 ? size : 1)) });
  return builder.value(op, [weight, column]);
}
