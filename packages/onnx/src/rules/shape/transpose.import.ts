import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ONNX Transpose: without `perm` the axes are reversed. */
export const transpose = importRule('ai.onnx', 'Transpose', {
  '1-': (n, b) => {
    const rank = n.rank(0);
    const perm = n.maybeInts('perm') ?? Array.from({ length: rank }, (_, i) => rank - 1 - i);
    return build.transpose(b, n.in(0), { perm: n.axes(perm, rank) });
  },
});
