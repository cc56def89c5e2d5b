// Squeeze-13 and Unsqueeze-13 with axes that are data, and Squeeze without axes where sizes are known only now.

import { integersAsNumbers } from '../../data/elements.js';
import { printShape } from '../../data/shape.js';
import { badOperand, intAttr, kernel, optionalTensorAt, tensorAt } from '../../kernel.js';
import { squeeze, unsqueeze } from '../shape/reshape.kernel.js';
import { axesOf, runAs } from './run-as.js';

export const dynamicSqueeze = kernel('dynamic_squeeze', (context) => {
  const x = tensorAt(context, 0);
  const given = optionalTensorAt(context, 1);
  const axes = given
    ? axesOf(context, given, x.shape.length)
    : x.shape.flatMap((size, axis) => (size === 1 ? [axis] : []));
  const [left, wanted] = [x.shape.length - axes.length, intAttr(context, 'result_rank')];
  if (left !== wanted) badOperand(context, `${printShape(x.shape)} keeps ${left} axes, not ${wanted}`);
  return runAs(squeeze, context, [x], { axes });
});

export const dynamicUnsqueeze = kernel('dynamic_unsqueeze', (context) => {
  const [x, given] = [tensorAt(context, 0), tensorAt(context, 1)];
  const axes = axesOf(context, given, x.shape.length + integersAsNumbers(given).length);
  return runAs(unsqueeze, context, [x], { axes });
});
