import { Diagnostics, memorySource, stringTensor, tensorFromNumbers } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { GraphBuilder, writeModel } from '../testing/index.js';
import { importOnnx } from './import-model.js';

function codesOf(g: GraphBuilder): string[] {
  const diagnostics = new Diagnostics();
  importOnnx(memorySource('model.onnx', writeModel(g).bytes), { diagnostics });
  return diagnostics.list.map(({ code }) => code);
}

describe('strings where an operator computes with numbers', () => {
  const words = stringTensor([1], ['a']);
  it.each([
    ['Shrink', (g: GraphBuilder) => g.node('Shrink', [g.input('x', 'string', [2])])],
    ['EyeLike', (g: GraphBuilder) => g.node('EyeLike', [g.input('x', 'string', [2, 2])])],
    ['OneHot', (g: GraphBuilder) => g.node('OneHot', [g.input('x', 'i64', [2]), g.initializer('w', words), 'w'])],
    ['RandomNormal', (g: GraphBuilder) => g.node('RandomNormal', [], { shape: [2], dtype: 8 })],
  ])('%s', (_, make) => {
    const g = new GraphBuilder();
    g.output(make(g), 'string');
    expect(codesOf(g)).toEqual(['onnx/invalid-node']);
  });
});

it('refuses complex numbers where an operator computes sizes', () => {
  const g = new GraphBuilder({ opset: 13 });
  const bound = (name: string, at: number) =>
    g.initializer(name, { ...tensorFromNumbers('f32', [2], [at, 0]), elem: 'c64', shape: [] });
  g.output(g.node('Range', [bound('from', 0), bound('to', 4), bound('step', 1)]), 'f32');
  expect(codesOf(g)).toEqual(['onnx/invalid-node']);
});

it('refuses more parts than a node has outputs before it counts them out', () => {
  const g = new GraphBuilder({ opset: 18 });
  g.node('Split', [g.input('x', 'f32', ['n'])], { num_outputs: 2 ** 31 }, { outputs: ['a', 'b'] });
  expect(codesOf(g.output('a').output('b'))).toEqual(['onnx/invalid-node']);
});

it('refuses sizes with numbers beyond 2^53, which would be rounded', () => {
  const g = new GraphBuilder();
  const repeats = g.initializer('r', tensorFromNumbers('i64', [1], [2 ** 30]));
  const once = g.node('Tile', [g.input('x', 'f32', ['n']), repeats]);
  g.output(g.node('Tile', [once, repeats]), 'f32');
  expect(codesOf(g)).toEqual(['onnx/too-large']);
});

it('refuses two outputs of one name', () => {
  const g = new GraphBuilder();
  const y = g.node('Relu', [g.input('x', 'f32', [2])]);
  expect(codesOf(g.output(y, 'f32').output(y, 'f32'))).toEqual(['onnx/duplicate-value']);
});
