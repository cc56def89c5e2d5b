// Quantization with scales that are operands, and bits read as other types.

import { type ElementType, elementBits, f4e2m1ToNumber } from '@afterglow/core';
import { onnxElement } from '../../emitter.js';
import { exportFunction, exportRule } from '../../export-rule.js';
import { joined, sizes } from '../../sizes.js';

/** First operator set in which operand and scale of QuantizeLinear may differ, and both operators state the type they make. */
const SINCE = 23;

export const quantizeLinear = exportRule('quantize_linear', (n, e) => {
  const [to, precision, scale] = [n.elemAttr('to'), n.elemAttr('precision'), n.elem(1)];
  const isPlain = scale === precision && n.elem(0) === scale;
  if (!isPlain) e.needs(SINCE);
  const zero = n.has(2) && n.elem(2) !== to ? e.cast(n.in(2), to) : n.in(2);
  return e.op('QuantizeLinear', [n.in(0), n.in(1), zero], {
    axis: n.int('axis'),
    block_size: n.int('block') || undefined,
    saturate: n.flag('saturate') ? undefined : 0,
    output_dtype: n.has(2) ? undefined : onnxElement(to),
    precision: isPlain ? undefined : onnxElement(precision),
  });
});

export const dequantizeLinear = exportRule('dequantize_linear', (n, e) => {
  const isPlain = n.elem(1) === n.elemAttr('to');
  if (!isPlain) e.needs(SINCE);
  return e.op('DequantizeLinear', n.all(), {
    axis: n.int('axis'),
    block_size: n.int('block') || undefined,
    output_dtype: isPlain ? undefined : onnxElement(n.elemAttr('to')),
  });
});

/** ONNX BitCast, which is younger than what else is written. */
export const bitCast = exportRule('bit_cast', (n, e) => {
  e.needs(26);
  return e.op('BitCast', n.all(), { to: onnxElement(n.elemAttr('to')) });
});

/** The numbers that the codes of a narrow type stand for, as a type that converts to it exactly. */
function numbersOfCodes(elem: ElementType): readonly number[] {
  const bits = elementBits(elem);
  const codes = Array.from({ length: 2 ** bits }, (_, code) => code);
  if (elem === 'f4e2m1') return codes.map(f4e2m1ToNumber);
  return elem.startsWith('i') ? codes.map((code) => (code < 2 ** (bits - 1) ? code : code - 2 ** bits)) : codes;
}

/** Bytes taken apart by division, their codes looked up. */
export const unpackBytes = exportFunction('unpack_bytes', (n, e) => {
  const to = n.elemAttr('to');
  const [bits, each] = [elementBits(to), 8 / elementBits(to)];
  const bytes = e.cast(n.in(0), 'i32');
  const parts = Array.from({ length: each }, (_, i) => {
    const shifted = e.op('Div', [bytes, e.scalar('i32', 2 ** (bits * i))]);
    return e.op('Unsqueeze', [e.op('Mod', [shifted, e.scalar('i32', 2 ** bits)]), e.ints([-1])]);
  });
  const side = e.op('Concat', parts, { axis: -1 });
  const width = e.op('Mul', [sizes(e, bytes, -1), e.ints([each])]);
  const codes = e.op('Reshape', [side, joined(e, sizes(e, bytes, 0, -1), width)]);
  return e.cast(e.op('Gather', [e.floats(numbersOfCodes(to)), codes]), to);
});
