// Small graphs about sizes: exporters' shape arithmetic, results whose size the data decide, sequences, strings.

import { stringTensor, tensorFromNumbers } from '@afterglow/core';
import { GraphBuilder, tensorOf } from '@afterglow/onnx/testing';
import { floats, longs, type OwnModel } from './networks.js';

function arithmetic(): GraphBuilder {
  const g = new GraphBuilder({ name: 'arithmetic', opset: 13 });
  g.input('x', 'f32', ['n', 'c', 4]);
  g.initializer('zero', longs([0]));
  g.initializer('one', longs([1]));
  g.initializer('rest', longs([-1]));
  g.node('Shape', ['x'], {}, { outputs: ['s'] });
  g.node('Gather', ['s', 'zero'], { axis: 0 }, { outputs: ['n'] });
  g.node('Mul', ['n', 'one'], {}, { outputs: ['n1'] });
  g.node('Concat', ['n1', 'rest'], { axis: 0 }, { outputs: ['target'] });
  g.node('Reshape', ['x', 'target'], {}, { outputs: ['flat'] });
  g.node('Slice', ['flat', 'zero', 'rest', 'one', 'one'], {}, { outputs: ['cut'] });
  g.node('Expand', ['cut', 'one'], {}, { outputs: ['wide'] });
  g.node('Tile', ['wide', g.initializer('reps', longs([2, 3]))], {}, { outputs: ['tiled'] });
  g.node('ConstantOfShape', ['s'], { value: floats([1]) }, { outputs: ['zeros'] });
  g.node('Add', ['x', 'zeros'], {}, { outputs: ['y'] });
  return g.output('y', 'f32', ['n', 'c', 4]).output('tiled', 'f32');
}

function dataDependent(): GraphBuilder {
  const g = new GraphBuilder({ name: 'data_dependent', opset: 13 });
  g.input('x', 'f32', ['n', 3]);
  g.initializer('k', longs([2]));
  g.node('Greater', ['x', g.initializer('t', tensorFromNumbers('f32', [], [0]))], {}, { outputs: ['mask'] });
  g.node('NonZero', ['mask'], {}, { outputs: ['where'] });
  g.node('Transpose', ['where'], { perm: [1, 0] }, { outputs: ['rows'] });
  g.node('GatherND', ['x', 'rows'], {}, { outputs: ['picked'] });
  g.nodeOutputs('TopK', ['x', 'k'], { axis: 1 }, { outputs: ['top', 'at'] });
  g.node(
    'Range',
    [g.initializer('r0', longs([0], [])), g.initializer('r1', longs([5], [])), g.initializer('r2', longs([2], []))],
    {},
    { outputs: ['range'] },
  );
  for (const name of ['picked', 'top']) g.output(name, 'f32');
  return g.output('range', 'i64');
}

function resized(): GraphBuilder {
  const g = new GraphBuilder({ name: 'resized', opset: 13 });
  g.input('x', 'f32', [1, 2, 'h', 'w']);
  g.initializer('scales', tensorFromNumbers('f32', [4], [1, 1, 2, 2]));
  g.initializer('pads', longs([0, 0, 1, 1, 0, 0, 1, 1]));
  g.node('Resize', ['x', '', 'scales'], { mode: 'linear' }, { outputs: ['r'] });
  g.node('Pad', ['r', 'pads'], { mode: 'reflect' }, { outputs: ['p'] });
  g.node('DepthToSpace', ['p'], { blocksize: 1 }, { outputs: ['d'] });
  g.node('AveragePool', ['d'], { kernel_shape: [3, 3], ceil_mode: 1 }, { outputs: ['y'] });
  return g.output('y', 'f32');
}

function hostValues(): GraphBuilder {
  const g = new GraphBuilder({ name: 'host_values', opset: 13 });
  g.input('x', 'f32', ['n', 4]);
  g.input('list', { kind: 'sequence', of: tensorOf('f32', [undefined, 4]) });
  g.initializer('words', stringTensor([2], ['a', 'b']));
  g.node('SequenceInsert', ['list', 'x'], {}, { outputs: ['longer'] });
  g.node('SplitToSequence', ['x'], { axis: 1 }, { outputs: ['parts'] });
  g.node('ConcatFromSequence', ['parts'], { axis: 1 }, { outputs: ['y'] });
  g.node('SequenceLength', ['longer'], {}, { outputs: ['count'] });
  g.node('Identity', ['words'], {}, { outputs: ['text'] });
  return g.output('y', 'f32').output('count', 'i64').output('text', 'string');
}

function indexed(): GraphBuilder {
  const g = new GraphBuilder({ name: 'indexed', opset: 13 });
  g.input('ids', 'i64', ['n']);
  g.initializer('table', floats([5, 4]));
  g.initializer('depth', longs([5]));
  g.initializer('values', tensorFromNumbers('f32', [2], [0, 1]));
  g.node('Gather', ['table', 'ids'], {}, { outputs: ['rows'] });
  g.node('OneHot', ['ids', 'depth', 'values'], {}, { outputs: ['hot'] });
  g.node('CumSum', ['rows', g.initializer('axis', longs([0], []))], {}, { outputs: ['sums'] });
  g.node('Einsum', ['hot', 'table'], { equation: 'nv,vd->nd' }, { outputs: ['y'] });
  g.node('ReduceMean', ['sums'], { axes: [0], keepdims: 0 }, { outputs: ['mean'] });
  return g.output('y', 'f32').output('mean', 'f32');
}

export function shapes(): OwnModel[] {
  const graphs = [arithmetic(), dataDependent(), resized(), hostValues(), indexed()];
  return graphs.map((graph) => ({ name: graph.name, graph }));
}
