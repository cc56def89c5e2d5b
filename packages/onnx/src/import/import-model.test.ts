import {
  Diagnostics,
  type DimRange,
  memorySource,
  numbersOf,
  originNames,
  renderDiagnostic,
  splatTensor,
  tensorFromNumbers,
} from '@afterglow/core';
import { constTensor, type Func, type Module, printType, verifyModule, walk } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { importRuleModules } from '../generated/import-rules.js';
import { operatorSince } from '../schema/operator-schema.js';
import { GraphBuilder, type WriteOptions, writeModel } from '../testing/index.js';
import { importOnnx } from './import-model.js';
import { rulesOf } from './rule-registry.js';

interface Outcome {
  readonly module: Module | undefined;
  readonly func: Func | undefined;
  readonly codes: string[];
  readonly text: string;
}

function load(g: GraphBuilder, options: WriteOptions = {}, dims?: (symbol: string) => DimRange | undefined): Outcome {
  const diagnostics = new Diagnostics();
  const source = memorySource('m.onnx', writeModel(g, options).bytes);
  const module = importOnnx(source, { diagnostics, ...(dims ? { dims } : {}) });
  const text = diagnostics.list.map(renderDiagnostic).join('\n');
  if (module) {
    const problems = new Diagnostics();
    expect(verifyModule(module, problems), problems.list.map(renderDiagnostic).join('\n')).toBe(true);
  }
  return { module, func: module?.funcs.get('main'), codes: diagnostics.list.map((entry) => entry.code), text };
}

const results = (outcome: Outcome) => {
  expect(outcome.func, outcome.text).toBeDefined();
  return (outcome.func?.body.results ?? []).map((value) => printType(value.type));
};
const opsOf = (outcome: Outcome) => [...walk((outcome.func as Func).body)].map((node) => node.op.name);
const ints = (...values: number[]) => tensorFromNumbers('i64', [values.length], values);
const scalar = (value: number) => tensorFromNumbers('i64', [], [value]);

/** A graph with `x: f32[N, 4]`. */
function graph(opset = 17): GraphBuilder {
  const g = new GraphBuilder({ opset });
  g.input('x', 'f32', ['N', 4]);
  return g;
}

