// The forms of GELU that optimisers fuse. Exact ones use the error function, fast ones the tanh formula.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { halves } from './halves.js';

function withBias(n: NodeReader, b: ImportBuilder): Value {
  return n.has(1) ? build.add(b, n.in(0), n.in(1)) : n.in(0);
}

export const microsoftGelus: readonly ImportRule[] = [
  importRule('com.microsoft', 'Gelu', { '1-': (n, b) => build.gelu(b, n.in(0)) }),
  importRule('com.microsoft', 'BiasGelu', { '1-': (n, b) => build.gelu(b, withBias(n, b)) }),
  importRule('com.microsoft', 'FastGelu', { '1-': (n, b) => build.gelu(b, withBias(n, b), { approximate: 'tanh' }) }),
  importRule('com.microsoft', 'QuickGelu', { '1-': (n, b) => build.swish(b, n.in(0), { alpha: n.float('alpha') }) }),
  importRule('com.microsoft', 'BiasSplitGelu', {
    '1-': (n, b) => {
      const [left, right] = halves(n, b, withBias(n, b));
      return build.mul(b, left, build.gelu(b, right));
    },
  }),
];
