// Operators of linear-attention models, as ONNX Runtime had them before the standard, with more attributes.

import { dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { causalConvWithState } from '../attention/causal-conv-with-state.import.js';
import { sizeAt } from '../attention/heads.js';
import { linearAttention } from '../attention/linear-attention.import.js';
import { bodyOf } from './body-of.js';

/** Refuses attributes that have another value than the one that means nothing. */
function expectOff(n: NodeReader, attributes: Readonly<Record<string, number>>): void {
  for (const [name, off] of Object.entries(attributes)) {
    if ((n.maybeInt(name) ?? off) !== off) n.unsupported(`${name}=${n.int(name)}`);
  }
}

/** RMS normalisation of every stretch as long as the scale, times the activated gate. */
function gatedRmsNorm(n: NodeReader, b: ImportBuilder): Value {
  const keepsGate = n.word('activation', { silu: true, swish: true, sigmoid: false });
  const [x, gate] = [n.in(0), n.in(2)];
  const width = n.shape(1)[0] ?? n.invalid('the scale has no axis');
  const rows = [...n.shape(0).slice(0, -1), dim.floorDiv(sizeAt(n, x, -1), width), width];
  const normal = build.rmsNorm(b, b.reshape(x, rows), n.in(1), { epsilon: n.float('epsilon') });
  const sigmoid = build.sigmoid(b, gate);
  const factor = keepsGate ? build.mul(b, gate, sigmoid) : sigmoid;
  return build.mul(b, b.reshape(normal, n.shape(0)), factor);
}

export const recurrentAttentionRules: readonly ImportRule[] = [
  importRule('com.microsoft', 'LinearAttention', {
    '1-': (n, b) => {
      expectOff(n, { state_window: 0 });
      return linearAttention(n, b);
    },
  }),
  importRule('com.microsoft', 'CausalConvWithState', {
    '1-': (n, b) => {
      expectOff(n, { ndim: 1, channels_last: 0, dilation: 1, state_window: 0, state_length: 0 });
      expectOff(n, { input_channels: 0, input_channel_offset: 0, state_update_capacity: 0, state_channels_last: -1 });
      return bodyOf(causalConvWithState, 27)(n, b);
    },
  }),
  importRule('com.microsoft', 'GatedRMSNorm', { '1-': gatedRmsNorm }),
];
