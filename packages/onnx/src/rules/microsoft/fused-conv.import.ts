// Convolutions with what optimisers fuse into them, and in the layout they prefer.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { convolution } from '../nn/conv.import.js';
import { activated, listedParams } from './fused-activation.js';

/** Convolution, then the sum with operand 3, then the activation. */
function fusedConv(n: NodeReader, b: ImportBuilder): Value {
  const y = convolution(n, b);
  return activated(n, b, n.has(3) ? build.add(b, y, n.in(3)) : y, listedParams(n));
}

export const fusedConvRules: readonly ImportRule[] = [importRule('com.microsoft', 'FusedConv', { '1-': fusedConv })];