describe('values and names', () => {
  it('keep the names of the model; what a rule makes in between is named after the output', () => {
    const g = graph();
    g.initializer('w', tensorFromNumbers('f32', [4, 3], new Float64Array(12)));
    g.node('Gemm', ['x', 'w'], { alpha: 2 }, { name: '/fc/Gemm', outputs: ['/fc/y'] });
    g.output('/fc/y');
    const { func } = load(g);
    expect([...walk((func as Func).body)].map((node) => node.results[0]?.name)).toEqual(['/fc/y.matmul', '/fc/y']);
    expect(func?.resultNames).toEqual(['/fc/y']);
  });

  it('a name in between gives way to a name of the model', () => {
    const g = graph();
    g.initializer('w', tensorFromNumbers('f32', [4, 3], new Float64Array(12)));
    g.node('Gemm', ['x', 'w'], { alpha: 2 }, { outputs: ['y'] });
    g.node('Relu', ['y'], {}, { outputs: ['y.matmul'] });
    g.output('y.matmul');
    const names = [...walk((load(g).func as Func).body)].map((node) => node.results[0]?.name);
    expect(names).toEqual(['y.matmul.1', 'y', 'y.matmul']);
  });

  it('initializers that are listed as inputs are constants, as up to IR version 3', () => {
    const g = graph();
    g.input('w', 'f32', [4]);
    g.initializer('w', tensorFromNumbers('f32', [4], [1, 2, 3, 4]));
    g.node('Add', ['x', 'w'], {}, { outputs: ['y'] }).toString();
    g.output('y');
    const { module, func } = load(g, { irVersion: 3 });
    expect(func?.body.params.map((param) => param.name)).toEqual(['x']);
    expect(numbersOf(constTensor(module?.consts.get('w')) as never)).toEqual(Float64Array.of(1, 2, 3, 4));
  });

  it('constants nobody reads as values leave nothing behind', () => {
    const g = graph();
    g.initializer('unused', ints(1));
    g.initializer('axes', ints(0));
    g.node('Unsqueeze', ['x', 'axes'], {}, { outputs: ['y'] });
    g.output('y');
    expect([...(load(g).module as Module).consts.keys()]).toEqual([]);
  });

  it('huge fills stay symbolic', () => {
    const g = graph();
    g.initializer('shape', ints(1 << 14, 1 << 14));
    g.node('ConstantOfShape', ['shape'], { value: tensorFromNumbers('f32', [1], [0.5]) }, { outputs: ['y'] });
    g.output('y');
    const { module } = load(g);
    expect(constTensor(module?.consts.get('y'))?.storage).toEqual({ kind: 'splat', value: 0.5 });
  });

  it('origins name the node and the line of the program', () => {
    const g = graph();
    const trace = 'File "/a/model.py", line 3, in forward\n  y = f(x)\nFile "/a/layers.py", line 9, in f\n  relu(x)';
    g.node('Relu', ['x'], {}, { name: '', outputs: ['h'], metadata: { 'pkg.torch.onnx.stack_trace': trace } });
    g.node('Abs', ['h'], {}, { name: '', outputs: ['y'] });
    g.output('y');
    const [relu, abs] = [...walk((load(g).func as Func).body)];
    expect(relu?.origin).toEqual({ kind: 'node', name: 'Relu_0', source: 'File "/a/layers.py", line 9, in f' });
    expect(abs?.origin).toEqual({ kind: 'node', name: 'Abs_1' });
  });

  it('nodes may stand in any order', () => {
    const g = graph();
    g.node('Relu', ['b'], {}, { outputs: ['c'] });
    g.node('Abs', ['x'], {}, { outputs: ['a'] });
    g.node('Neg', ['a'], {}, { outputs: ['b'] });
    g.output('c');
    expect(opsOf(load(g))).toEqual(['abs', 'neg', 'relu']);
  });
});

