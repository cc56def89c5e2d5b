// Small networks as exporters write them: what most of a real file is made of.

import { tensorFromNumbers } from '@afterglow/core';
import { GraphBuilder, type WriteOptions } from '@afterglow/onnx/testing';

export interface OwnModel {
  readonly name: string;
  readonly graph: GraphBuilder;
  readonly options?: WriteOptions;
}

const ramp = (count: number, scale = 0.1) => Array.from({ length: count }, (_, i) => ((i % 7) - 3) * scale);

export const floats = (shape: readonly number[]) =>
  tensorFromNumbers('f32', shape, ramp(shape.reduce((product, size) => product * size, 1)));
export const longs = (values: readonly number[], shape: readonly number[] = [values.length]) =>
  tensorFromNumbers('i64', shape, values);

function perceptron(): GraphBuilder {
  const g = new GraphBuilder({ name: 'perceptron', opset: 17 });
  g.input('x', 'f32', ['batch', 6]);
  g.initializer('w0', floats([8, 6]));
  g.initializer('b0', floats([8]));
  g.initializer('w1', floats([3, 8]));
  g.node('Gemm', ['x', 'w0', 'b0'], { transB: 1, alpha: 0.5 }, { outputs: ['h'] });
  g.node('Relu', ['h'], {}, { outputs: ['r'] });
  g.node('Gemm', ['r', 'w1'], { transB: 1 }, { outputs: ['s'] });
  g.node('Softmax', ['s'], { axis: -1 }, { outputs: ['y'] });
  return g.output('y', 'f32', ['batch', 3]);
}

function convolutional(): GraphBuilder {
  const g = new GraphBuilder({ name: 'convolutional', opset: 13 });
  g.input('image', 'f32', ['n', 2, 'h', 'w']);
  g.initializer('k', floats([4, 2, 3, 3]));
  for (const name of ['scale', 'bias', 'mean']) g.initializer(name, floats([4]));
  g.initializer('var', tensorFromNumbers('f32', [4], [1, 2, 3, 4]));
  g.initializer('fc', floats([4, 5]));
  g.node('Conv', ['image', 'k'], { pads: [1, 1, 1, 1], strides: [2, 2] }, { outputs: ['c'] });
  g.node('BatchNormalization', ['c', 'scale', 'bias', 'mean', 'var'], {}, { outputs: ['bn'] });
  g.node('LeakyRelu', ['bn'], { alpha: 0.1 }, { outputs: ['r'] });
  g.node('MaxPool', ['r'], { kernel_shape: [2, 2] }, { outputs: ['p'] });
  g.node('GlobalAveragePool', ['p'], {}, { outputs: ['a'] });
  g.node('Flatten', ['a'], {}, { outputs: ['f'] });
  g.node('MatMul', ['f', 'fc'], {}, { outputs: ['y'] });
  return g.output('y', 'f32', ['n', 5]);
}

function attention(): GraphBuilder {
  const g = new GraphBuilder({ name: 'attention', opset: 17 });
  g.input('x', 'f32', ['batch', 'time', 8]);
  for (const name of ['wq', 'wk', 'wv']) g.initializer(name, floats([8, 8]));
  g.initializer('gamma', floats([8]));
  g.initializer('heads', longs([0, 0, 2, 4]));
  g.node('LayerNormalization', ['x', 'gamma'], { axis: -1 }, { outputs: ['n'] });
  for (const part of ['q', 'k', 'v']) {
    g.node('MatMul', ['n', `w${part}`], {}, { outputs: [`${part}0`] });
    g.node('Reshape', [`${part}0`, 'heads'], {}, { outputs: [`${part}1`] });
    g.node('Transpose', [`${part}1`], { perm: [0, 2, 1, 3] }, { outputs: [part] });
  }
  g.node('Transpose', ['k'], { perm: [0, 1, 3, 2] }, { outputs: ['kt'] });
  g.node('MatMul', ['q', 'kt'], {}, { outputs: ['scores'] });
  g.node('Softmax', ['scores'], { axis: -1 }, { outputs: ['p'] });
  g.node('MatMul', ['p', 'v'], {}, { outputs: ['y'] });
  return g.output('y', 'f32', ['batch', 2, 'time', 4]);
}

function recurrent(): GraphBuilder {
  const g = new GraphBuilder({ name: 'recurrent', opset: 14 });
  g.input('x', 'f32', ['time', 1, 3]);
  g.initializer('w', floats([1, 8, 3]));
  g.initializer('r', floats([1, 8, 2]));
  g.nodeOutputs('LSTM', ['x', 'w', 'r'], { hidden_size: 2 }, { outputs: ['seq', 'h', 'c'] });
  g.node('Squeeze', ['seq', g.initializer('axes', longs([1]))], {}, { outputs: ['y'] });
  return g.output('y', 'f32').output('c', 'f32');
}

function quantized(): GraphBuilder {
  const g = new GraphBuilder({ name: 'quantized', opset: 13 });
  g.input('x', 'f32', ['n', 4]);
  g.initializer('s', tensorFromNumbers('f32', [], [0.05]));
  g.initializer('z', tensorFromNumbers('u8', [], [128]));
  g.initializer('w', tensorFromNumbers('i8', [4, 3], [1, -2, 3, 4, 5, -6, 7, 8, 9, 1, 2, 3]));
  g.initializer('ws', tensorFromNumbers('f32', [3], [0.1, 0.2, 0.3]));
  g.initializer('wz', tensorFromNumbers('i8', [3], [0, 0, 0]));
  g.node('QuantizeLinear', ['x', 's', 'z'], {}, { outputs: ['xq'] });
  g.node('DequantizeLinear', ['xq', 's', 'z'], {}, { outputs: ['xd'] });
  g.node('DequantizeLinear', ['w', 'ws', 'wz'], { axis: 1 }, { outputs: ['wd'] });
  g.node('MatMul', ['xd', 'wd'], {}, { outputs: ['y'] });
  g.node('MatMulInteger', ['xq', 'w', 'z'], {}, { outputs: ['yi'] });
  return g.output('y', 'f32').output('yi', 'i32');
}

export function networks(): OwnModel[] {
  const graphs = [perceptron(), convolutional(), attention(), recurrent(), quantized()];
  const plain = graphs.map((graph) => ({ name: graph.name, graph }));
  const external = { file: 'weights.bin', atLeast: 16 };
  return [...plain, { name: 'external', graph: perceptron(), options: { external } }];
}
