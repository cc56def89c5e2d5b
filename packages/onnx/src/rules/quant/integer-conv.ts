// Convolutions of integers. The operand less its zero point is padded with 0, which is the zero point as the operand has it.
// Sums run in f64, where those of 8-bit products are exact, and wrap to 32 bits as the standard allows.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';
import { padded, type WindowPlan } from '../nn/window.js';
import { centered } from './scales.js';

export interface IntegerConv {
  readonly x: Value;
  readonly xZero: Value | undefined;
  readonly weight: Value;
  readonly weightZero: Value | undefined;
  /** Of i32. */
  readonly bias?: Value | undefined;
}

export function integerConv(n: NodeReader, b: ImportBuilder, plan: WindowPlan, parts: IntegerConv): Value {
  const x = padded(b, b.cast(centered(b, parts.x, parts.xZero), 'f64'), plan);
  const weight = b.cast(centered(b, parts.weight, parts.weightZero), 'f64');
  const { strides, pads, dilations } = plan.window;
  const attrs = { strides, pads, dilations, groups: n.int('group') };
  const bias = parts.bias && b.cast(parts.bias, 'f64');
  // Through i64: a sum beyond 32 bits wraps instead of being undefined.
  return b.cast(b.cast(build.conv(b, x, weight, bias, undefined, attrs), 'i64'), 'i32');
}
