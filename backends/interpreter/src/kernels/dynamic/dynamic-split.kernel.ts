// Split-13 with sizes that are data.

import { integersAsNumbers } from '../../data/elements.js';
import { badOperand, intAttr, kernel, tensorAt } from '../../kernel.js';
import { split } from '../shape/split.kernel.js';
import { runAs } from './run-as.js';

export const dynamicSplit = kernel('dynamic_split', (context) => {
  const sizes = integersAsNumbers(tensorAt(context, 1));
  const parts = intAttr(context, 'parts');
  if (sizes.length !== parts) badOperand(context, `${sizes.length} sizes for ${parts} parts`);
  return runAs(split, context, [tensorAt(context, 0)], { axis: intAttr(context, 'axis'), sizes });
});
