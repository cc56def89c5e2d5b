// Convolutions with what optimisers fuse into them, and in the layout they prefer.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { convolution } from '../nn/conv.import.js';
import { convKernel, windowOf } from '../nn/window.js';
import { activated, listedParams } from './fused-activation.js';

/** Convolution, then the sum with operand 3, then the activation. */
function fusedConv(n: NodeReader, b: ImportBuilder): Value {
  const y = convolution(n, b);
  return activated(n, b, n.has(3) ? build.add(b, y, n.in(3)) : y, listedParams(n));
}

/** The same with channels last in all operands but the weight, which is [out, in, …kernel]. */
function nhwcFusedConv(n: NodeReader, b: ImportBuilder): Value {
  const rank = n.rank(0);
  // Sizes of the padding follow from axes that are elsewhere here.
  if (n.string('auto_pad').startsWith('SAME')) n.unsupported(`auto_pad="${n.string('auto_pad')}" with channels last`);
  const { strides, pads, dilations } = windowOf(n, convKernel(n)).window;
  const spatial = Array.from({ length: rank - 2 }, (_, i) => i + 1);
  const x = build.transpose(b, n.in(0), { perm: [0, rank - 1, ...spatial] });
  const attrs = { strides, pads, dilations, groups: n.int('group') };
  const convolved = build.conv(b, x, n.in(1), n.maybe(2), undefined, attrs);
  const y = build.transpose(b, convolved, { perm: [0, ...spatial.map((axis) => axis + 1), 1] });
  return activated(n, b, n.has(3) ? build.add(b, y, n.in(3)) : y, listedParams(n));
}

export const fusedConvRules: readonly ImportRule[] = [
  importRule('com.microsoft', 'FusedConv', { '1-': fusedConv }),
  importRule('com.microsoft', 'NhwcFusedConv', { '1-': nhwcFusedConv }),
];
