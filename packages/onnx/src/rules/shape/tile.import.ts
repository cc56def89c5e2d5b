import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Repeats of Tile-1: ones, but for one axis. */
function alongAxis(n: NodeReader, b: ImportBuilder): Value {
  const [axes, counts] = [n.knownIntegers(2), n.dims(1)];
  const [axis, count] = [axes?.[0], counts?.[0]];
  if (axis !== undefined && count !== undefined) {
    const at = n.axis(axis, n.rank(0));
    return build.tile(b, n.in(0), { repeats: n.shape(0).map((_, i) => (i === at ? count : 1)) });
  }
  const ones = b.integers(n.shape(0).map(() => 1));
  const one = (index: number) => b.reshape(b.cast(n.in(index), 'i64'), [1]);
  return build.dynamicTile(b, n.in(0), build.scatterElements(b, ones, one(2), one(1)));
}

/** ONNX Tile: along one axis up to opset 5, along all since 6. */
export const tile = importRule('ai.onnx', 'Tile', {
  '1-5': alongAxis,
  '6-': (n, b) => {
    const repeats = n.dims(1);
    return repeats ? build.tile(b, n.in(0), { repeats }) : build.dynamicTile(b, n.in(0), n.in(1));
  },
});
