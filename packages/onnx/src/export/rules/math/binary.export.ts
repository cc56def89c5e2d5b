// Element-wise ops of two operands; both sides broadcast alike.

import { isFloat } from '@afterglow/core';
import type { Emitter } from '../../emitter.js';
import type { ExportNode } from '../../export-node.js';
import { exportMovement, exportRule } from '../../export-rule.js';
import { isNarrow, type Limit, widened } from '../../widened.js';

/** Our op → ONNX operator. */
const BINARY: Readonly<Record<string, readonly [onnx: string, limit?: Limit]>> = {
  add: ['Add'],
  bitwise_and: ['BitwiseAnd'],
  bitwise_or: ['BitwiseOr'],
  bitwise_xor: ['BitwiseXor'],
  div: ['Div'],
  equal: ['Equal'],
  greater: ['Greater'],
  greater_equal: ['GreaterOrEqual'],
  less: ['Less'],
  less_equal: ['LessOrEqual'],
  logical_and: ['And'],
  logical_or: ['Or'],
  logical_xor: ['Xor'],
  maximum: ['Max'],
  minimum: ['Min'],
  mul: ['Mul'],
  pow: ['Pow', 'short'],
  prelu: ['PRelu', 'short'],
  sub: ['Sub'],
};

export const binaryRules = Object.entries(BINARY).map(([op, [onnx, limit = 'narrow']]) =>
  exportRule(
    op,
    (n, e) => widened(n, e, (inputs) => e.op(onnx, inputs), limit),
    (n) => !isNarrow(n, limit),
  ),
);

/** The remainder with the sign of the divisor. Mod computes it for integers only. */
function floorMod(n: ExportNode, e: Emitter): string {
  const [a, b, zero] = [n.in(0), n.in(1), e.scalar(n.elem(0), 0)];
  const rest = e.op('Mod', [a, b], { fmod: 1 });
  const differ = e.op('Xor', [e.op('Less', [rest, zero]), e.op('Less', [b, zero])]);
  const isOff = e.op('And', [e.op('Not', [e.op('Equal', [rest, zero])]), differ]);
  return e.op('Where', [isOff, e.op('Add', [rest, b]), rest]);
}

/** ONNX Mod: floats only with the sign of the dividend. */
export const mod = exportRule(
  'mod',
  (n, e) => {
    if (isFloat(n.elem(0)) && !n.flag('fmod')) return floorMod(n, e);
    return widened(n, e, (inputs) => e.op('Mod', inputs, { fmod: Number(n.flag('fmod')) }));
  },
  (n) => !isNarrow(n) && (n.flag('fmod') || !isFloat(n.elem(0))),
);

export const where = exportMovement('where', (n, e) => e.op('Where', n.all()));
