import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule, type RuleResult } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Nothing is dropped in inference: the operand itself, and a mask of ones. */
function keepAll(n: NodeReader, b: ImportBuilder, mask: 'bool' | 'operand'): readonly (RuleResult | undefined)[] {
  const x = n.constant(0) ?? n.in(0);
  if (!n.wants(1)) return [x];
  const elem = mask === 'bool' ? 'bool' : n.elem(0);
  const ones: Value = build.splat(b, { shape: n.shape(0), value: 1, elem });
  return [x, ones];
}

/** ONNX Dropout: training was an attribute up to opset 6, is left to the runtime in 7 to 11, and an operand since 12. */
export const dropout = importRule('ai.onnx', 'Dropout', {
  '1-9': (n, b) => keepAll(n, b, 'operand'),
  '10-11': (n, b) => keepAll(n, b, 'bool'),
  '12-': (n, b) => {
    const training = n.has(2) ? n.constNumber(2) : 0;
    if (training !== 0) n.unsupported('training_mode', 'export the model in evaluation mode');
    return keepAll(n, b, 'bool');
  },
});
