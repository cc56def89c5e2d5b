import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ONNX Expand: to the broadcast of both shapes. */
export const expand = importRule('ai.onnx', 'Expand', {
  '8-': (n, b) => {
    const shape = n.dims(1);
    if (shape) return build.expand(b, n.in(0), { shape });
    // A shape of unknown length that is not longer than the operand's is taken to be as long.
    const length = n.lengthOf(1, 'sizes', (rank) => rank);
    return build.dynamicExpand(b, n.in(0), b.reshape(n.in(1), [length]));
  },
});
