import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { convKernel, padded, windowOf } from './window.js';

/** Convolution of the first three operands, for every operator with the attributes of Conv. */
export function convolution(n: NodeReader, b: ImportBuilder): Value {
  const plan = windowOf(n, convKernel(n));
  const { strides, pads, dilations } = plan.window;
  const attrs = { strides, pads, dilations, groups: n.int('group') };
  return build.conv(b, padded(b, n.in(0), plan), n.in(1), n.maybe(2), undefined, attrs);
}

/** ONNX Conv: `auto_pad` becomes pads; where they depend on sizes, a pad before the convolution. */
export const conv = importRule('ai.onnx', 'Conv', { '1-': convolution });
