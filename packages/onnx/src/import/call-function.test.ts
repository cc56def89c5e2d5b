import { Diagnostics, memorySource, originNames, renderDiagnostic, tensorFromNumbers } from '@afterglow/core';
import { printType, verifyModule, walk } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { type FunctionSpec, GraphBuilder, tensorOf, writeModel } from '../testing/index.js';
import { importOnnx } from './import-model.js';

function load(g: GraphBuilder, functions: readonly FunctionSpec[], opsets: Readonly<Record<string, number>> = {}) {
  const diagnostics = new Diagnostics();
  const { bytes } = writeModel(g, { irVersion: 10, functions, opsets: { local: 1, ...opsets } });
  const module = importOnnx(memorySource('m.onnx', bytes), { diagnostics });
  const text = diagnostics.list.map(renderDiagnostic).join('\n');
  if (module) expect(verifyModule(module, diagnostics), text).toBe(true);
  const func = module?.funcs.get('main');
  const nodes = func ? [...walk(func.body)] : [];
  return {
    text,
    func,
    codes: diagnostics.list.map(({ code }) => code),
    ops: nodes.map(({ op }) => op.name),
    attrs: nodes.map(({ attrs }) => attrs),
    origins: nodes.flatMap(({ origin }) => originNames(origin)),
    names: nodes.flatMap(({ results }) => results.map(({ name }) => name)),
    results: func?.body.results.map(({ type }) => printType(type)),
  };
}

/** A graph with `x: f32[2, 3]`. */
function graph(opset = 18): GraphBuilder {
  const g = new GraphBuilder({ opset });
  g.input('x', 'f32', [2, 3]);
  return g;
}

const local = { domain: 'local' } as const;

/** A function of one input and one node. */
function one(name: string, op: string, attributes = {}, more: Partial<FunctionSpec> = {}): FunctionSpec {
  const body = new GraphBuilder({ opset: 18 });
  body.node(op, ['a'], attributes, { name: 'inner', outputs: ['b'] });
  return { domain: 'local', name, inputs: ['a'], outputs: ['b'], body, ...more };
}

