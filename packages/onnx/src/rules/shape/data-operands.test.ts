// Operands that are usually constant, computed from data: the op is static where they are known, and dynamic where not.

import { Diagnostics, type Dim, dim, memorySource, renderDiagnostic, tensorFromNumbers } from '@afterglow/core';
import { type Func, printType, verifyModule, walk } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { importOnnx } from '../../import/import-model.js';
import { type AttributeValue, type DimSpec, GraphBuilder, writeModel } from '../../testing/index.js';

interface Node {
  readonly op: string;
  readonly opset?: number;
  /** Operands behind `x: f32[N, 3, 1]`: constants, or shapes of inputs of the model. */
  readonly operands: readonly (readonly number[] | { readonly shape: readonly DimSpec[] } | undefined)[];
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly outputs?: number;
  /** Rank that the model states for the first output. */
  readonly stated?: number;
}

const data = (...shape: DimSpec[]) => ({ shape });

/** The op the node becomes, and the types of its results; or what is wrong with it. */
function imported({ op, opset = 18, operands, attributes = {}, outputs = 1, stated }: Node): string {
  const g = new GraphBuilder({ opset });
  g.input('x', 'f32', ['N', 3, 1]);
  const names = operands.map((operand, i) => {
    if (operand === undefined) return '';
    if ('shape' in operand) return g.input(`p${i}`, 'i64', operand.shape);
    g.initializer(`p${i}`, tensorFromNumbers('i64', [operand.length], operand));
    return `p${i}`;
  });
  const results = Array.from({ length: outputs }, (_, i) => `y${i}`);
  g.node(op, ['x', ...names], attributes, { outputs: results });
  results.forEach((name, i) => {
    if (stated === undefined || i > 0) g.output(name);
    else g.output(name, 'f32', new Array<undefined>(stated).fill(undefined));
  });
  const diagnostics = new Diagnostics();
  const module = importOnnx(memorySource('m.onnx', writeModel(g).bytes), { diagnostics });
  if (!module) return diagnostics.list.map(({ message, hint }) => `${message} ${hint ?? ''}`).join('\n');
  expect(verifyModule(module, diagnostics), diagnostics.list.map(renderDiagnostic).join('\n')).toBe(true);
  const func = module.funcs.get('main') as Func;
  const ops = [...walk(func.body)].map((node) => node.op.name);
  return `${ops.join(' ')}: ${func.body.results.map((value) => printType(value.type)).join(', ')}`;
}

describe('axes of reductions', () => {
  const reduce = (axes: Node['operands'][number], attributes: Node['attributes'] = {}, stated?: number) =>
    imported({ op: 'ReduceSum', operands: [axes], attributes, ...(stated === undefined ? {} : { stated }) });

  it('decide the rank by their number, which a stated rank may replace', () => {
    expect(reduce([1])).toBe('reduce_sum: f32[N, 1, 1]');
    expect(reduce(data(1))).toBe('dynamic_reduce: f32[reduced, reduced.1, reduced.2]');
    expect(reduce(data(2), { keepdims: 0 })).toBe('dynamic_reduce: f32[reduced]');
    expect(reduce(data('K'))).toBe('dynamic_reduce: f32[reduced, reduced.1, reduced.2]');
    expect(reduce(data('K'), { keepdims: 0 }, 2)).toBe('dynamic_reduce: f32[reduced, reduced.1]');
    expect(reduce(data('K'), { keepdims: 0 })).toContain('axes of which not even the number is known');
    const later = new GraphBuilder({ opset: 18 });
    later.input('x', 'f32', ['N', 3, 1]);
    later.input('axes', 'i64', ['K']);
    later.node('ReduceSum', ['x', 'axes'], { keepdims: 0 }, { outputs: ['s'] });
    later.node('Cast', ['s'], { to: 11 }, { outputs: ['d'] });
    later.node('Sqrt', ['d'], {}, { outputs: ['y'] });
    later.output('y', 'f64', ['A', 'B']);
    const diagnostics = new Diagnostics();
    const module = importOnnx(memorySource('m.onnx', writeModel(later).bytes), { diagnostics });
    expect(module?.funcs.get('main')?.body.results.map(({ type }) => printType(type))).toEqual([
      'f64[reduced, reduced.1]',
    ]);
    expect(reduce(data(4), { keepdims: 0 })).toContain('the result has at most the axes of x');
  });

  it('may be none, known by their number alone', () => {
    expect(reduce(data(0))).toBe('reduce_sum: f32[1, 1, 1]');
    expect(reduce(data(0), { noop_with_empty_axes: 1 })).toBe(': f32[N, 3, 1]');
    expect(reduce([], { keepdims: 0 })).toBe('reduce_sum: f32[]');
  });
});

