import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

const REDUCTIONS = { none: 'none', add: 'add', mul: 'mul', max: 'max', min: 'min' } as const;

/** Reductions exist since opset 16. */
function reductionOf(n: NodeReader): 'none' | 'add' | 'mul' | 'max' | 'min' {
  return n.version >= 16 ? n.word('reduction', REDUCTIONS) : 'none';
}

function elements(n: NodeReader, b: ImportBuilder): Value {
  const axis = n.axis(n.int('axis'), n.rank(0));
  const reduction = n.proto.opType === 'Scatter' ? 'none' : reductionOf(n);
  return build.scatterElements(b, n.in(0), n.in(1), n.in(2), { axis, reduction });
}

export const scatterElements = importRule('ai.onnx', 'ScatterElements', { '11-': elements });

/** ONNX Scatter: the old name of ScatterElements, deprecated but defined since opset 11. */
export const scatter = importRule('ai.onnx', 'Scatter', { '9-': elements });

export const scatterNd = importRule('ai.onnx', 'ScatterND', {
  '11-': (n, b) => {
    // Where the length of the index tuples is open, the ranks decide it.
    const length = n.shape(1).at(-1) ?? n.invalid('the indices are a scalar');
    n.countOf(length, 'index tuples', () => n.rank(1) - 1 + n.rank(0) - n.rank(2), n.rank(0));
    return build.scatterNd(b, n.in(0), n.in(1), n.in(2), { reduction: reductionOf(n) });
  },
});