describe('reports', () => {
  it('one report a form, with the other nodes by number; what depends on it stays silent', () => {
    const g = graph();
    for (let i = 0; i < 4; i++) g.node('DepthToSpace', ['x'], { blocksize: 2, mode: 'XYZ' }, { outputs: [`s${i}`] });
    g.node('Relu', ['s0'], {}, { outputs: ['r'] });
    g.node('Gather', ['r', 's1'], { axis: 99 }, { outputs: ['y'] });
    for (const name of ['y', 's2', 's3']) g.output(name);
    const { codes, text } = load(g);
    expect(codes).toEqual(['onnx/unsupported-op']);
    expect(text).toContain('same form: 3 more nodes (1, 2, 3)');
    expect(text).toMatch(/%x {2}f32\[N, 4\] {3}input/);
  });

  it('what nothing needs is left out with a warning where it has no rule, however deep', () => {
    const g = graph();
    g.input('sizes', 'i64', ['K']);
    g.node('Expand', ['x', 'sizes'], {}, { outputs: ['open'] });
    g.node('Relu', ['open'], {}, { outputs: ['dead'] });
    g.input('c', 'bool', []);
    const branch = () => {
      const inner = new GraphBuilder();
      inner.node('Expand', ['x', 'sizes'], {}, { outputs: ['wide'] });
      return inner.output('wide');
    };
    g.node('If', ['c'], { then_branch: branch(), else_branch: branch() }, { outputs: ['either'] });
    g.node('Relu', ['x'], {}, { outputs: ['y'] });
    g.output('y');
    const loaded = load(g);
    expect(loaded.codes).toEqual(['onnx/unneeded-op']);
    expect(loaded.text).toContain('nothing needs what it computes');
    expect(opsOf(loaded)).toContain('relu');
  });

  it('names producers of operands and the origin', () => {
    const g = graph();
    const mid = g.node('Relu', ['x'], {}, { name: 'relu7', outputs: ['r'] });
    g.node('MatMul', [mid, mid], {}, { name: 'mm', outputs: ['q'], metadata: { source: 'a.py:7 in f' } });
    g.node('Transpose', [mid], { perm: [0, 0] }, { name: 't', outputs: ['y'], metadata: { source: 'a.py:8 in f' } });
    g.output('y');
    const { text } = load(g);
    expect(text).toMatch(/%r {2}f32\[\w+, 4\] {3}from node 0 "relu7"/);
    expect(text).toContain('origin: a.py:8 in f');
  });

  it('unknown attributes are no secret', () => {
    const g = graph();
    g.node('Relu', ['x'], { alpha: 0.5 }, { outputs: ['y'] });
    g.output('y');
    expect(load(g).text).toContain('attribute "alpha" of Relu does not exist in this version');
  });

  it('empty names are no operands', () => {
    const g = graph();
    g.node('Mean', [''], {}, { outputs: ['y'] });
    g.node('Add', ['x', ''], {}, { outputs: ['z'] });
    g.output('y');
    const { codes, text } = load(g);
    expect(codes).toEqual(['onnx/operand-count', 'onnx/operand-count']);
    expect(text).toContain('Mean has 0 operands, but needs 1');
    expect(text).toContain('Add has no operand 1, which it needs');
  });

  it('operators of later opsets say so', () => {
    const g = graph(13);
    g.node('GroupNormalization', ['x', 'x', 'x'], { num_groups: 2 }, { outputs: ['y'] });
    g.output('y');
    expect(load(g).text).toContain('from version 18 on, but the model uses version 13');
  });

  it('near misses of value names are suggested', () => {
    const g = graph();
    g.node('Relu', ['x'], {}, { outputs: ['hidden'] });
    g.node('Abs', ['hiden'], {}, { outputs: ['y'] });
    g.output('y');
    expect(load(g).text).toContain('did you mean "hidden"?');
  });
});

