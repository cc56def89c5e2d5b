import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';

/** ONNX Tile: along one axis up to opset 5, along all since 6. */
export const tile = importRule('ai.onnx', 'Tile', {
  '1-5': (n, b) => {
    const axis = n.axis(n.integer(2, 'an axis'), n.rank(0));
    const count = n.integer(1, 'repeats');
    return build.tile(b, n.in(0), { repeats: n.shape(0).map((_, i) => (i === axis ? count : 1)) });
  },
  '6-': (n, b) =>
    build.tile(b, n.in(0), { repeats: n.dims(1) ?? n.unsupported('repeats that are computed from data') }),
});
