// Names that a branch shares with the graph around it: its own where the graph's is not to be read there, an error otherwise.

import { interpret } from '@afterglow/backend-interpreter';
import { Diagnostics, isTensorValue, memorySource, numbersOf, tensorFromNumbers } from '@afterglow/core';
import { importOnnx } from '@afterglow/onnx';
import { GraphBuilder, writeModel } from '@afterglow/onnx/testing';
import { expect, it } from 'vitest';

const truth = (value: boolean) => tensorFromNumbers('bool', [], [value ? 1 : 0]);

function branch(name: string, value: number): GraphBuilder {
  const body = new GraphBuilder({ opset: 17 });
  body.node('Constant', [], { value: tensorFromNumbers('f32', [1], [value]) }, { outputs: [name], name: 'number' });
  return body.output(name);
}

function choice(g: GraphBuilder, condition: string, then: GraphBuilder, other: GraphBuilder): GraphBuilder {
  g.node('If', [condition], { then_branch: then, else_branch: other }, { outputs: ['y'], name: 'choice' });
  return g;
}

function run(g: GraphBuilder, inputs: Readonly<Record<string, boolean>>): number[] | string[] {
  const diagnostics = new Diagnostics();
  const module = importOnnx(memorySource('m.onnx', writeModel(g).bytes), { diagnostics });
  const func = module?.funcs.get('main');
  if (!func) return diagnostics.list.map(({ message }) => message);
  const fed = new Map(Object.entries(inputs).map(([name, value]) => [name, truth(value)]));
  const outputs = interpret(func, fed, { diagnostics });
  return [...(outputs?.values() ?? [])].flatMap((value) => (isTensorValue(value) ? [...numbersOf(value)] : []));
}

it('a branch may call its result what the If, and the If around that, call theirs', () => {
  const graph = () => {
    const inner = choice(new GraphBuilder({ opset: 17 }), 'd', branch('y', 1), branch('y', 2)).output('y');
    const g = new GraphBuilder({ opset: 17 });
    g.input('c', 'bool', []);
    g.input('d', 'bool', []);
    return choice(g, 'c', inner, branch('y', 3)).output('y');
  };
  expect(run(graph(), { c: true, d: true })).toEqual([1]);
  expect(run(graph(), { c: true, d: false })).toEqual([2]);
  expect(run(graph(), { c: false, d: true })).toEqual([3]);
});

it('a branch may use a name that a later node defines', () => {
  const g = new GraphBuilder({ opset: 17 });
  g.input('c', 'bool', []);
  choice(g, 'c', branch('z', 1), branch('z', 2)).node('Neg', ['y'], {}, { outputs: ['z'] });
  expect(run(g.output('z'), { c: false })).toEqual([-2]);
});

it('a branch may not define again what it can read', () => {
  const g = new GraphBuilder({ opset: 17 });
  g.input('c', 'bool', []);
  g.node('Constant', [], { value: tensorFromNumbers('f32', [1], [0]) }, { outputs: ['z'], name: 'before' });
  choice(g, 'c', branch('z', 1), branch('w', 2)).output('y');
  expect(run(g, { c: true })).toEqual([
    '"z" is defined twice: by node 0 "before" of a graph around and by node 0 "number"',
  ]);
});