describe('sizes', () => {
  it('nameless sizes become symbols named after their input', () => {
    const g = new GraphBuilder();
    g.input('x', 'f32', [undefined, 3]);
    g.node('Relu', ['x'], {}, { outputs: ['y'] });
    g.output('y');
    expect(results(load(g))).toEqual(['f32[x_d0, 3]']);
  });

  it('ranges narrow symbols, one size makes them static', () => {
    const g = graph();
    g.node('Relu', ['x'], {}, { outputs: ['y'] });
    g.output('y');
    const bound = load(g, {}, () => ({ lo: 1, hi: 64 }));
    expect(bound.func?.ranges.get('N')).toEqual({ lo: 1, hi: 64 });
    expect(results(load(g, {}, () => ({ lo: 8, hi: 8 })))).toEqual(['f32[8, 4]']);
  });

  it('shape arithmetic folds into reshapes', () => {
    const g = new GraphBuilder({ opset: 13 });
    g.input('x', 'f32', ['B', 'S', 6]);
    const shape = g.node('Shape', ['x']);
    const size = (i: number) => {
      const one = g.node('Gather', [shape, g.initializer(`i${i}`, scalar(i))]);
      return g.node('Unsqueeze', [one, g.initializer(`a${i}`, ints(0))]);
    };
    const parts = [size(0), size(1), g.initializer('h', ints(2)), g.initializer('rest', ints(-1))];
    const target = g.node('Concat', parts, { axis: 0 });
    g.node('Reshape', ['x', target], {}, { outputs: ['y'] });
    g.output('y');
    expect(results(load(g))).toEqual(['f32[B, S, 2, 3]']);
  });

  it('a shape that follows from data gives sizes of its own', () => {
    const g = graph();
    g.input('shape', 'i64', [2]);
    g.node('Reshape', ['x', 'shape'], {}, { outputs: ['y'] });
    g.output('y', 'f32', ['rows', 'columns']);
    expect(results(load(g))).toEqual(['f32[reshaped, reshaped.1]']);
  });

  it('a declared output names sizes that follow from data, and never restricts inputs', () => {
    const g = graph();
    g.input('shape', 'i64', [2]);
    g.node('Reshape', ['x', 'shape'], {}, { outputs: ['y'] });
    g.output('y', 'f32', ['N', 'columns']);
    expect(results(load(g))).toEqual(['f32[N, reshaped.1]']);
    const other = graph();
    other.input('z', 'f32', ['M']);
    other.node('Relu', ['x'], {}, { outputs: ['y'] });
    other.output('y', 'f32', ['M', 4]);
    const outcome = load(other);
    expect(results(outcome)).toEqual(['f32[N, 4]']);
    expect(outcome.codes).toEqual([]);
  });

  it('an output without a shape is held to its element type alone', () => {
    const outcome = (elem: 'f32' | 'i32') => {
      const g = graph();
      g.node('Relu', ['x'], {}, { outputs: ['y'] });
      g.output('y', elem);
      return load(g);
    };
    expect(outcome('f32').codes).toEqual([]);
    expect(outcome('i32').text).toContain('output "y" is declared as i32 without a shape, but computed as f32[N, 4]');
  });

  it('sizes of which only some are data leave only those open', () => {
    const sizes = (op: string) => {
      const g = graph();
      const shape = g.node('Concat', [g.input('n', 'i64', [1]), g.initializer('rest', ints(4, -1, 2))], { axis: 0 });
      const operands = op === 'Expand' ? [g.initializer('v', splatTensor('f32', [1, 5, 2], 1)), shape] : [shape];
      g.node(op, operands, {}, { outputs: ['y'] });
      return results(load(g.output('y')));
    };
    expect(sizes('ConstantOfShape')).toEqual(['f32[splat, 4, splat.1, 2]']);
    expect(sizes('Expand')).toEqual(['f32[expanded, 4, 5, 2]']);
  });

  it('equations prefer replacements without subtraction, and keep ranges', () => {
    const g = new GraphBuilder();
    g.input('offsets', 'i64', ['batch_plus_1']);
    g.input('x', 'f32', ['batch', 4]);
    const shape = g.node('Shape', [
      g.node('Slice', [
        'offsets',
        g.initializer('one', ints(1)),
        g.initializer('end', tensorFromNumbers('i64', [1], [2 ** 62])),
      ]),
    ]);
    const filled = g.node('Expand', [
      g.initializer('zero', tensorFromNumbers('f32', [1, 2], [0, 0])),
      g.node('Concat', [shape, g.initializer('two', ints(2))], { axis: 0 }),
    ]);
    g.node('Concat', ['x', filled], { axis: 1 }, { outputs: ['y'] });
    g.output('y', 'f32', ['batch', 6]);
    const outcome = load(g, {}, (symbol) => (symbol === 'batch_plus_1' ? { lo: 2, hi: 65 } : undefined));
    expect(outcome.func?.body.params.map((param) => printType(param.type))).toEqual([
      'i64[batch + 1]',
      'f32[batch, 4]',
    ]);
    expect(outcome.func?.ranges.get('batch')).toEqual({ lo: 1, hi: 64 });
    expect(outcome.func?.ranges.has('batch_plus_1')).toBe(false);
    expect(outcome.codes).toContain('onnx/dim-equation');
  });

  it('SAME padding of symbolic sizes is exact', () => {
    const g = new GraphBuilder();
    g.input('x', 'f32', [1, 2, 'H', 9]);
    g.initializer('w', tensorFromNumbers('f32', [5, 2, 3, 3], new Float64Array(90)));
    const same = g.node('Conv', ['x', 'w'], { auto_pad: 'SAME_UPPER' });
    const halved = g.node('Conv', ['x', 'w'], { auto_pad: 'SAME_LOWER', strides: [2, 2] });
    g.output(same).output(halved);
    const [first, second] = results(load(g));
    expect(first).toBe('f32[1, 5, H, 9]');
    expect(second).toMatch(/^f32\[1, 5, .*div 2.*, 5\]$/);
  });
});