describe('a call of a function', () => {
  it('wins over the operator of that name', () => {
    const g = graph();
    g.node('Relu', ['x'], {}, { outputs: ['p'] });
    g.node('Gelu', ['p'], {}, { domain: 'com.microsoft', outputs: ['y'] });
    g.output('y');
    const functions = [one('Relu', 'Neg', {}, { domain: '' }), one('Gelu', 'Abs', {}, { domain: 'com.microsoft' })];
    expect(load(g, functions, { 'com.microsoft': 1 }).ops).toEqual(['neg', 'abs']);
  });

  it('finds the overload that it names', () => {
    const g = graph();
    g.node('F', ['x'], {}, { ...local, overload: 'loud', outputs: ['p'] });
    g.node('F', ['p'], {}, { ...local, outputs: ['y'] });
    g.output('y');
    const functions = [one('F', 'Abs'), one('F', 'Neg', {}, { overload: 'loud' })];
    expect(load(g, functions).ops).toEqual(['neg', 'abs']);
    expect(load(g, functions.slice(1)).text).toContain('F (local 1) has no import rule');
  });

  it('keeps the names of the calls in origins and values, at every depth', () => {
    const outer = new GraphBuilder({ opset: 18 });
    outer.node('Inner', ['a'], {}, { ...local, name: 'first', outputs: ['h'] });
    outer.node('Inner', ['h'], {}, { ...local, name: 'second', outputs: ['b'] });
    const g = graph();
    g.node('Outer', ['x'], {}, { ...local, name: 'layer', outputs: ['b'] });
    g.node('Relu', ['b'], {}, { name: 'inner', outputs: ['layer/first/b'] });
    g.output('layer/first/b');
    const loaded = load(g, [
      { domain: 'local', name: 'Outer', inputs: ['a'], outputs: ['b'], body: outer },
      one('Inner', 'Neg'),
    ]);
    expect(loaded.origins).toEqual(['layer/first/inner', 'layer/second/inner', 'inner']);
    // The model's own value keeps its name.
    expect(loaded.names).toEqual(['layer/first/b.1', 'layer/second/b', 'layer/first/b']);
  });

  it('is named where something is wrong in the body', () => {
    const g = graph();
    g.node('F', ['x'], {}, { ...local, name: 'first', outputs: ['p'] });
    g.node('F', ['p'], {}, { ...local, name: 'second', outputs: ['y'] });
    g.output('y');
    const { text } = load(g, [one('F', 'Transpose', { perm: [0] })]);
    expect(text).toContain('node 0 "inner"');
    expect(text).toMatch(/graph function local\/F/);
    expect(text).toContain('= call: first');
  });

  it('answers inputs and constants as they are', () => {
    const body = new GraphBuilder({ opset: 18 });
    body.node('Constant', [], { value_float: 2.5 }, { outputs: ['k'] });
    const g = graph();
    g.nodeOutputs('F', ['x'], {}, { ...local, outputs: ['same', 'k', ''] });
    g.node('Mul', ['same', 'k'], {}, { outputs: ['y'] });
    g.output('y').output('same');
    const both = { domain: 'local', name: 'F', inputs: ['a'], outputs: ['a', 'k', 'a'], body };
    expect(load(g, [both])).toMatchObject({ ops: ['mul'], results: ['f32[2, 3]', 'f32[2, 3]'] });
  });

  it('may have fewer outputs than the function, not more; the same of inputs', () => {
    const pair = new GraphBuilder({ opset: 18 });
    pair.node('Abs', ['a'], {}, { outputs: ['b'] });
    pair.node('Neg', ['a'], {}, { outputs: ['c'] });
    const functions = [{ domain: 'local', name: 'F', inputs: ['a'], outputs: ['b', 'c'], body: pair }];
    const call = (inputs: string[], outputs: string[]) => {
      const g = graph();
      g.nodeOutputs('F', inputs, {}, { ...local, outputs });
      g.output(outputs.at(-1) ?? '');
      return load(g, functions);
    };
    expect(call(['x', ''], ['', 'y']).codes).toEqual([]);
    expect(call(['x'], ['y']).codes).toEqual([]);
    expect(call(['x'], ['y', 'z', 'w']).text).toContain('local/F returns 2 values');
    expect(call(['x', 'x'], ['y']).text).toContain('local/F takes 1 inputs');
    expect(call([], ['y']).text).toContain('operand 0 is missing');
  });

  it('cannot answer with an input that it leaves out', () => {
    const g = graph();
    g.node('F', ['x'], {}, { ...local, outputs: ['y'] });
    g.output('y');
    const pass = { domain: 'local', name: 'F', inputs: ['a', 'b'], outputs: ['b'], body: new GraphBuilder() };
    expect(load(g, [pass]).codes).toEqual(['onnx/undefined-value']);
  });

  it('names inputs of the function once', () => {
    const g = graph();
    g.node('F', ['x', 'x'], {}, { ...local, outputs: ['y'] });
    g.output('y');
    expect(load(g, [one('F', 'Abs', {}, { inputs: ['a', 'a'] })]).codes).toEqual(['onnx/duplicate-value']);
  });

  it('states the rank of what the body computes', () => {
    const body = new GraphBuilder({ opset: 18 });
    body.node('Reshape', ['a', 's'], {}, { outputs: ['b'] });
    const reshape = { domain: 'local', name: 'F', inputs: ['a', 's'], outputs: ['b'], body };
    const call = (functions: readonly FunctionSpec[]) => {
      const g = graph();
      g.input('shape', 'i64', ['R']);
      g.node('F', ['x', 'shape'], {}, { ...local, outputs: ['y'] });
      g.output('y', 'f32', ['p', 'q', 'r']);
      return load(g, functions).results;
    };
    const shape = /^f32\[.+, .+, .+\]$/;
    expect(call([reshape])?.[0]).toMatch(shape);
    const said = { ...reshape, values: [{ name: 'b', type: tensorOf('f32', ['u', 'v', 'w']) }] };
    expect(call([said])?.[0]).toMatch(shape);
  });
});

