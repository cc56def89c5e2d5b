// QLinearMatMul-10 and -21: the integer product, scaled once to the steps of the result. The factor of the three scales is
// computed in f32 whatever their type. Float8 operands multiply as the reals they are.

import { isInteger } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { alongColumns, alongRows, centered, requantize } from './scales.js';

function product(n: NodeReader, b: ImportBuilder): Value {
  const [aZero, bZero] = [alongRows(n, b, 2, n.in(0)), alongColumns(n, b, 5, n.in(3))];
  if (isInteger(n.elem(0)) && isInteger(n.elem(3))) {
    return b.cast(build.matmul(b, centered(b, n.in(0), aZero), centered(b, n.in(3), bZero)), 'f32');
  }
  const left = build.sub(b, b.cast(n.in(0), 'f32'), b.cast(aZero, 'f32'));
  return build.matmul(b, left, build.sub(b, b.cast(n.in(3), 'f32'), b.cast(bZero, 'f32')));
}

export const qLinearMatMul = importRule('ai.onnx', 'QLinearMatMul', {
  '10-': (n, b) => {
    const rowScale = (index: number) => b.cast(alongRows(n, b, index, n.in(0)), 'f32');
    const steps = build.mul(b, rowScale(1), b.cast(alongColumns(n, b, 4, n.in(3)), 'f32'));
    const factor = build.div(b, steps, rowScale(6));
    const scaled = build.mul(b, product(n, b), factor);
    return requantize(b, scaled, alongRows(n, b, 7, n.in(0)), n.elem(7));
  },
});
