// com.microsoft DynamicQuantizeLSTM: an LSTM whose weights are stored as integers, [directions, in, 4 · hidden]. They are
// dequantised; input and state stay real, where runtimes may round them to 8 bits at each step to multiply integers.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { recurrentAttrs } from '../nn/recurrent-attrs.js';

/** Weight `index` as lstm has it, [directions, 4 · hidden, in]; `at` is its scale, for a direction or each of its gates. */
function weight(n: NodeReader, b: ImportBuilder, index: number, at: number): Value {
  const [directions = 1, depth, gates = 1] = n.shape(index);
  if (n.rank(index) !== 3) n.invalid(`operand ${index} has rank ${n.rank(index)} instead of 3`);
  const perGate = n.rank(at) === 2;
  if (perGate && typeof depth !== 'number') n.unsupported('weights whose shape is not known');
  const shaped = (x: Value) => (perGate ? b.reshape(x, [directions, 1, gates]) : x);
  const reals = build.dequantizeLinear(b, n.in(index), shaped(n.in(at)), shaped(n.in(at + 1)), {
    to: 'f32',
    axis: perGate ? 1 : 0,
    block: perGate && typeof depth === 'number' ? depth : 0,
  });
  return build.transpose(b, reals, { perm: [0, 2, 1] });
}

export const dynamicQuantizeLstm = importRule('com.microsoft', 'DynamicQuantizeLSTM', {
  '1-': (n, b) => {
    const others = [3, 4, 5, 6, 7].map((index) => n.maybe(index));
    const operands = [n.in(0), weight(n, b, 1, 8), weight(n, b, 2, 10), ...others];
    const attrs = { ...recurrentAttrs(n, n.shape(2)[1]), input_forget: n.flag('input_forget') };
    return b.values('lstm', operands, attrs);
  },
});
