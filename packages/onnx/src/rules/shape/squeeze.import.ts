import { dim } from '@afterglow/core';
import { build, tensorType, type Value } from '@afterglow/ir';
import { nodeDiagnostics } from '../../diagnostics/node.js';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

function squeeze(n: NodeReader, b: ImportBuilder, axes: readonly number[]): Value {
  return build.squeeze(b, n.in(0), { axes: n.axes(axes, n.rank(0)) });
}

/**
 * Without axes, every axis of size 1 goes. Which those are is known from the sizes, or from the rank that the model states:
 * then a size that is open stays, as long as enough others go.
 */
function squeezeAll(n: NodeReader, b: ImportBuilder): Value {
  const shape = n.shape(0);
  const ones = shape.flatMap((d, axis) => (d === 1 ? [axis] : []));
  if (shape.every((d) => typeof d === 'number')) return squeeze(n, b, ones);
  const rank = n.statedRank(0);
  if (rank === undefined) {
    const open = shape.filter((d) => typeof d !== 'number').map(dim.printDim);
    n.context.session.report.add(nodeDiagnostics.assumedRank, { op: 'Squeeze', sizes: open.join(', ') }, n.place);
    // The run checks that the open sizes are not 1, so what stays is known.
    const kept = shape.filter((d) => d !== 1);
    const options = { types: [tensorType(n.elem(0), kept)] };
    return build.dynamicSqueeze(b, n.in(0), undefined, { result_rank: kept.length }, options);
  }
  if (ones.length === shape.length - rank) return squeeze(n, b, ones);
  return build.dynamicSqueeze(b, n.in(0), undefined, { result_rank: rank });
}

function squeezeOperand(n: NodeReader, b: ImportBuilder): Value {
  if (!n.has(1)) return squeezeAll(n, b);
  const axes = n.knownIntegers(1);
  if (axes) return squeeze(n, b, axes);
  const count = n.lengthOf(1, 'axes', (rank) => n.rank(0) - rank);
  return build.dynamicSqueeze(b, n.in(0), b.reshape(n.in(1), [count]), { result_rank: n.rank(0) - count });
}

/** ONNX Squeeze: axes were an attribute up to opset 12. */
export const squeezeRule = importRule('ai.onnx', 'Squeeze', {
  '1-12': (n, b) => {
    const axes = n.maybeInts('axes');
    return axes ? squeeze(n, b, axes) : squeezeAll(n, b);
  },
  '13-': squeezeOperand,
});

function unsqueeze(n: NodeReader, b: ImportBuilder, given: readonly number[]): Value {
  return build.unsqueeze(b, n.in(0), { axes: n.axes(given, n.rank(0) + given.length) });
}

/** ONNX Unsqueeze: axes, which are those of the result, were an attribute up to opset 12. */
export const unsqueezeRule = importRule('ai.onnx', 'Unsqueeze', {
  '1-12': (n, b) => unsqueeze(n, b, n.ints('axes')),
  '13-': (n, b) => {
    const axes = n.knownIntegers(1);
    if (axes) return unsqueeze(n, b, axes);
    const count = n.lengthOf(1, 'axes', (rank) => rank - n.rank(0));
    return build.dynamicUnsqueeze(b, n.in(0), b.reshape(n.in(1), [count]));
  },
});
