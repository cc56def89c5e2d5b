import type { Attrs, Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { recurrentAttrs } from './recurrent-attrs.js';

function recurrent(
  op: string,
  operands: number,
  n: NodeReader,
  b: ImportBuilder,
  own: Record<string, Attrs[string]>,
): readonly Value[] {
  const values = Array.from({ length: operands }, (_, i) => n.maybe(i));
  return b.values(op, values, { ...recurrentAttrs(n, n.shape(2)[2]), ...own });
}

/** ONNX LSTM, GRU and RNN. Which outputs exist was an attribute (`output_sequence`) up to opset 6; all are always made. */
export const recurrentRules: readonly ImportRule[] = [
  importRule('ai.onnx', 'LSTM', {
    '1-': (n, b) => recurrent('lstm', 8, n, b, { input_forget: n.flag('input_forget') }),
  }),
  importRule('ai.onnx', 'GRU', {
    '1-': (n, b) => recurrent('gru', 6, n, b, { linear_before_reset: n.maybeInt('linear_before_reset') === 1 }),
  }),
  importRule('ai.onnx', 'RNN', { '1-': (n, b) => recurrent('rnn', 6, n, b, {}) }),
];
