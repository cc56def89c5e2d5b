// Generated from ir-spec/ops/nn.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { AveragePoolArgs, BatchNormArgs, ConvArgs, ConvTransposeArgs, FullyConnectedArgs, GroupNormArgs, GruArgs, HardmaxArgs, InstanceNormArgs, LayerNormArgs, LogSoftmaxArgs, LpPoolArgs, LrnArgs, LstmArgs, MatmulArgs, MaxPoolArgs, NonMaxSuppressionArgs, ResizeArgs, RmsNormArgs, RnnArgs, SoftmaxArgs } from './attrs.js';

/** Mean of each window; padding counts only if asked for. */
export function averagePool(builder: Builder, x: Value, attrs: AveragePoolArgs, options?: AddOptions): Value {
  return builder.value('average_pool', [x], attrs, options);
}

/**
 * (x - mean) / sqrt(variance + epsilon) * scale + bias, a channel at a time, with given mean and variance. The channels are the
 * second axis; a single axis is one channel.
 */
export function batchNorm(builder: Builder, x: Value, scale: Value, bias: Value, mean: Value, variance: Value, attrs?: BatchNormArgs, options?: AddOptions): Value {
  return builder.value('batch_norm', [x, scale, bias, mean, variance], attrs ?? {}, options);
}

/** Convolution (cross-correlation) of any number of spatial axes, plus bias, plus addend, then an activation. */
export function conv(builder: Builder, x: Value, weight: Value, bias: Value | undefined, addend: Value | undefined, attrs: ConvArgs, options?: AddOptions): Value {
  return builder.value('conv', [x, weight, bias, addend], attrs, options);
}

/** Transposed convolution: the gradient of conv with respect to its operand. */
export function convTranspose(builder: Builder, x: Value, weight: Value, bias: Value | undefined, attrs: ConvTransposeArgs, options?: AddOptions): Value {
  return builder.value('conv_transpose', [x, weight, bias], attrs, options);
}

/** The last axis of x times the transposed weight, plus bias, then an activation. */
export function fullyConnected(builder: Builder, x: Value, weight: Value, bias?: Value, attrs?: FullyConnectedArgs, options?: AddOptions): Value {
  return builder.value('fully_connected', [x, weight, bias], attrs ?? {}, options);
}

/** Normalises groups of channels by their mean and variance. */
export function groupNorm(builder: Builder, x: Value, scale: Value, bias: Value, attrs: GroupNormArgs, options?: AddOptions): Value {
  return builder.value('group_norm', [x, scale, bias], attrs, options);
}

/** Gated recurrent unit. Layouts as lstm; gates in the order z, r, h. */
export function gru(builder: Builder, x: Value, w: Value, r: Value, b: Value | undefined, lens: Value | undefined, h0: Value | undefined, attrs: GruArgs, options?: AddOptions): readonly [y: Value, y_h: Value] {
  // The inference of the op gives exactly these results.
  return builder.add('gru', [x, w, r, b, lens, h0], attrs, options).results as readonly Value[] as readonly [y: Value, y_h: Value];
}

/** 1 at the first largest element along an axis, 0 elsewhere. */
export function hardmax(builder: Builder, x: Value, attrs?: HardmaxArgs, options?: AddOptions): Value {
  return builder.value('hardmax', [x], attrs ?? {}, options);
}

/** Normalises every channel of every batch entry by its own mean and variance. */
export function instanceNorm(builder: Builder, x: Value, scale: Value, bias: Value, attrs?: InstanceNormArgs, options?: AddOptions): Value {
  return builder.value('instance_norm', [x, scale, bias], attrs ?? {}, options);
}

/** Normalises over the axes from axis to the last by their mean and variance. */
export function layerNorm(builder: Builder, x: Value, scale: Value, bias?: Value, attrs?: LayerNormArgs, options?: AddOptions): Value {
  return builder.value('layer_norm', [x, scale, bias], attrs ?? {}, options);
}

/** Logarithm of softmax. */
export function logSoftmax(builder: Builder, x: Value, attrs?: LogSoftmaxArgs, options?: AddOptions): Value {
  return builder.value('log_softmax', [x], attrs ?? {}, options);
}

/** p-norm of each window. */
export function lpPool(builder: Builder, x: Value, attrs: LpPoolArgs, options?: AddOptions): Value {
  return builder.value('lp_pool', [x], attrs, options);
}

/** Local response normalisation across size neighbouring channels. */
export function lrn(builder: Builder, x: Value, attrs: LrnArgs, options?: AddOptions): Value {
  return builder.value('lrn', [x], attrs, options);
}

/** Long short-term memory. x is [seq, batch, input], or [batch, seq, input] with layout 1. Gates in the order i, o, f, c. */
export function lstm(builder: Builder, x: Value, w: Value, r: Value, b: Value | undefined, lens: Value | undefined, h0: Value | undefined, c0: Value | undefined, p: Value | undefined, attrs: LstmArgs, options?: AddOptions): readonly [y: Value, y_h: Value, y_c: Value] {
  // The inference of the op gives exactly these results.
  return builder.add('lstm', [x, w, r, b, lens, h0, c0, p], attrs, options).results as readonly Value[] as readonly [y: Value, y_h: Value, y_c: Value];
}

/** Matrix product of the last two axes, others broadcast; a vector stands for a row on the left and a column on the right. */
export function matmul(builder: Builder, a: Value, b: Value, attrs?: MatmulArgs, options?: AddOptions): Value {
  return builder.value('matmul', [a, b], attrs ?? {}, options);
}

/** Largest element of each window, and its position in x (counted over the whole of x). Padding never wins. */
export function maxPool(builder: Builder, x: Value, attrs: MaxPoolArgs, options?: AddOptions): readonly [values: Value, indices: Value] {
  // The inference of the op gives exactly these results.
  return builder.add('max_pool', [x], attrs, options).results as readonly Value[] as readonly [values: Value, indices: Value];
}

/** Boxes that survive suppression by overlap: rows of batch, class and box index. */
export function nonMaxSuppression(builder: Builder, boxes: Value, scores: Value, max_boxes?: Value, iou?: Value, score?: Value, attrs?: NonMaxSuppressionArgs, options?: AddOptions): Value {
  return builder.value('non_max_suppression', [boxes, scores, max_boxes, iou, score], attrs ?? {}, options);
}

/** Resampling to given sizes. Coordinates, rounding and interpolation are those of ONNX Resize. */
export function resize(builder: Builder, x: Value, attrs: ResizeArgs, options?: AddOptions): Value {
  return builder.value('resize', [x], attrs, options);
}

/** x divided by the root of its mean square over the axes from axis to the last, times a scale. */
export function rmsNorm(builder: Builder, x: Value, scale: Value, attrs?: RmsNormArgs, options?: AddOptions): Value {
  return builder.value('rms_norm', [x, scale], attrs ?? {}, options);
}

/** Plain recurrent layer. Layouts as lstm. */
export function rnn(builder: Builder, x: Value, w: Value, r: Value, b: Value | undefined, lens: Value | undefined, h0: Value | undefined, attrs: RnnArgs, options?: AddOptions): readonly [y: Value, y_h: Value] {
  // The inference of the op gives exactly these results.
  return builder.add('rnn', [x, w, r, b, lens, h0], attrs, options).results as readonly Value[] as readonly [y: Value, y_h: Value];
}

/** exp(x) divided by its sum along an axis. */
export function softmax(builder: Builder, x: Value, attrs?: SoftmaxArgs, options?: AddOptions): Value {
  return builder.value('softmax', [x], attrs ?? {}, options);
}
