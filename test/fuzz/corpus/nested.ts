// Small graphs that hold graphs: bodies of loops and branches, and model-local functions.

import { tensorFromNumbers } from '@afterglow/core';
import { GraphBuilder, type WriteOptions } from '@afterglow/onnx/testing';
import { floats, longs, type OwnModel } from './networks.js';

function looped(): GraphBuilder {
  const body = new GraphBuilder({ name: 'body', opset: 13 });
  body.input('i', 'i64', []);
  body.input('go', 'bool', []);
  body.input('sum', 'f32', [4]);
  body.node('Gather', ['x', 'i'], {}, { outputs: ['row'] });
  body.node('Add', ['sum', 'row'], {}, { outputs: ['next'] });
  body.node('Identity', ['go'], {}, { outputs: ['on'] });
  body.output('on', 'bool').output('next', 'f32').output('row', 'f32');
  const g = new GraphBuilder({ name: 'looped', opset: 13 });
  g.input('x', 'f32', ['n', 4]);
  g.initializer('trips', longs([2], []));
  g.initializer('true', tensorFromNumbers('bool', [], [1]));
  g.initializer('start', floats([4]));
  g.nodeOutputs('Loop', ['trips', 'true', 'start'], { body }, { outputs: ['total', 'rows'] });
  return g.output('total', 'f32').output('rows', 'f32');
}

function branched(): GraphBuilder {
  const branch = (name: string, op: string, inner?: GraphBuilder) => {
    const b = new GraphBuilder({ name, opset: 13 });
    if (inner) b.node('If', ['flag'], { then_branch: inner, else_branch: inner }, { outputs: [`${name}_in`] });
    b.node(op, [inner ? `${name}_in` : 'x'], {}, { outputs: [`${name}_y`] });
    return b.output(`${name}_y`, 'f32');
  };
  const g = new GraphBuilder({ name: 'branched', opset: 13 });
  g.input('x', 'f32', ['n']);
  g.input('flag', 'bool', []);
  const then_branch = branch('a', 'Relu', branch('deep', 'Neg'));
  g.node('If', ['flag'], { then_branch, else_branch: branch('b', 'Abs') }, { outputs: ['y'] });
  return g.output('y', 'f32');
}

function scanned(): GraphBuilder {
  const body = new GraphBuilder({ name: 'step', opset: 13 });
  body.input('state', 'f32', [3]);
  body.input('in', 'f32', [3]);
  body.node('Add', ['state', 'in'], {}, { outputs: ['s'] });
  body.node('Tanh', ['s'], {}, { outputs: ['o'] });
  body.output('s', 'f32').output('o', 'f32');
  const g = new GraphBuilder({ name: 'scanned', opset: 13 });
  g.input('x', 'f32', ['t', 3]);
  g.initializer('zero', floats([3]));
  g.nodeOutputs('Scan', ['zero', 'x'], { body, num_scan_inputs: 1 }, { outputs: ['last', 'all'] });
  return g.output('last', 'f32').output('all', 'f32');
}

function functional(): { graph: GraphBuilder; options: WriteOptions } {
  const inner = new GraphBuilder({ opset: 13 });
  inner.node('LeakyRelu', ['a'], { alpha: { ref: 'slope', kind: 'float' } }, { outputs: ['b'] });
  const outer = new GraphBuilder({ opset: 13 });
  outer.node('Act', ['p'], { slope: 0.5 }, { domain: 'local', outputs: ['q'] });
  outer.node('Act', ['q'], {}, { domain: 'local', outputs: ['r'] });
  const g = new GraphBuilder({ name: 'functional', opset: 13 });
  g.input('x', 'f32', ['n', 2]);
  g.node('Twice', ['x'], {}, { domain: 'local', outputs: ['t'] });
  g.node('Twice', ['t'], {}, { domain: 'local', outputs: ['y'] });
  g.output('y', 'f32', ['n', 2]);
  const slope = { name: 'slope', kind: 'float', value: 0.25 } as const;
  const functions = [
    { domain: 'local', name: 'Act', inputs: ['a'], outputs: ['b'], defaults: [slope], body: inner },
    { domain: 'local', name: 'Twice', inputs: ['p'], outputs: ['r'], body: outer },
  ];
  return { graph: g, options: { opsets: { local: 1 }, functions } };
}

export function nested(): OwnModel[] {
  const plain = [looped(), branched(), scanned()].map((graph) => ({ name: graph.name, graph }));
  return [...plain, { name: 'functional', ...functional() }];
}
