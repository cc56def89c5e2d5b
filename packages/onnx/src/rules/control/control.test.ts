import { Diagnostics, memorySource, renderDiagnostic, tensorFromNumbers } from '@afterglow/core';
import { type Func, printType, verifyModule, walk } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { importOnnx } from '../../import/import-model.js';
import { GraphBuilder, writeModel } from '../../testing/index.js';

function load(g: GraphBuilder) {
  const diagnostics = new Diagnostics();
  const module = importOnnx(memorySource('m.onnx', writeModel(g).bytes), { diagnostics });
  const text = diagnostics.list.map(renderDiagnostic).join('\n');
  if (module) expect(verifyModule(module, diagnostics), text).toBe(true);
  const func = module?.funcs.get('main');
  return {
    text,
    results: func?.body.results.map(({ type }) => printType(type)),
    ops: func ? [...walk((func as Func).body)].map((node) => node.op.name) : [],
  };
}

/** `sum += item`, of which the sums are collected. */
function summing(): GraphBuilder {
  const body = new GraphBuilder({ opset: 8 });
  body.input('sum');
  body.input('item');
  body.node('Add', ['sum', 'item'], {}, { outputs: ['next'] });
  body.node('Identity', ['next'], {}, { outputs: ['shown'] });
  body.output('next').output('shown');
  return body;
}

describe('Scan of opset 8', () => {
  const graph = (lengths: boolean, directions?: readonly number[]) => {
    const g = new GraphBuilder({ opset: 8 });
    g.input('state', 'f32', ['B', 2]);
    g.input('x', 'f32', ['B', 'T', 2]);
    if (lengths) g.input('lengths', 'i64', ['B']);
    const attributes = { body: summing(), num_scan_inputs: 1, ...(directions ? { directions } : {}) };
    g.node('Scan', [lengths ? 'lengths' : '', 'state', 'x'], attributes, { outputs: ['y', 'z'] });
    g.output('y').output('z');
    return load(g);
  };

  it('is a scan over time in one over the batch', () => {
    expect(graph(false).results).toEqual(['f32[B, 2]', 'f32[B, T, 2]']);
    expect(graph(false, [1]).results).toEqual(['f32[B, 2]', 'f32[B, T, 2]']);
  });

  it('starts backwards at the end of each sequence', () => {
    const { results, ops } = graph(true, [1]);
    expect(results).toEqual(['f32[B, 2]', 'f32[B, T, 2]']);
    expect(ops).toContain('reverse_sequence');
  });

  it('holds back what comes behind the end of a sequence', () => {
    const { results, ops } = graph(true);
    expect(results).toEqual(['f32[B, 2]', 'f32[B, T, 2]']);
    expect(ops.filter((op) => op === 'where')).toHaveLength(2);
  });
});

