// ReduceSum-13 and the other reductions of opset 18 and later with axes that are data. Reducing over no axis still applies
// the element-wise part of the operator, as a sum of squares of one element does.

import type { Tensor } from '@afterglow/core';
import { badOperand, boolAttr, intAttr, type KernelContext, kernel, tensorAt, wordAttr } from '../../kernel.js';
import { reductions } from '../reduce/reduce.kernel.js';
import { reshape } from '../shape/reshape.kernel.js';
import { axesOf, runAs } from './run-as.js';

/** x with an axis of size 1 in front, along which a reduction sees one element at a time. */
function inFront(context: KernelContext, x: Tensor): Tensor {
  const [result] = runAs(reshape, context, [x], { shape: [1, ...x.shape] });
  return result as Tensor;
}

export const dynamicReduce = kernel('dynamic_reduce', (context) => {
  const x = tensorAt(context, 0);
  const op = `reduce_${wordAttr(context, 'reduction')}`;
  const reduction = reductions.find((entry) => entry.op === op) ?? badOperand(context, `there is no ${op}`);
  const axes = axesOf(context, tensorAt(context, 1), x.shape.length);
  const keepdims = boolAttr(context, 'keepdims', true);
  const [rank, wanted] = [x.shape.length, intAttr(context, 'result_rank')];
  const nothing = axes.length === 0 && wordAttr(context, 'empty', 'all') === 'none';
  const left = keepdims || nothing ? rank : axes.length === 0 ? 0 : rank - axes.length;
  if (left !== wanted) badOperand(context, `${axes.length} axes leave a result of rank ${left}, not ${wanted}`);
  if (nothing) return runAs(reduction, context, [inFront(context, x)], { axes: [0], keepdims: false });
  return runAs(reduction, context, [x], { axes, keepdims });
});
