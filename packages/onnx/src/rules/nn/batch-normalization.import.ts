// BatchNormalization: in inference by given statistics, in training by those of the batch, which also move the given ones.

import { dim, type ElementType } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule, type RuleResult } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** The operands with one channel axis, which is the second. */
interface Operands {
  readonly x: Value;
  /** Scale, bias, mean and variance: vectors. */
  readonly parameters: readonly [Value, Value, Value, Value];
}

function operandsOf(n: NodeReader, b: ImportBuilder): Operands {
  const parameter = (index: number): Value => n.in(index);
  // Up to opset 8, a node could have a scale and a bias for each place instead of each channel: then each place is one.
  if (n.version > 8 || n.flag('spatial')) {
    return { x: n.in(0), parameters: [parameter(1), parameter(2), parameter(3), parameter(4)] };
  }
  const [batch = 1, ...rest] = n.shape(0);
  const places = dim.product(rest);
  const flat = (index: number): Value => b.reshape(parameter(index), [places]);
  return { x: b.reshape(n.in(0), [batch, places]), parameters: [flat(1), flat(2), flat(3), flat(4)] };
}

function normalize(n: NodeReader, b: ImportBuilder, operands: Operands, mean: Value, variance: Value): Value {
  const { x, parameters } = operands;
  const y = build.batchNorm(b, x, parameters[0], parameters[1], mean, variance, { epsilon: n.float('epsilon') });
  return b.reshape(y, n.shape(0));
}

function inference(n: NodeReader, b: ImportBuilder): Value {
  const operands = operandsOf(n, b);
  return normalize(n, b, operands, operands.parameters[2], operands.parameters[3]);
}

/** Narrow floats are averaged in f32, as the standard asks for. */
function statisticsType(elem: ElementType): ElementType {
  return elem === 'f16' || elem === 'bf16' ? 'f32' : elem;
}

/** Mean and variance (that of the population) of each channel over the batch and all places. */
function statistics(b: ImportBuilder, x: Value, elem: ElementType): readonly [mean: Value, variance: Value] {
  const wide = b.cast(x, statisticsType(elem));
  const rank = wide.type.kind === 'tensor' ? wide.type.shape.length : 0;
  // A single axis is one channel.
  const axes = Array.from({ length: rank }, (_, axis) => axis).filter((axis) => axis !== 1 || rank === 1);
  const kept = build.reduceMean(b, wide, { axes, keepdims: true });
  const distance = build.sub(b, wide, kept);
  const variance = build.reduceMean(b, build.mul(b, distance, distance), { axes, keepdims: rank === 1 });
  return [build.reduceMean(b, wide, { axes, keepdims: rank === 1 }), variance];
}

/** `running · momentum + current · (1 − momentum)`, in the type and shape of the operand. */
function moved(n: NodeReader, b: ImportBuilder, index: number, current: Value, elem: ElementType): Value {
  const momentum = n.float('momentum');
  const running = b.reshape(b.cast(n.in(index), statisticsType(elem)), shapeOf(current));
  const kept = build.mul(b, running, b.scalar(statisticsType(elem), momentum));
  const added = build.mul(b, current, b.scalar(statisticsType(elem), 1 - momentum));
  return b.reshape(b.cast(build.add(b, kept, added), n.elem(index)), n.shape(index));
}

function shapeOf(value: Value) {
  return value.type.kind === 'tensor' ? value.type.shape : [];
}

function training(n: NodeReader, b: ImportBuilder): readonly (RuleResult | undefined)[] {
  const operands = operandsOf(n, b);
  const elem = n.elem(0);
  const [mean, variance] = statistics(b, operands.x, elem);
  const typed = (value: Value, index: number) => b.cast(value, n.elem(index));
  const y = normalize(n, b, operands, typed(mean, 3), typed(variance, 4));
  const saved = (value: Value, index: number) => b.reshape(typed(value, index), n.shape(index));
  return [
    y,
    n.wants(1) ? moved(n, b, 3, mean, elem) : undefined,
    n.wants(2) ? moved(n, b, 4, variance, elem) : undefined,
    n.wants(3) ? saved(mean, 3) : undefined,
    n.wants(4) ? saved(variance, 4) : undefined,
  ];
}

/** Up to opset 13 the outputs tell: those that follow the first belong to training. */
function byOutputs(n: NodeReader, b: ImportBuilder): Value | readonly (RuleResult | undefined)[] {
  const trains = [1, 2, 3, 4].some((index) => n.wants(index));
  if (trains && n.maybeInt('is_test') === 1) n.invalid('running statistics are outputs of training, but is_test is 1');
  return trains ? training(n, b) : inference(n, b);
}

/** ONNX BatchNormalization. */
export const batchNormalization = importRule('ai.onnx', 'BatchNormalization', {
  '1-13': byOutputs,
  '14-': (n, b) => (n.flag('training_mode') ? training(n, b) : inference(n, b)),
});
