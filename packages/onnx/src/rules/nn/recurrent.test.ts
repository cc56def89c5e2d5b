import { Diagnostics, memorySource } from '@afterglow/core';
import { printType } from '@afterglow/ir';
import { expect, it } from 'vitest';
import { importOnnx } from '../../import/import-model.js';
import { GraphBuilder, writeModel } from '../../testing/index.js';

/** A layer without the attribute `hidden_size`, whose weights have these sizes. */
function load(op: string, gates: string | number, hidden: string | number) {
  const g = new GraphBuilder({ opset: 17 });
  g.input('x', 'f32', ['time', 'batch', 5]);
  g.input('w', 'f32', [1, gates, 5]);
  g.input('r', 'f32', [1, gates, hidden]);
  g.node(op, ['x', 'w', 'r'], {}, { outputs: ['y', 'h'] });
  g.output('y').output('h');
  const diagnostics = new Diagnostics();
  const func = importOnnx(memorySource('m.onnx', writeModel(g).bytes), { diagnostics })?.funcs.get('main');
  return {
    codes: diagnostics.list.map(({ code }) => code),
    weights: func?.body.params.slice(1).map(({ type }) => printType(type)),
    results: func?.body.results.map(({ type }) => printType(type)),
  };
}

it.each([
  ['LSTM', 4],
  ['GRU', 3],
  ['RNN', 1],
])('%s takes a hidden size from its weights', (op, gates) => {
  const results = ['f32[time, 1, batch, 7]', 'f32[1, batch, 7]'];
  expect(load(op, 7 * gates, 7)).toMatchObject({ codes: [], results });
});

it.each([
  ['LSTM', '4*units'],
  ['GRU', '3*units'],
])('%s takes an open one', (op, gates) => {
  expect(load(op, 'gates', 'units')).toEqual({
    codes: ['onnx/dim-equation'],
    weights: [`f32[1, ${gates}, 5]`, `f32[1, ${gates}, units]`],
    results: ['f32[time, 1, batch, units]', 'f32[1, batch, units]'],
  });
});