describe('If', () => {
  it('whose branches differ in rank names the output and what would help', () => {
    const branch = (op: string, attributes = {}) => {
      const body = new GraphBuilder({ opset: 11 });
      body.node(op, ['x'], attributes, { outputs: [`${op}_y`] });
      return body.output(`${op}_y`);
    };
    const g = new GraphBuilder({ opset: 11 });
    g.input('x', 'f32', [1, 4]);
    g.input('c', 'bool', []);
    const branches = { then_branch: branch('Squeeze', { axes: [0] }), else_branch: branch('Identity') };
    g.node('If', ['c'], branches, { outputs: ['y'] });
    g.output('y');
    expect(load(g).text).toContain('output "y" of another rank in each branch (f32[4] or f32[1, 4])');
  });

  /** A row that is squeezed or not, and what follows; `around` puts the If into a branch that is always taken. */
  function uneven(follow: (g: GraphBuilder, row: string) => void, around = false): GraphBuilder {
    const branch = (op: string, attributes = {}) => {
      const body = new GraphBuilder({ opset: 11 });
      body.node(op, ['x'], attributes, { outputs: [`${op}_row`] });
      return body.output(`${op}_row`);
    };
    const choose = (g: GraphBuilder, output: string) => {
      const branches = { then_branch: branch('Squeeze', { axes: [0] }), else_branch: branch('Identity') };
      g.node('If', ['c'], branches, { outputs: [output] });
    };
    const g = new GraphBuilder({ opset: 11 });
    g.input('x', 'f32', [1, 4]);
    g.input('z', 'f32', [3, 4]);
    g.input('c', 'bool', []);
    if (around) {
      const [first, second] = [new GraphBuilder({ opset: 11 }), new GraphBuilder({ opset: 11 })];
      choose(first, 'inner');
      second.node('Identity', ['x'], {}, { outputs: ['other'] });
      g.initializer('yes', tensorFromNumbers('bool', [], [1]));
      g.node(
        'If',
        ['yes'],
        { then_branch: first.output('inner'), else_branch: second.output('other') },
        { outputs: ['row'] },
      );
    } else choose(g, 'row');
    follow(g, 'row');
    return g;
  }

  it.each([false, true])('whose branches differ in rank takes along what follows, in a branch: %s', (around) => {
    const { text, results, ops } = load(
      uneven((g, row) => {
        g.node('Neg', [row], {}, { outputs: ['n'] });
        g.node('Add', ['z', 'n'], {}, { outputs: ['y'] });
        g.node('Relu', ['z'], {}, { outputs: ['q'] });
        g.output('y').output('q');
      }, around),
    );
    expect(text).toBe('');
    expect(results).toEqual(['f32[3, 4]', 'f32[3, 4]']);
    expect(ops.filter((op) => op === 'if' || op === 'neg')).toEqual(['if', 'neg', 'neg']);
  });

  it('takes along a second one of its kind', () => {
    const { text, results, ops } = load(
      uneven((g, row) => {
        const branch = (op: string, attributes = {}) => {
          const body = new GraphBuilder({ opset: 11 });
          body.node(op, ['x'], attributes, { outputs: [`${op}_again`] });
          return body.output(`${op}_again`);
        };
        const branches = { then_branch: branch('Squeeze', { axes: [0] }), else_branch: branch('Identity') };
        g.node('If', ['c'], branches, { outputs: ['again'] });
        g.node('Add', [row, 'again'], {}, { outputs: ['sum'] });
        g.node('Add', ['sum', 'z'], {}, { outputs: ['y'] });
        g.output('y');
      }, true),
    );
    expect(text).toBe('');
    expect(results).toEqual(['f32[3, 4]']);
    expect(ops.filter((op) => op === 'if')).toHaveLength(3);
  });

  it('inside each other end soon, whatever their number', () => {
    const nested = (depth: number): GraphBuilder => {
      const body = new GraphBuilder({ opset: 11 });
      const name = `v${depth}`;
      if (depth === 0) {
        body.node('Identity', ['x'], {}, { outputs: [name] });
        return body.output(name);
      }
      const flat = new GraphBuilder({ opset: 11 });
      flat.node('Squeeze', ['x'], { axes: [0] }, { outputs: [`s${depth}`] });
      const branches = { then_branch: flat.output(`s${depth}`), else_branch: nested(depth - 1) };
      body.node('If', ['c'], branches, { outputs: [name] });
      return body.output(name);
    };
    const g = new GraphBuilder({ opset: 11 });
    g.input('x', 'f32', [1, 4]);
    g.input('c', 'bool', []);
    g.node('If', ['c'], { then_branch: nested(24), else_branch: nested(0) }, { outputs: ['row'] });
    g.node('Neg', ['row'], {}, { outputs: ['y'] });
    g.output('y');
    expect(load(g).text).toContain('of another rank in each branch');
  });

  it('copies what follows only so often', () => {
    const { text } = load(
      uneven((g, row) => {
        let at = row;
        for (let i = 0; i < 4200; i++) {
          g.node('Neg', [at], {}, { outputs: [`n${i}`] });
          at = `n${i}`;
        }
        g.node('Add', ['z', at], {}, { outputs: ['y'] });
        g.output('y');
      }),
    );
    expect(text).toContain('output "row" of another rank in each branch');
  });
});

describe('A state that begins as one row for a batch', () => {
  it('has a size of its own at every step', () => {
    const body = new GraphBuilder();
    body.input('state');
    body.input('item');
    body.node('Add', ['state', 'item'], {}, { outputs: ['next'] });
    body.node('Identity', ['next'], {}, { outputs: ['after'] });
    body.node('Identity', ['state'], {}, { outputs: ['before'] });
    const g = new GraphBuilder();
    g.initializer('row', tensorFromNumbers('f32', [1, 2], [1, 2]));
    g.input('x', 'f32', ['T', 'B', 2]);
    const attributes = { body: body.output('next').output('after').output('before'), num_scan_inputs: 1 };
    g.nodeOutputs('Scan', ['row', 'x'], attributes, { outputs: ['y', 'afters', 'befores'] });
    const { text, results } = load(g.output('y').output('afters').output('befores'));
    expect(text).toBe('');
    // Before the first step it is 1, after it B: no size of the model stands for both.
    expect(results).not.toContain('f32[T, B, 2]');
    expect(results?.every((type) => /, 2\]$/.test(type))).toBe(true);
  });
});

describe('Loop', () => {
  const body = (next: string) => {
    const b = new GraphBuilder();
    b.input('i');
    b.input('going');
    b.input('state');
    b.node('Add', ['state', 'x'], {}, { outputs: ['sum'] });
    b.node('ReduceMax', ['sum'], { keepdims: 0 }, { outputs: ['peak'] });
    b.node('Less', ['peak', 'limit'], {}, { outputs: ['below'] });
    b.node('Identity', ['going'], {}, { outputs: ['still'] });
    return b.output(next).output('sum').output('peak');
  };
  const graph = (inputs: readonly string[], next: string) => {
    const g = new GraphBuilder();
    g.input('x', 'f32', ['N']);
    g.input('n', 'i64', [1]);
    g.input('c', 'bool', [1]);
    g.initializer('limit', tensorFromNumbers('f32', [], [10]));
    g.nodeOutputs('Loop', [...inputs, 'x'], { body: body(next) }, { outputs: ['y', 'peaks'] });
    g.output('y').output('peaks');
    return load(g);
  };

  it('runs as often as data say, with and without a count or condition', () => {
    const types = ['f32[N]', 'f32[iterations]'];
    expect(graph(['n', 'c'], 'below').results).toEqual(types);
    expect(graph(['n', ''], 'still').results).toEqual(types);
    expect(graph(['', 'c'], 'below').results).toEqual(types);
    expect(graph(['', ''], 'below').results).toEqual(types);
  });
});
