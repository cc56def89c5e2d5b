// QuantizeLinear and DequantizeLinear as one op each, with scales that stay operands. What the stored integers stand for
// becomes part of a type only when the quantization stage finds constant scales.

import { ELEMENT_TYPES, type ElementType } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { scalesOf } from './scales.js';

/** An attribute whose 0 says that the type is not stated. */
function statedType(n: NodeReader, name: string): ElementType | undefined {
  return (n.maybeInt(name) ?? 0) === 0 ? undefined : n.elementType(name);
}

/** The type of the scale says how the quotient is rounded; one that arithmetic has no use for leaves it to x, or to f32. */
function precisionOf(n: NodeReader): ElementType {
  const stated = statedType(n, 'precision');
  if (stated) return stated;
  const candidates = [n.elem(1), n.elem(0)];
  return candidates.find((elem) => ELEMENT_TYPES[elem].class === 'float' && ELEMENT_TYPES[elem].bits >= 16) ?? 'f32';
}

function quantize(n: NodeReader, b: ImportBuilder): Value {
  const { scale, zero, axis, block } = scalesOf(n, b);
  const stated = statedType(n, 'output_dtype');
  if (stated && n.has(2) && stated !== n.elem(2)) n.invalid(`output_dtype is ${stated}, the zero point ${n.elem(2)}`);
  const to = n.has(2) ? n.elem(2) : (stated ?? 'u8');
  const saturate = n.maybeInt('saturate') !== 0;
  return build.quantizeLinear(b, n.in(0), scale, zero, { to, axis, block, precision: precisionOf(n), saturate });
}

function dequantize(n: NodeReader, b: ImportBuilder): Value {
  const { scale, zero, axis, block } = scalesOf(n, b);
  const to = statedType(n, 'output_dtype') ?? n.elem(1);
  return build.dequantizeLinear(b, n.in(0), scale, zero, { to, axis, block });
}

export const quantizeRules = ['ai.onnx', 'com.microsoft'].flatMap((domain) => {
  const from = domain === 'ai.onnx' ? '10-' : '1-';
  return [
    importRule(domain, 'QuantizeLinear', { [from]: quantize }),
    importRule(domain, 'DequantizeLinear', { [from]: dequantize }),
  ];
});
