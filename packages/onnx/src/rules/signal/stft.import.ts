import type { Dim } from '@afterglow/core';
import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** The length of a frame: given, or that of the window, or of the signal. */
function frameLength(n: NodeReader): Dim | undefined {
  if (n.has(3)) return n.dims(3)?.[0];
  return n.has(2) ? n.shape(2)[0] : n.shape(0)[1];
}

export const stft = importRule('ai.onnx', 'STFT', {
  '17-': (n, b) => {
    const attrs = { onesided: n.flag('onesided') };
    const [step, length] = [n.dims(1)?.[0], frameLength(n)];
    if (step === undefined || length === undefined) {
      return build.dynamicStft(b, n.in(0), n.in(1), n.maybe(2), n.maybe(3), attrs);
    }
    return build.stft(b, n.in(0), n.maybe(2), { ...attrs, step, length });
  },
});
