// QLinear operators that work along axes.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { softmaxOfMatrix } from '../nn/softmax-of-matrix.js';
import { scalarOf } from '../quant/scales.js';
import { realsOf, storedAs } from './qlinear.js';

/** Attribute `opset` says which ONNX Softmax is meant: up to 12 the operand counts as a matrix. */
function softmax(n: NodeReader, b: ImportBuilder): Value {
  const axis = n.axis(n.int('axis'), n.rank(0));
  const x = realsOf(n, b, 0);
  const y = n.int('opset') < 13 ? softmaxOfMatrix('softmax', x, n.shape(0), axis, b) : build.softmax(b, x, { axis });
  return storedAs(n, b, y, 3, n.elem(0));
}

function reduceMean(n: NodeReader, b: ImportBuilder): Value {
  const axes = n.axes(n.ints('axes'), n.rank(0));
  const y = build.reduceMean(b, realsOf(n, b, 0), { axes, keepdims: n.flag('keepdims') });
  return storedAs(n, b, y, 3, n.elem(0));
}

/** Scale and zero point of the result, then each operand with its own. */
function concat(n: NodeReader, b: ImportBuilder): Value {
  if (n.inputCount % 3 !== 2)
    n.invalid(`it has ${n.inputCount} operands, which are not a scale and zero point and triples`);
  const to = n.elem(1);
  const parts = Array.from({ length: (n.inputCount - 2) / 3 }, (_, i) => {
    const at = 2 + 3 * i;
    const reals = n.elem(at) === 'f32' ? n.in(at) : realsOf(n, b, at);
    return build.quantizeLinear(b, reals, scalarOf(n, b, 0), scalarOf(n, b, 1), { to });
  });
  return build.concat(b, parts, { axis: n.axis(n.int('axis'), n.rank(2)) });
}

export const qLinearAxesRules: readonly ImportRule[] = Object.entries({
  QLinearSoftmax: softmax,
  QLinearReduceMean: reduceMean,
  QLinearConcat: concat,
}).map(([op, body]) => importRule('com.microsoft', op, { '1-': body }));
