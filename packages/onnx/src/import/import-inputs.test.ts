import { Diagnostics, memorySource, tensorFromNumbers } from '@afterglow/core';
import { constTensor, printType, verifyModule, walk } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { GraphBuilder, writeModel } from '../testing/index.js';
import { type ImportOptions, importOnnx } from './import-model.js';

function load(g: GraphBuilder, options: Omit<ImportOptions, 'diagnostics'>) {
  const diagnostics = new Diagnostics();
  const module = importOnnx(memorySource('m.onnx', writeModel(g).bytes), { diagnostics, ...options });
  const func = module?.funcs.get('main');
  expect(module && verifyModule(module, diagnostics)).toBe(true);
  expect(diagnostics.list.filter(({ severity }) => severity !== 'note')).toEqual([]);
  return func;
}

/** `y: f32[2, 1] = x: f32[2, 4] @ w: f32[4, 1]`. */
function product(): GraphBuilder {
  const g = new GraphBuilder();
  g.input('x', 'f32', [2, 4]);
  g.input('w', 'f32', [4, 1]);
  g.node('MatMul', ['x', 'w'], {}, { outputs: ['y'] });
  g.output('y', 'f32', [2, 1]);
  return g;
}

describe('graph inputs', () => {
  it('lose their sizes where one import is to serve them all', () => {
    const func = load(product(), { freeSizes: { lo: 0, hi: 100 } });
    expect(func?.body.params.map(({ type }) => printType(type))).toEqual(['f32[x_d0, x_d1]', 'f32[x_d1, w_d1]']);
    expect(func?.body.results.map(({ type }) => printType(type))).toEqual(['f32[x_d0, w_d1]']);
    expect(func?.ranges.get('w_d1')).toEqual({ lo: 0, hi: 100 });
  });

  it('that are declared without a shape take one from whoever knows', () => {
    const g = new GraphBuilder();
    g.input('k', 'f32', [4, 1]);
    g.input('x', 'f32');
    g.initializer('w', tensorFromNumbers('f32', [4, 1], new Float64Array(4)));
    g.input('w', 'f32', [4, 1]);
    g.input('v', 'f32');
    g.nodeOutputs('MatMul', ['x', 'w'], {}, { outputs: ['y'] });
    g.node('Mul', ['v', 'v'], {}, { outputs: ['z'] });
    g.output('y', 'f32').output('z', 'f32');
    const asked: string[] = [];
    const undeclaredShape = (index: number, input: string) => {
      asked.push(`${index} ${input}`);
      return [undefined, 4];
    };
    const func = load(g, { undeclaredShape, shapes: (input) => (input === 'v' ? ['N'] : undefined) });
    expect(func?.body.params.map(({ type }) => printType(type))).toEqual(['f32[4, 1]', 'f32[x_d0, 4]', 'f32[N]']);
    expect(asked).toEqual(['1 x']);
  });

  it('may each be 1 where they broadcast, and are not taken as equal then', () => {
    const g = new GraphBuilder();
    g.input('a', 'f32', [4]);
    g.input('b', 'f32', [1]);
    g.node('Add', ['a', 'b'], {}, { outputs: ['y'] });
    g.output('y', 'f32', [4]);
    const func = load(g, { freeSizes: { lo: 0, hi: 100 } });
    expect(func?.body.results.map(({ type }) => printType(type))).toEqual(['f32[max(a_d0, b_d0)*min(1, a_d0, b_d0)]']);
    expect(load(g, {})?.body.results.map(({ type }) => printType(type))).toEqual(['f32[4]']);
  });

  it('are assumed to fit where nothing proves it', () => {
    const g = new GraphBuilder();
    g.input('a', 'f32', [1, 12]);
    g.input('b', 'f32', [2, 6]);
    g.initializer('rows', tensorFromNumbers('i64', [2], [3, -1]));
    g.node('Reshape', ['a', 'rows'], {}, { outputs: ['a3'] });
    g.node('Reshape', ['b', 'rows'], {}, { outputs: ['b3'] });
    g.node('Concat', ['a3', 'b3'], { axis: 0 }, { outputs: ['y'] });
    g.output('y', 'f32', [6, 4]);
    const func = load(g, { freeSizes: { lo: 0, hi: 100 } });
    expect(func && [...walk(func.body)].map(({ op }) => op.name)).toEqual([
      'reshape',
      'reshape',
      'assume_shape',
      'concat',
    ]);
    expect(func?.body.results.map(({ type }) => printType(type))).toEqual(['f32[6, ((b_d0*b_d1) div 3)]']);
  });

  it('become constants where their values are known', () => {
    const asked: string[] = [];
    const func = load(product(), {
      bindInput(index, type, name) {
        asked.push(`${index} ${name}: ${printType(type)}`);
        return name === 'w' ? tensorFromNumbers('f32', [4, 1], [1, 2, 3, 4]) : undefined;
      },
    });
    expect(asked).toEqual(['0 x: f32[2, 4]', '1 w: f32[4, 1]']);
    expect(func?.body.params.map(({ name }) => name)).toEqual(['x']);
    expect(constTensor(func?.module.consts.get('w'))?.shape).toEqual([4, 1]);
  });
});