describe('functions of the model', () => {
  const inside = new GraphBuilder();
  inside.node('LeakyRelu', ['a'], { alpha: { ref: 'slope', kind: 'float' } }, { name: 'act', outputs: ['h'] });
  inside.node('Add', ['h', 'b'], {}, { name: 'sum', outputs: ['c'] });
  const func = {
    domain: 'local',
    name: 'ActAdd',
    inputs: ['a', 'b'],
    outputs: ['c'],
    attributes: ['slope'],
    body: inside,
  };

  it('are expanded where they are called, with the attributes of the call', () => {
    const g = graph();
    g.node('ActAdd', ['x', 'x'], { slope: 0.25 }, { name: 'call0', domain: 'local', outputs: ['m'] });
    g.node('ActAdd', ['m', 'x'], { slope: 0.5 }, { name: 'call1', domain: 'local', outputs: ['y'] });
    g.output('y');
    const outcome = load(g, { functions: [func], opsets: { local: 1 } });
    expect(outcome.func, outcome.text).toBeDefined();
    const nodes = [...walk((outcome.func as Func).body)];
    expect(nodes.map((node) => [node.op.name, node.attrs['alpha'], ...originNames(node.origin)])).toEqual([
      ['leaky_relu', 0.25, 'call0/act'],
      ['add', undefined, 'call0/sum'],
      ['leaky_relu', 0.5, 'call1/act'],
      ['add', undefined, 'call1/sum'],
    ]);
    expect(outcome.func?.resultNames).toEqual(['y']);
  });

  it('may leave optional inputs out', () => {
    const optional = new GraphBuilder();
    optional.node('Clip', ['a', 'low', 'high'], {}, { outputs: ['c'] });
    const g = graph();
    g.initializer('six', tensorFromNumbers('f32', [], [6]));
    g.node('Limit', ['x', '', 'six'], {}, { domain: 'local', outputs: ['y'] });
    g.output('y');
    const limit = { domain: 'local', name: 'Limit', inputs: ['a', 'low', 'high'], outputs: ['c'], body: optional };
    const outcome = load(g, { functions: [limit], opsets: { local: 1 } });
    const [clip] = [...walk((outcome.func as Func).body)];
    expect(clip?.attrs).toEqual({ max: 6 });
  });
});

describe('graphs inside nodes', () => {
  const branch = (op: string) => {
    const g = new GraphBuilder({ name: op });
    g.node(op, ['x'], {}, { outputs: [`${op}_y`] });
    return g.output(`${op}_y`);
  };

  it('If captures what is around it', () => {
    const g = graph();
    g.input('c', 'bool', []);
    g.node('If', ['c'], { then_branch: branch('Relu'), else_branch: branch('Neg') }, { outputs: ['y'] });
    g.output('y');
    const outcome = load(g);
    expect(opsOf(outcome)).toEqual(['if', 'relu', 'neg']);
    expect(results(outcome)).toEqual(['f32[N, 4]']);
  });

  it('If with a known condition is its branch, even where the other does not fit', () => {
    const bad = new GraphBuilder();
    bad.node('Squeeze', ['x', bad.initializer('axis', ints(1))], {}, { outputs: ['z'] });
    bad.output('z');
    const g = graph();
    g.initializer('c', tensorFromNumbers('bool', [], [1]));
    g.node('If', ['c'], { then_branch: branch('Relu'), else_branch: bad }, { outputs: ['y'] });
    g.output('y');
    const outcome = load(g);
    expect(opsOf(outcome)).toEqual(['relu']);
  });

  it('Loop frees the sizes of carried values that grow', () => {
    const body = new GraphBuilder({ name: 'body' });
    body.input('i');
    body.input('c');
    body.input('acc');
    body.node('Identity', ['c'], {}, { outputs: ['c_out'] });
    body.node('Concat', ['acc', 'x'], { axis: 0 }, { outputs: ['acc_out'] });
    body.output('c_out').output('acc_out').output('x');
    const g = graph();
    g.input('n', 'i64', []);
    g.initializer('go', tensorFromNumbers('bool', [], [1]));
    g.nodeOutputs('Loop', ['n', 'go', 'x'], { body }, { outputs: ['y', 'all'] });
    g.output('y').output('all');
    const outcome = load(g);
    expect(results(outcome).map((type) => type.replace(/\.\d+/g, ''))).toEqual([
      'f32[carried, 4]',
      'f32[iterations, N, 4]',
    ]);
    expect([...(outcome.func as Func).body.params].map((param) => param.name)).toEqual(['x', 'n']);
  });

  it('Scan cuts and joins along its axes', () => {
    const body = new GraphBuilder({ name: 'body' });
    body.input('s');
    body.input('slice');
    body.node('Add', ['s', 'slice'], {}, { outputs: ['s_out'] });
    body.output('s_out').output('s_out');
    const g = graph();
    g.initializer('zero', tensorFromNumbers('f32', [4], [0, 0, 0, 0]));
    g.nodeOutputs(
      'Scan',
      ['zero', 'x'],
      { body, num_scan_inputs: 1, scan_output_axes: [1] },
      { outputs: ['sum', 'all'] },
    );
    g.output('sum').output('all');
    expect(results(load(g))).toEqual(['f32[4]', 'f32[4, N]']);
  });
});

