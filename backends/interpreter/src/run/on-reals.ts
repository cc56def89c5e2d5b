// Ops whose operands or results are encoded integers mean what they mean on the reals behind them: operands are decoded to
// f32 as DequantizeLinear does, the op runs in double, and each result is stored as its type asks. So such an op gives, to the
// bit, what it gives between the operators that read and store. Ops that only move elements run on the stored numbers.

import { type HostValue, isFloat, isTensorValue } from '@afterglow/core';
import type { Node, Value } from '@afterglow/ir';
import type { Kernel, KernelContext } from '../kernel.js';
import { castTensor } from '../kernels/math/cast.kernel.js';
import { decodeTensor, elementEncoding, encodeTensor } from '../quant/encoding.js';

/** Families of ops that treat elements as opaque, or read encodings themselves. */
const OPAQUE = new Set(['shape', 'control', 'quant']);

export function meansReals(node: Node): boolean {
  if (OPAQUE.has(node.op.family) || node.op.name === 'identity') return false;
  const encoded = (value: Value | undefined) => elementEncoding(value?.type) !== undefined;
  return node.operands.some(encoded) || node.results.some(encoded);
}

/** Runs `kernel` on the reals behind the operands. */
export function runOnReals(kernel: Kernel, context: KernelContext): readonly HostValue[] {
  const operands = context.operands.map((value, i) => {
    if (!value || !isTensorValue(value)) return value;
    const type = context.operandTypes[i];
    if (elementEncoding(type)) return castTensor(decodeTensor(value, type, 'f32', context.constant), 'f64');
    return isFloat(value.elem) ? castTensor(value, 'f64') : value;
  });
  const results = context.results.map((info) => {
    const real = info.elem !== undefined && (isFloat(info.elem) || elementEncoding(info.type) !== undefined);
    return real ? { ...info, elem: 'f64' as const } : info;
  });
  const computed = kernel.run({ ...context, operands, operandTypes: operands.map(() => undefined), results });
  return computed.map((value, i) => {
    const type = context.results[i]?.type;
    if (type?.kind !== 'tensor' || !isTensorValue(value)) return value;
    if (elementEncoding(type)) return encodeTensor(value, type, context.constant);
    return castTensor(value, type.elem, { saturate: false });
  });
}