describe('shapes from data', () => {
  it('Squeeze', () => {
    expect(imported({ op: 'Squeeze', operands: [data(1)] })).toBe('dynamic_squeeze: f32[squeezed, squeezed.1]');
    expect(imported({ op: 'Squeeze', operands: [data('K')], stated: 2 })).toContain('f32[squeezed, squeezed.1]');
    expect(imported({ op: 'Squeeze', operands: [data('K')] })).toContain('not even the number is known');
    expect(imported({ op: 'Squeeze', operands: [data('K')], stated: 4 })).toContain('declared with rank 4');
    // Without axes, the stated rank says whether an open size goes.
    expect(imported({ op: 'Squeeze', operands: [], stated: 2 })).toBe('squeeze: f32[N, 3]');
    expect(imported({ op: 'Squeeze', operands: [], stated: 1 })).toBe('dynamic_squeeze: f32[squeezed]');
    expect(imported({ op: 'Squeeze', operands: [] })).toBe('dynamic_squeeze: f32[N, 3]');
  });

  it('Unsqueeze', () => {
    const grown = 'dynamic_unsqueeze: f32[unsqueezed, unsqueezed.1, unsqueezed.2, unsqueezed.3]';
    expect(imported({ op: 'Unsqueeze', operands: [data(1)] })).toBe(grown);
    expect(imported({ op: 'Unsqueeze', operands: [data('K')], stated: 4 })).toBe(grown);
    expect(imported({ op: 'Unsqueeze', operands: [data('K')] })).toContain('not even the number is known');
  });

  it('Split', () => {
    const parts = (sizes: Node['operands'][number], opset: number) =>
      imported({ op: 'Split', opset, operands: [sizes], attributes: { axis: 1 }, outputs: 2 });
    expect(parts(data(2), 18)).toBe('dynamic_split: f32[N, part, 1], f32[N, part.1, 1]');
    expect(parts(data('K'), 13)).toBe('dynamic_split: f32[N, part, 1], f32[N, part.1, 1]');
    expect(parts(data(3), 18)).toContain('there must be a size for each part');
    expect(parts([1, 2], 1)).toBe('split: f32[N, 1, 1], f32[N, 2, 1]');
  });

  it('Pad', () => {
    const padded = (pads: Node['operands'][number], axes?: Node['operands'][number]) =>
      imported({ op: 'Pad', operands: [pads, undefined, axes] });
    expect(padded(data(6))).toBe('dynamic_pad: f32[padded, padded.1, padded.2]');
    expect(padded(data(2), [-1])).toBe('dynamic_pad: f32[N, 3, padded]');
    expect(padded([1, 1], data(1))).toBe('dynamic_pad: f32[padded, padded.1, padded.2]');
    expect(padded([1, 1], [-1])).toBe('pad: f32[N, 3, 3]');
  });

  it('Tile', () => {
    expect(imported({ op: 'Tile', operands: [data(3)] })).toBe('dynamic_tile: f32[tiled, tiled.1, tiled.2]');
    expect(imported({ op: 'Tile', operands: [data('K')] })).toBe('dynamic_tile: f32[tiled, tiled.1, tiled.2]');
    expect(imported({ op: 'Tile', operands: [data(2)] })).toContain('a number for each axis');
    expect(imported({ op: 'Tile', opset: 5, operands: [[2], [1]] })).toBe('tile: f32[N, 6, 1]');
    expect(imported({ op: 'Tile', opset: 5, operands: [data(1), [1]] })).toContain('dynamic_tile: f32[tiled');
  });

  it('Expand, Reshape and Slice', () => {
    // What is asked of the axis of size 3 can only be 3 or 1.
    expect(imported({ op: 'Expand', operands: [data(1)] })).toBe('dynamic_expand: f32[N, 3, expanded]');
    expect(imported({ op: 'Expand', operands: [data(3)] })).toBe('dynamic_expand: f32[expanded, 3, expanded.1]');
    // Of the operand's rank: the shape may be shorter, and the run checks that it is not longer.
    expect(imported({ op: 'Expand', operands: [data('K')], stated: 3 })).toMatch(/^concat slice dynamic_expand: f32\[/);
    expect(imported({ op: 'Expand', operands: [data('K')] })).toContain('sizes of which not even the number is known');
    expect(imported({ op: 'Expand', operands: [data('K')], stated: 4 })).toBe(
      'dynamic_expand: f32[expanded, expanded.1, 3, expanded.2]',
    );
    expect(imported({ op: 'Reshape', operands: [data('K')], stated: 1 })).toBe('dynamic_reshape: f32[reshaped]');
    expect(imported({ op: 'Reshape', operands: [data('K')] })).toContain('not even the number is known');
    expect(imported({ op: 'Reshape', operands: [data('K')] })).toContain('so does a number for "K": --dim K=2');
    // Only sliced axes are open, where it is known which those are.
    expect(imported({ op: 'Slice', operands: [data(1), data(1)] })).toBe('dynamic_slice: f32[sliced, 3, 1]');
    expect(imported({ op: 'Slice', operands: [data(1), data(1), [1]] })).toBe('dynamic_slice: f32[N, sliced, 1]');
    const unknown = 'dynamic_slice: f32[sliced, sliced.1, sliced.2]';
    expect(imported({ op: 'Slice', operands: [data('K'), data('K')] })).toBe(unknown);
    expect(imported({ op: 'Slice', operands: [data(1), data(1), data(1)] })).toBe(unknown);
  });
});

describe('bounds of slices that follow from sizes', () => {
  type Make = (g: GraphBuilder, n: string, constant: (value: number) => string) => string;
  const bounds: Readonly<Record<string, readonly [Make, (n: number) => number]>> = {
    'n - 4': [(g, n, c) => g.node('Sub', [n, c(4)]), (n) => n - 4],
    '3 - n': [(g, n, c) => g.node('Sub', [c(3), n]), (n) => 3 - n],
    '-(n / 2)': [(g, n, c) => g.node('Neg', [g.node('Div', [n, c(2)])]), (n) => -Math.floor(n / 2)],
    n: [(_, n) => n, (n) => n],
    '-2': [(_, _n, c) => c(-2), () => -2],
  };

  /** The size of `x[start:end:step]` for an axis of N. */
  function sizeOf(makeStart: Make, makeEnd: Make, step: number): Dim | undefined {
    const g = new GraphBuilder({ opset: 18 });
    const x = g.input('x', 'f32', ['N']);
    let count = 0;
    const constant = (value: number) => {
      const name = `c${count++}`;
      g.initializer(name, tensorFromNumbers('i64', [1], [value]));
      return name;
    };
    const n = g.node('Shape', [x]);
    const operands = [x, makeStart(g, n, constant), makeEnd(g, n, constant), constant(0), constant(step)];
    g.output(g.node('Slice', operands));
    const diagnostics = new Diagnostics();
    const module = importOnnx(memorySource('m.onnx', writeModel(g).bytes), { diagnostics });
    expect(module && verifyModule(module, diagnostics), diagnostics.list.map(renderDiagnostic).join('\n')).toBe(true);
    const type = module?.funcs.get('main')?.body.results[0]?.type;
    return type?.kind === 'tensor' ? type.shape[0] : undefined;
  }

  for (const [first, [makeStart, start]] of Object.entries(bounds)) {
    for (const [last, [makeEnd, end]] of Object.entries(bounds)) {
      for (const step of [1, 3]) {
        it(`x[${first}:${last}:${step}] has a size for every n`, () => {
          const size = sizeOf(makeStart, makeEnd, step);
          for (let n = 1; n < 12; n++) {
            const whole = Array.from({ length: n }, (_, i) => i).slice(start(n), end(n)).length;
            expect(size === undefined ? undefined : dim.evaluate(size, new Map([['N', n]]))).toBe(
              Math.ceil(whole / step),
            );
          }
        });
      }
    }
  }

  it('stay open where something else is found equal to the size', () => {
    const g = new GraphBuilder({ opset: 18 });
    const x = g.input('x', 'f32', ['N']);
    g.initializer('four', tensorFromNumbers('i64', [1], [4]));
    const start = g.node('Sub', [g.node('Shape', [x]), 'four']);
    const ends = g.node('Shape', [x]);
    g.output(g.node('MatMul', [g.node('Slice', [x, start, ends]), g.input('w', 'f32', [4, 5])]));
    const diagnostics = new Diagnostics();
    const module = importOnnx(memorySource('m.onnx', writeModel(g).bytes), { diagnostics });
    const nodes = module ? [...walk((module.funcs.get('main') as Func).body)] : [];
    const cut = nodes.find(({ op }) => op.name === 'dynamic_slice');
    expect(cut?.results[0] && printType(cut.results[0].type)).toBe('f32[4]');
  });
});