describe('operator sets of a function', () => {
  const squeeze = one('Drop', 'Squeeze', { axes: [0] }, { opsets: { '': 11 } });
  const call = (functions: readonly FunctionSpec[], op: string) => {
    const g = graph();
    g.initializer('axes', tensorFromNumbers('i64', [1], [0]));
    g.node('Unsqueeze', ['x', 'axes'], {}, { outputs: ['u'] });
    g.node(op, ['u'], {}, { ...local, outputs: ['y'] });
    g.output('y');
    return load(g, functions);
  };

  it('are its own', () => {
    expect(call([squeeze], 'Drop').results).toEqual(['f32[2, 3]']);
  });

  it('are those of the model where it says nothing, not those of its caller', () => {
    const drop = new GraphBuilder({ opset: 18 });
    drop.node('Constant', [], { value_ints: [0] }, { outputs: ['axes'] });
    drop.node('Squeeze', ['a', 'axes'], {}, { outputs: ['b'] });
    const silent = { domain: 'local', name: 'New', inputs: ['a'], outputs: ['b'], body: drop, opsets: {} };
    const caller = new GraphBuilder({ opset: 11 });
    caller.node('New', ['a'], {}, { ...local, outputs: ['b'] });
    const old = {
      domain: 'local',
      name: 'Old',
      inputs: ['a'],
      outputs: ['b'],
      body: caller,
      opsets: { '': 11, local: 1 },
    };
    expect(call([silent, old], 'Old')).toMatchObject({ codes: [], results: ['f32[2, 3]'] });
  });
});

describe('attributes of a function', () => {
  const slope = { alpha: { ref: 'slope', kind: 'float' } };
  const act = one('Act', 'LeakyRelu', slope, { attributes: ['slope'] });
  const acted = one('Act', 'LeakyRelu', slope, { defaults: [{ name: 'slope', kind: 'float', value: 0.5 }] });
  const call = (func: FunctionSpec, attributes = {}, more: readonly FunctionSpec[] = []) => {
    const g = graph();
    g.node(func.name, ['x'], attributes, { ...local, outputs: ['y'] });
    g.output('y');
    return load(g, [func, ...more]);
  };

  it('come from the call, else from the function, else from the operator', () => {
    expect(call(act, { slope: 0.25 }).attrs).toEqual([{ alpha: 0.25 }]);
    expect(call(acted, { slope: 0.25 }).attrs).toEqual([{ alpha: 0.25 }]);
    expect(call(acted).attrs).toEqual([{ alpha: 0.5 }]);
    expect(call(act).attrs).toEqual([{ alpha: Math.fround(0.01) }]);
  });

  it('pass through functions that refer to their own', () => {
    const body = new GraphBuilder({ opset: 18 });
    body.node('Act', ['a'], { slope: { ref: 'steep', kind: 'float' } }, { ...local, outputs: ['b'] });
    const wrapped = { domain: 'local', name: 'Outer', inputs: ['a'], outputs: ['b'], attributes: ['steep'], body };
    expect(call(wrapped, { steep: 0.125 }, [act]).attrs).toEqual([{ alpha: 0.125 }]);
    expect(call(wrapped, {}, [acted]).attrs).toEqual([{ alpha: 0.5 }]);
    // A name means the attribute of the function it stands in.
    expect(call(wrapped, { slope: 0.75 }, [acted]).attrs).toEqual([{ alpha: 0.5 }]);
  });

  it('reach the graphs inside nodes of the body', () => {
    const branch = (op: string, attributes = {}) => {
      const inner = new GraphBuilder({ opset: 18 });
      inner.node(op, ['a'], attributes, { outputs: [`${op}_y`] });
      return inner.output(`${op}_y`);
    };
    const body = new GraphBuilder({ opset: 18 });
    const branches = { then_branch: branch('LeakyRelu', slope), else_branch: branch('Neg') };
    body.node('If', ['c'], branches, { name: 'choose', outputs: ['b'] });
    const g = graph();
    g.input('flag', 'bool', []);
    g.node('F', ['x', 'flag'], { slope: 0.25 }, { ...local, name: 'call', outputs: ['y'] });
    g.output('y');
    const loaded = load(g, [{ domain: 'local', name: 'F', inputs: ['a', 'c'], outputs: ['b'], body }]);
    expect(loaded.ops).toEqual(['if', 'leaky_relu', 'neg']);
    expect(loaded.attrs[1]).toEqual({ alpha: 0.25 });
    expect(loaded.origins).toEqual(['call/choose', 'call/LeakyRelu_0', 'call/Neg_0']);
  });

  it('are of the kind that the operator takes, and refer to something', () => {
    expect(call(act, { slope: 'steep' }).text).toContain('is given as a string, but must be a float');
    expect(call(act, { slope: { ref: 'none', kind: 'float' } }).text).toContain(
      'refers to "none", but is in no function',
    );
  });

  it('cannot be graphs', () => {
    const inner = new GraphBuilder();
    inner.node('Abs', ['x'], {}, { outputs: ['z'] });
    expect(call(act, { body: inner.output('z') }).text).toContain('a graph as attribute "body" of a function');
  });
});
