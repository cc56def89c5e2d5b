// CausalConvWithState-27 of ai.onnx without its activation. Summed in double, rounded once; the next state is moved, not computed.
// Bounds: x is [N, C, L], weight [C, 1, K], state [N, C, K - 1].

import { floatsOf, moved, newFloats, sealFloats, wordsIn } from '../../data/elements.js';
import { badOperand, kernel, optionalTensorAt, tensorAt } from '../../kernel.js';

export const causalConv = kernel('causal_conv', (context) => {
  const [x, weight] = [tensorAt(context, 0), tensorAt(context, 1)];
  const [bias, state] = [optionalTensorAt(context, 2), optionalTensorAt(context, 3)];
  const [batch, channels, length] = x.shape;
  const taps = weight.shape[2];
  if (taps === 0) badOperand(context, 'the kernel is empty');
  const back = taps - 1;
  const [values, factors] = [floatsOf(x), floatsOf(weight)];
  const [offsets, before] = [bias && floatsOf(bias), state && floatsOf(state)];
  const out = newFloats(x.elem, values.length);
  for (let line = 0; line < batch * channels; line++) {
    const c = line % channels;
    for (let i = 0; i < length; i++) {
      let sum = offsets ? offsets[c] : 0;
      for (let t = 0; t < taps; t++) {
        const from = i + t - back;
        const value = from >= 0 ? values[line * length + from] : before ? before[line * back + back + from] : 0;
        sum += factors[c * taps + t] * value;
      }
      out[line * length + i] = sum;
    }
  }
  const words = wordsIn(x);
  const past = state && wordsIn(state);
  const next = moved(x.elem, [batch, channels, back], (to) => {
    for (let line = 0; line < batch * channels; line++) {
      for (let i = 0; i < back; i++) {
        const from = length + i - back;
        if (from >= 0) to[line * back + i] = words[line * length + from];
        else if (past) to[line * back + i] = past[line * back + back + from];
      }
    }
  });
  return [sealFloats(x.elem, x.shape, out), next];
});
