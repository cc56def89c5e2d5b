import { splatTensor } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule, type RuleResult } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { seedOf } from './seed.js';

type Results = readonly (RuleResult | undefined)[];

/** Nothing is dropped in inference: the operand itself, and a mask of ones. */
function keepAll(n: NodeReader, b: ImportBuilder, mask: 'bool' | 'operand'): Results {
  if (n.elem(0) === 'string') n.invalid('it drops numbers, and its operand is text');
  const x = n.constant(0) ?? n.in(0);
  if (!n.wants(1)) return [x];
  const elem = mask === 'bool' ? 'bool' : n.elem(0);
  const ones: Value = build.splat(b, { shape: n.shape(0), value: 1, elem });
  return [x, ones];
}

function drop(n: NodeReader, b: ImportBuilder, ratio: Value, training: Value): Results {
  return build.dropout(b, n.in(0), ratio, training, { seed: seedOf(n, n.maybeInt('seed')) });
}

/** Up to opset 6 a node trains unless it says that it is a test. */
function byAttribute(n: NodeReader, b: ImportBuilder): Results {
  const ratio = n.float('ratio');
  if (n.flag('is_test') || ratio === 0) return keepAll(n, b, 'operand');
  const yes = b.constant(b.freeName('const'), splatTensor('bool', [], 1));
  const [y, mask] = drop(n, b, b.scalar('f32', ratio), yes);
  return n.wants(1) && mask && 'def' in mask ? [y, b.cast(mask, n.elem(0))] : [y];
}

function byOperand(n: NodeReader, b: ImportBuilder): Results {
  if (!n.has(2) || n.knownFlag(2) === false || (n.has(1) && n.constNumber(1) === 0)) return keepAll(n, b, 'bool');
  const ratio = n.maybe(1);
  return drop(n, b, ratio ? b.reshape(ratio, []) : b.scalar('f32', 0.5), b.reshape(n.in(2), []));
}

/** ONNX Dropout: training was an attribute up to opset 6, is left to the runtime in 7 to 11, and an operand since 12. */
export const dropout = importRule('ai.onnx', 'Dropout', {
  '1-6': byAttribute,
  '7-9': (n, b) => keepAll(n, b, 'operand'),
  '10-11': (n, b) => keepAll(n, b, 'bool'),
  '12-': byOperand,
});
