// A layer between readings and a storing computes on the integers.
//
//   %x = dequantize(%q) {to = f32}                                       %q : u8[N, 3, 8, 8]<scale=0.5, zp=3>
//   %w = dequantize_linear(%k, %s) {to = f32, axis = 0}                  const %k : i8[4, 3, 1, 1], const %s : f32[4]
//   %c = conv(%x, %w, %b) {…}
//   %y = quantize(%c) {to = u8[N, 4, 8, 8]<scale=0.25, zp=0>}
//   →
//   const %k.q : i8[4, 3, 1, 1]<axis=0, scale=%s, zp=0>
//   %y = conv(%q, %k.q, %b) {…} : u8[N, 4, 8, 8]<scale=0.25, zp=0>
//
//   quantize(average_pool(dequantize(%q))) {to = T}      →   average_pool(%q) : T          reduce_mean likewise
//
// Sums and products of two quantized tensors are no such layers: what simplifies `add` and `mul` takes them for exact. They have ops of their
// own (`arithmetic.rule.ts`).
// The sum is exact, and rounded once where the chain rounds to f32 in between. What a target can run is not known to passes: whoever
// builds a pipeline may bring it along. Removes a storing, so the rule ends.

import { fusedOrigin } from '@afterglow/core';
import { type Builder, constTensor, type Node, producer, tensorType, type Value } from '@afterglow/ir';
import { hasOneReader, tensorTypeOf } from '../basic/look.js';
import { defineRule, type Rule } from '../manager/rule.js';
import { isNarrow, linearEncoding } from './linear.js';

/** The layers, with the number of operands that have to be readings. */
const LAYERS: ReadonlyMap<string, number> = new Map([
  ['conv', 2],
  ['fully_connected', 2],
  ['matmul', 2],
  ['average_pool', 1],
  ['reduce_mean', 1],
]);

interface Layer {
  readonly node: Node;
  readonly layer: Node;
  readonly relu: Node | undefined;
}

/** The integers behind an operand: of a typed reading, or of a constant with constant scales. */
export function storedForm(builder: Builder, value: Value | undefined): Value | undefined {
  const reading = producer(value);
  const [stored] = reading?.operands ?? [];
  if (reading?.op.name === 'dequantize') return stored;
  if (reading?.op.name !== 'dequantize_linear' || !stored) return undefined;
  const [tensor, type, encoding] = [constTensor(stored), tensorTypeOf(stored), linearEncoding(reading)];
  if (!tensor || !type || !encoding || !isNarrow(type.elem)) return undefined;
  return builder.constant(`${stored.name}.q`, tensor, tensorType(type.elem, type.shape, encoding));
}

export function isReading(value: Value | undefined): boolean {
  const reading = producer(value);
  if (reading?.op.name === 'dequantize') return true;
  const [stored] = reading?.operands ?? [];
  return (
    reading?.op.name === 'dequantize_linear' &&
    constTensor(stored) !== undefined &&
    isNarrow(tensorTypeOf(stored)?.elem) &&
    linearEncoding(reading) !== undefined
  );
}

function dataOf({ op, operands }: Node): readonly (Value | undefined)[] {
  return operands.slice(0, LAYERS.get(op.name) ?? 0);
}

/** The rule; `whyIllegal` says what the target cannot run. */
export function raiseLayer(whyIllegal: (node: Node) => string | undefined): Rule {
  return defineRule<Layer>({
    name: 'raise-quantized-layer',
    summary: 'a layer between readings and a storing computes on the integers',
    root: 'quantize',
    match: (node) => {
      const above = producer(node.operands[0]);
      const relu = above?.op.name === 'relu' ? above : undefined;
      const layer = relu ? producer(relu.operands[0]) : above;
      return layer && LAYERS.has(layer.op.name) ? { node, layer, relu } : undefined;
    },
    where: [
      {
        if: ({ layer }) => dataOf(layer).every(isReading),
        because: 'an operand is not read back from integers with constant scales',
      },
      { if: ({ layer }) => layer.operands[3] === undefined, because: 'the layer has an addend' },
      {
        if: ({ layer, relu }) => [...layer.results, ...(relu?.results ?? [])].every(hasOneReader),
        because: 'the numbers before they are stored are read elsewhere too',
      },
      {
        if: ({ layer, relu }) => !relu || layer.op.attrs.some(({ name }) => name === 'act'),
        because: 'an activation follows that it has no place for',
      },
      {
        if: ({ layer, relu }) => !relu || layer.attrs['act'] === 'none',
        because: 'the layer has an activation already',
      },
      { if: ({ node, layer }) => node.region === layer.region, because: 'the layer is computed in an outer region' },
    ],
    build: ({ node, layer, relu }, rewriter) => {
      const type = node.results[0]?.type;
      const origin = fusedOrigin('raise-quantized-layer', [layer.origin, relu?.origin, node.origin]);
      const builder = rewriter.before(node, origin);
      const data = dataOf(layer).map((value) => storedForm(builder, value));
      if (!type || data.some((value) => value === undefined)) return { because: 'an operand is gone' };
      const attrs = relu ? { ...layer.attrs, act: 'relu' } : layer.attrs;
      const made = builder.add(layer.op.name, [...data, ...layer.operands.slice(data.length)], attrs, {
        types: [type],
      });
      const because = whyIllegal(made);
      if (because === undefined) return made.results;
      rewriter.erase(made);
      return { because };
    },
  });
}
