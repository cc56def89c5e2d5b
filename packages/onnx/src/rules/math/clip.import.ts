import type { Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** A bound that is missing, constant (a number), or computed (a value). */
function bound(n: NodeReader, index: number): number | Value | undefined {
  if (!n.has(index)) return undefined;
  const number = n.constNumber(index);
  // 64-bit integers beyond 2^53 do not fit an attribute.
  return number !== undefined && !(Math.abs(number) > Number.MAX_SAFE_INTEGER && /64$/.test(n.elem(index)))
    ? number
    : n.in(index);
}

function clipBetween(
  b: ImportBuilder,
  x: Value,
  min: number | Value | undefined,
  max: number | Value | undefined,
): Value {
  const [low, high] = [typeof min === 'number' ? min : undefined, typeof max === 'number' ? max : undefined];
  // With min > max the result is max everywhere, so max comes last.
  const floored = typeof min === 'object' ? b.value('maximum', [x, min]) : x;
  if (typeof max === 'object') {
    const raised = low === undefined ? floored : b.value('clip', [floored], { min: low });
    return b.value('minimum', [raised, max]);
  }
  return low === undefined && high === undefined ? floored : b.value('clip', [floored], { min: low, max: high });
}

/** ONNX Clip: bounds were attributes up to opset 10 and are optional inputs since 11. */
export const clip = importRule('ai.onnx', 'Clip', {
  '1-10': (n, b) => {
    const given = (name: string) => (n.given(name) ? n.float(name) : undefined);
    return clipBetween(b, n.in(0), given('min'), given('max'));
  },
  '11-': (n, b) => clipBetween(b, n.in(0), bound(n, 1), bound(n, 2)),
});
