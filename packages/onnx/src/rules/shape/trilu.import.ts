import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

export const trilu = importRule('ai.onnx', 'Trilu', {
  '14-': (n, b) => {
    const k = n.maybe(1);
    return build.trilu(b, n.in(0), k && b.reshape(k, []), { upper: n.flag('upper') });
  },
});