describe('old operator sets', () => {
  it('opset 6: broadcasting at an axis', () => {
    const g = new GraphBuilder({ opset: 6 });
    g.input('x', 'f32', [2, 3, 4, 5]);
    g.initializer('b', tensorFromNumbers('f32', [3], [1, 2, 3]));
    g.node('Add', ['x', 'b'], { broadcast: 1, axis: 1 }, { outputs: ['y'] });
    g.output('y');
    const outcome = load(g);
    expect(opsOf(outcome)).toEqual(['unsqueeze', 'add']);
    expect(results(outcome)).toEqual(['f32[2, 3, 4, 5]']);
  });

  it('opset 1: shapes, bounds, pads and types as attributes', () => {
    const g = new GraphBuilder({ opset: 1 });
    g.input('x', 'f32', [2, 6]);
    g.node('Reshape', ['x'], { shape: [0, 2, -1], consumed_inputs: [0] }, { outputs: ['a'] });
    g.node('Slice', ['a'], { starts: [0], ends: [-1], axes: [2] }, { outputs: ['b'] });
    g.node('Pad', ['b'], { paddings: [0, 0, 1, 0, 0, 0] }, { outputs: ['c'] });
    g.node('Cast', ['c'], { to: 'INT32' }, { outputs: ['y'] });
    g.output('y');
    expect(results(load(g, { irVersion: 3 }))).toEqual(['i32[2, 2, 3]']);
  });

  it('opset 12: Softmax counts the operand as a matrix', () => {
    const g = new GraphBuilder({ opset: 12 });
    g.input('x', 'f32', ['N', 3, 4]);
    g.node('Softmax', ['x'], {}, { outputs: ['y'] });
    g.output('y');
    const outcome = load(g);
    expect(opsOf(outcome)).toEqual(['reshape', 'softmax', 'reshape']);
    expect(results(outcome)).toEqual(['f32[N, 3, 4]']);
  });
});

describe('the rules', () => {
  it('are of operators that exist, with ranges that do not overlap', () => {
    const rules = rulesOf(importRuleModules).all();
    expect(rules.length).toBeGreaterThan(120);
    for (const { op, domain, versions } of rules) {
      expect(operatorSince(domain, op), op).toBeDefined();
      versions.forEach(({ from, to }, i) => {
        expect(Number.isInteger(from) && from >= 1 && to >= from, op).toBe(true);
        const next = versions[i + 1];
        if (next) expect(next.from, op).toBeGreaterThan(to);
      });
    }
  });
});
