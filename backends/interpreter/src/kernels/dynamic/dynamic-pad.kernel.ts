// Pad-18 with pads, and perhaps axes, that are data.

import { integersAsNumbers } from '../../data/elements.js';
import { badOperand, kernel, optionalTensorAt, tensorAt, wordAttr } from '../../kernel.js';
import { pad } from '../shape/pad.kernel.js';
import { axesOf, runAs } from './run-as.js';

export const dynamicPad = kernel('dynamic_pad', (context) => {
  const x = tensorAt(context, 0);
  const pads = integersAsNumbers(tensorAt(context, 1));
  const [value, given] = [optionalTensorAt(context, 2), optionalTensorAt(context, 3)];
  const axes = given ? axesOf(context, given, x.shape.length) : x.shape.map((_, axis) => axis);
  if (pads.length !== 2 * axes.length) badOperand(context, `${pads.length} pads for ${axes.length} axes`);
  return runAs(pad, context, [x, value], { pads, axes, mode: wordAttr(context, 'mode', 'constant') });
});
