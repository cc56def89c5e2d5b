// Sums that optimisers fuse with what follows.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule, type RuleResult } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { softmaxOfMatrix } from '../nn/softmax-of-matrix.js';

/** All of data, bias and a third operand that may be there. */
function sumOfThree(n: NodeReader, b: ImportBuilder): Value {
  const sum = build.add(b, n.in(0), n.in(1));
  return n.has(2) ? build.add(b, sum, n.in(2)) : sum;
}

/** Softmax over all axes from `axis` on, after the bias; ones in the shape of the bias say where it broadcasts. */
function biasSoftmax(n: NodeReader, b: ImportBuilder): Value {
  const sum = build.add(b, n.in(0), n.in(1));
  return softmaxOfMatrix('softmax', sum, n.shape(0), n.axis(n.int('axis'), n.rank(0)), b);
}

/** Nothing is dropped in inference. */
function biasDropout(n: NodeReader, b: ImportBuilder): readonly RuleResult[] {
  const training = n.has(4) ? n.constNumber(4) : 0;
  if (training !== 0) n.unsupported('training_mode', 'export the model in evaluation mode');
  const ones = () => build.splat(b, { shape: n.shape(0), value: 1, elem: 'bool' });
  return n.wants(1) ? [sumOfThree(n, b), ones()] : [sumOfThree(n, b)];
}

/** x plus y times the gate of each row. */
function gatedAdd(n: NodeReader, b: ImportBuilder): Value {
  if (n.has(3)) n.unsupported('gate_weight');
  return build.add(b, n.in(0), build.mul(b, n.in(1), n.in(2)));
}

export const biasRules: readonly ImportRule[] = [
  importRule('com.microsoft', 'BiasAdd', { '1-': sumOfThree }),
  importRule('com.microsoft', 'BiasDropout', { '1-': biasDropout }),
  importRule('com.microsoft', 'BiasSoftmax', { '1-': biasSoftmax }),
  importRule('com.microsoft', 'GatedAdd', { '1-': gatedAdd }),
];
