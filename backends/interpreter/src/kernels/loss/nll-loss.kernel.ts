// NegativeLogLikelihoodLoss-22: in double, rounded once. A mean without anything that counts is 0 / 0.
// Bounds: targets are checked before they index.

import { floatsOf, integersAsNumbers, newFloats, sealFloats } from '../../data/elements.js';
import { sizeOf } from '../../data/shape.js';
import { badOperand, kernel, optionalNumberAttr, optionalTensorAt, tensorAt, wordAttr } from '../../kernel.js';

export const nllLoss = kernel('nll_loss', (context) => {
  const [x, target, weightTensor] = [tensorAt(context, 0), tensorAt(context, 1), optionalTensorAt(context, 2)];
  const reduction = wordAttr(context, 'reduction', 'mean');
  const ignored = optionalNumberAttr(context, 'ignore_index');
  const [values, targets] = [floatsOf(x), integersAsNumbers(target)];
  const weights = weightTensor && floatsOf(weightTensor);
  const classes = x.shape[1];
  const inner = sizeOf(x.shape.slice(2));
  const losses = new Float64Array(targets.length);
  let [sum, total] = [0, 0];
  for (let i = 0; i < targets.length; i++) {
    const label = targets[i];
    if (label === ignored) continue;
    if (!(label >= 0 && label < classes)) badOperand(context, `target ${label} is none of ${classes} classes`);
    const weight = weights ? weights[label] : 1;
    losses[i] = -values[(Math.floor(i / inner) * classes + label) * inner + (i % inner)] * weight;
    sum += losses[i];
    total += weight;
  }
  if (reduction === 'none') return [sealFloats(x.elem, target.shape, losses)];
  const out = newFloats(x.elem, 1);
  out[0] = reduction === 'sum' ? sum : sum / total;
  return [sealFloats(x.elem, [], out)];
});
