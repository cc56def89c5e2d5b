// Generated from ir-spec/ops/signal.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { DftArgs, DynamicDftArgs, DynamicStftArgs, MelWeightMatrixArgs, ReverseSequenceArgs, StftArgs } from './attrs.js';

/** Discrete Fourier transform along an axis. The last axis of x is 1 for a real signal, 2 for a complex one. */
export function dft(builder: Builder, x: Value, attrs: DftArgs, options?: AddOptions): Value {
  return builder.value('dft', [x], attrs, options);
}

/** DFT of an axis (default: the last but one) or a length known only when the data are. */
export function dynamicDft(builder: Builder, x: Value, length?: Value, axis?: Value, attrs?: DynamicDftArgs, options?: AddOptions): Value {
  return builder.value('dynamic_dft', [x, length, axis], attrs ?? {}, options);
}

/** STFT of a step or a length known only when the data are. Without a length: that of the window, or of the signal. */
export function dynamicStft(builder: Builder, x: Value, step: Value, window?: Value, length?: Value, attrs?: DynamicStftArgs, options?: AddOptions): Value {
  return builder.value('dynamic_stft', [x, step, window, length], attrs ?? {}, options);
}

/** Triangles that sum the bins of a spectrum into bands evenly spaced on the mel scale, 2595 · log10(1 + f / 700). */
export function melWeightMatrix(builder: Builder, bands: Value, length: Value, rate: Value, lower: Value, upper: Value, attrs: MelWeightMatrixArgs, options?: AddOptions): Value {
  return builder.value('mel_weight_matrix', [bands, length, rate, lower, upper], attrs, options);
}

/** The first lengths[i] elements along the time axis in reverse order, for each entry i of the batch axis; the others stay. */
export function reverseSequence(builder: Builder, x: Value, lengths: Value, attrs: ReverseSequenceArgs, options?: AddOptions): Value {
  return builder.value('reverse_sequence', [x, lengths], attrs, options);
}

/** Fourier transforms of windows of a signal, every step elements. */
export function stft(builder: Builder, x: Value, window: Value | undefined, attrs: StftArgs, options?: AddOptions): Value {
  return builder.value('stft', [x, window], attrs, options);
}
