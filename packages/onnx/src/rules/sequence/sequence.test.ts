import { Diagnostics, memorySource, renderDiagnostic, tensorFromNumbers } from '@afterglow/core';
import { type Func, printType, verifyModule, walk } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { type ImportOptions, importOnnx } from '../../import/import-model.js';
import { GraphBuilder, type TypeSpec, tensorOf, writeModel } from '../../testing/index.js';

function load(g: GraphBuilder, options: Omit<ImportOptions, 'diagnostics'> = {}) {
  const diagnostics = new Diagnostics();
  const module = importOnnx(memorySource('m.onnx', writeModel(g).bytes), { ...options, diagnostics });
  const text = diagnostics.list.map(renderDiagnostic).join('\n');
  if (module) expect(verifyModule(module, diagnostics), text).toBe(true);
  const func = module?.funcs.get('main');
  const params = func?.body.params.map(({ type }) => printType(type));
  const results = func?.body.results.map(({ type }) => printType(type));
  const nodes = func ? [...walk((func as Func).body)].map((node) => node.op.name) : [];
  return { text, params, results, nodes };
}

const seq = (of: TypeSpec): TypeSpec => ({ kind: 'sequence', of });
const ints = (values: readonly number[], shape = [values.length]) => tensorFromNumbers('i64', shape, values);

describe('sequences as inputs', () => {
  it('have items of their own sizes, whatever names they are declared with', () => {
    const g = new GraphBuilder();
    g.input('s', seq(tensorOf('f32', ['N', 3])));
    g.node('SequenceAt', ['s', g.initializer('i', ints([0], []))], {}, { outputs: ['y'] });
    g.output('y');
    expect(load(g)).toMatchObject({ params: ['seq<f32[?, 3]>'], results: ['f32[item, 3]'] });
  });

  it('without a shape are carried about, and read once the rank is stated', () => {
    const g = new GraphBuilder();
    g.input('s', seq(tensorOf('f32')));
    g.node('SequenceErase', ['s'], {}, { outputs: ['rest'] });
    g.output('rest');
    expect(load(g)).toMatchObject({ params: ['seq<f32[..]>'], results: ['seq<f32[..]>'] });
    g.node('ConcatFromSequence', ['s'], { axis: 0 }, { outputs: ['y'] });
    g.output('y');
    expect(load(g).text).toContain("--shape 's=");
    expect(load(g, { shapes: () => [undefined, 3] })).toMatchObject({
      params: ['seq<f32[?, 3]>'],
      results: ['seq<f32[?, 3]>', 'f32[concatenated, 3]'],
    });
  });
});

describe('tensors without a shape', () => {
  const g = new GraphBuilder();
  g.input('x', 'f32');
  g.node('Relu', ['x'], {}, { outputs: ['y'] });
  g.output('y');

  it('are refused with the option that helps', () => {
    expect(load(g).text).toContain("state its shape: --shape 'x=[N,3]'");
  });

  it('take the shape that is stated', () => {
    expect(load(g, { shapes: () => ['N', 3, undefined] }).params).toEqual(['f32[N, 3, x_d2]']);
    expect(load(g, { shapes: () => [] }).params).toEqual(['f32[]']);
  });
});

describe('sequences that the graph lists', () => {
  it('need no sequence where places are known, as torch.split writes it', () => {
    const g = new GraphBuilder();
    g.input('x', 'f32', ['N', 6]);
    const parts = g.node('SplitToSequence', ['x', g.initializer('l', ints([2, 4]))], { axis: -1 });
    const last = g.node('SequenceAt', [parts, g.initializer('i', ints([-1], []))]);
    g.output(last);
    g.output(g.node('ConcatFromSequence', [parts], { axis: 1 }));
    g.output(g.node('SequenceLength', [parts]));
    const { nodes, results } = load(g);
    expect(nodes).toEqual(['split', 'sequence_construct', 'concat']);
    expect(results).toEqual(['f32[N, 4]', 'f32[N, 6]', 'i64[]']);
  });

  it('are stacked along a new axis', () => {
    const g = new GraphBuilder();
    g.input('x', 'f32', ['N', 2]);
    const parts = g.node('SplitToSequence', ['x'], { axis: 1, keepdims: 0 });
    g.output(g.node('ConcatFromSequence', [parts], { axis: -1, new_axis: 1 }));
    expect(load(g).results).toEqual(['f32[N, 2]']);
  });
});

describe('loops that fill a list', () => {
  it('know the shape of the items, though the list begins empty', () => {
    const body = new GraphBuilder();
    body.input('i');
    body.input('c');
    body.input('list');
    body.node('SequenceInsert', ['list', 'x'], {}, { outputs: ['longer'] });
    body.node('Identity', ['c'], {}, { outputs: ['go'] });
    body.output('go').output('longer');
    const g = new GraphBuilder();
    g.input('x', 'f32', ['N', 3]);
    g.input('n', 'i64', []);
    g.node('SequenceEmpty', [], {}, { outputs: ['empty'] });
    g.node('Loop', ['n', '', 'empty'], { body }, { outputs: ['all'] });
    g.node('ConcatFromSequence', ['all'], { axis: 0, new_axis: 1 }, { outputs: ['y'] });
    g.output('y');
    expect(load(g).results).toEqual(['f32[concatenated, N, 3]']);
  });
});

describe('SequenceMap', () => {
  it('gives items of their own sizes, and sees the values around it', () => {
    const body = new GraphBuilder();
    body.input('item');
    body.node('Concat', ['item', 'w'], { axis: 0 }, { outputs: ['longer'] });
    body.node('Shape', ['longer'], {}, { outputs: ['shape'] });
    body.output('longer').output('shape');
    const g = new GraphBuilder();
    g.input('s', seq(tensorOf('f32', [undefined, 3])));
    g.input('w', 'f32', [1, 3]);
    g.nodeOutputs('SequenceMap', ['s'], { body }, { outputs: ['y', 'z'] });
    g.output('y').output('z');
    expect(load(g).results).toEqual(['seq<f32[?, 3]>', 'seq<i64[2]>']);
  });

  it('refuses a body of another signature', () => {
    const body = new GraphBuilder();
    body.input('item');
    body.output('item');
    const g = new GraphBuilder();
    g.input('s', seq(tensorOf('f32', [3])));
    g.nodeOutputs('SequenceMap', ['s', 's'], { body }, { outputs: ['y'] });
    g.output('y');
    expect(load(g).text).toContain('takes 1 inputs for 2 operands');
  });
});

describe('optionals', () => {
  it('of values that are none are always there', () => {
    const g = new GraphBuilder({ opset: 18 });
    g.input('x', 'f32', [2]);
    g.output(g.node('OptionalGetElement', ['x']));
    g.output(g.node('OptionalHasElement', ['x']));
    g.output(g.node('OptionalHasElement', []));
    expect(load(g)).toMatchObject({ results: ['f32[2]', 'bool[]', 'bool[]'], nodes: [] });
  });

  it('need a type where they hold nothing', () => {
    const g = new GraphBuilder({ opset: 18 });
    g.output(g.node('Optional', []));
    expect(load(g).text).toContain('neither a value nor a type');
  });
});
