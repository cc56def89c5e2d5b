// ai.onnx.preview.training: Gradient against finite differences in double precision, operator by operator, and optimizers
// against their formulas.

import { interpret } from '@afterglow/backend-interpreter';
import {
  Diagnostics,
  type HostValue,
  isTensorValue,
  memorySource,
  numbersOf,
  renderDiagnostic,
  type Tensor,
  tensorFromNumbers,
} from '@afterglow/core';
import type { Func } from '@afterglow/ir';
import { importOnnx } from '@afterglow/onnx';
import { type AttributeValue, GraphBuilder, writeModel } from '@afterglow/onnx/testing';
import { describe, expect, it } from 'vitest';
import { runNode } from './run-node.js';

type Attributes = Readonly<Record<string, AttributeValue>>;
type Sizes = readonly number[];

const DOMAIN = 'ai.onnx.preview.training';

function load(g: GraphBuilder): Func | string {
  const diagnostics = new Diagnostics();
  const { bytes } = writeModel(g, { opsets: { [DOMAIN]: 1 } });
  const module = importOnnx(memorySource('m.onnx', bytes), { diagnostics });
  return module?.funcs.get('main') ?? diagnostics.list.map(renderDiagnostic).join('\n');
}

function run(func: Func | string, inputs: ReadonlyMap<string, HostValue>): readonly (readonly number[])[] {
  if (typeof func === 'string') throw new Error(func);
  const diagnostics = new Diagnostics();
  const outputs = interpret(func, inputs, { diagnostics });
  if (!outputs) throw new Error(diagnostics.list.map(renderDiagnostic).join('\n'));
  return [...outputs.values()].filter(isTensorValue).map((tensor) => [...numbersOf(tensor)]);
}

/** Numbers without ties, zeros or steps near them: 0.3, -0.5, 0.7, … */
function sample(sizes: Sizes, seed: number, positive: boolean): Tensor {
  const count = sizes.reduce((product, size) => product * size, 1);
  const values = Array.from({ length: count }, (_, i) => {
    const size = 0.3 + ((i * 0.37 + seed * 0.29) % 0.6);
    return positive || (i + seed) % 2 === 0 ? size : -size;
  });
  return tensorFromNumbers('f64', sizes, values);
}

interface Case {
  /** Sizes of the operands; all of them are asked about. */
  readonly x: readonly Sizes[];
  readonly build: (g: GraphBuilder, xs: readonly string[]) => string;
  readonly positive?: boolean;
  readonly opset?: number;
}

/** One operator over the operands, and then a weighted sum, so that each element counts differently. */
function op(name: string, x: readonly Sizes[], attributes: Attributes = {}, more: Partial<Case> = {}): Case {
  return { x, build: (g, xs) => g.node(name, xs, attributes, { outputs: ['r'] }), ...more };
}

const index = (g: GraphBuilder, name: string, sizes: Sizes, values: readonly number[]) =>
  g.initializer(name, tensorFromNumbers('i64', sizes, values));

function gradientCase({ x, build, positive = false, opset = 17 }: Case): void {
  const inputs = new Map(x.map((sizes, i) => [`x${i}`, sample(sizes, i, positive)]));
  const make = (withGradient: boolean) => {
    const g = new GraphBuilder({ opset });
    const names = [...inputs].map(([name, tensor]) => g.input(name, 'f64', tensor.shape));
    const r = build(g, names);
    // sin makes the weights of elements differ; the sum is what is differentiated.
    const y = g.node('ReduceSum', [g.node('Sin', [g.node('Mul', [r, r])])], { keepdims: 0 }, { outputs: ['y'] });
    if (!withGradient) return g.output(y);
    const xs = names.map((_, i) => `d${i}`);
    g.nodeOutputs('Gradient', names, { xs: names, y }, { domain: DOMAIN, outputs: xs });
    for (const name of xs) g.output(name);
    return g;
  };
  const gradients = run(load(make(true)), inputs);
  const forward = load(make(false));
  const h = 1e-5;
  for (const [i, [name, tensor]] of [...inputs].entries()) {
    const values = [...numbersOf(tensor)];
    const at = (k: number, step: number) => {
      const moved = values.map((value, j) => (j === k ? value + step : value));
      const fed = new Map(inputs).set(name, tensorFromNumbers('f64', tensor.shape, moved));
      return run(forward, fed)[0]?.[0] ?? Number.NaN;
    };
    expect(gradients[i]).toHaveLength(values.length);
    values.forEach((_, k) => {
      const expected = (at(k, h) - at(k, -h)) / (2 * h);
      expect(Math.abs((gradients[i]?.[k] ?? Number.NaN) - expected)).toBeLessThan(
        1e-6 * Math.max(1, Math.abs(expected)),
      );
    });
  }
}

const unary = [
  'Neg',
  'Abs',
  'Relu',
  'Sigmoid',
  'Tanh',
  'Exp',
  'Reciprocal',
  'Erf',
  'Sin',
  'Cos',
  'Tan',
  'Asin',
  'Acos',
];
const more = [
  'Atan',
  'Sinh',
  'Cosh',
  'Asinh',
  'Atanh',
  'Softplus',
  'Softsign',
  'LeakyRelu',
  'Elu',
  'Identity',
  'Floor',
];

describe('Gradient', () => {
  for (const name of [...unary, ...more]) it(`of ${name}`, () => gradientCase(op(name, [[2, 3]])));
  for (const name of ['Log', 'Sqrt']) it(`of ${name}`, () => gradientCase(op(name, [[4]], {}, { positive: true })));
  it('of Acosh', () => {
    const shifted: Case['build'] = (g, [x = '']) => {
      const one = g.initializer('one', tensorFromNumbers('f64', [], [1]));
      return g.node('Acosh', [g.node('Add', [x, one])]);
    };
    gradientCase({ x: [[3]], build: shifted, positive: true });
  });

  for (const name of ['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min', 'Sum', 'Mean']) {
    it(`of ${name} with broadcasting`, () => {
      gradientCase(
        op(name, [
          [2, 1, 3],
          [2, 1],
        ]),
      );
      gradientCase(op(name, [[3], [2, 3]]));
    });
  }
  it('of Pow by base and exponent', () => gradientCase(op('Pow', [[2, 3], [3]], {}, { positive: true })));
  it('of Where, Clip and PRelu', () => {
    gradientCase({
      x: [[2, 2], [2]],
      build: (g, [a = '', b = '']) => g.node('Where', [g.node('Greater', [a, b]), a, b]),
    });
    const bounds: Case['build'] = (g, [a = '']) => {
      const [lo, hi] = [-0.4, 0.5].map((value, i) => g.initializer(`b${i}`, tensorFromNumbers('f64', [], [value])));
      return g.node('Clip', [a, lo ?? '', hi ?? '']);
    };
    gradientCase({ x: [[5]], build: bounds });
    gradientCase(op('PRelu', [[2, 3], [3]]));
  });

  it('of products of matrices, batches and vectors', () => {
    gradientCase(
      op('MatMul', [
        [2, 3],
        [3, 2],
      ]),
    );
    gradientCase(
      op('MatMul', [
        [2, 1, 2, 3],
        [2, 3, 2],
      ]),
    );
    gradientCase(op('MatMul', [[3], [3, 2]]));
    gradientCase(op('MatMul', [[2, 2, 3], [3]]));
    gradientCase(op('MatMul', [[3], [3]]));
    gradientCase(op('Gemm', [[2, 3], [4, 3], [4]], { transB: 1 }));
    gradientCase(
      op(
        'Gemm',
        [
          [3, 2],
          [3, 4],
          [2, 4],
        ],
        { transA: 1, alpha: 0.5, beta: 2 },
      ),
    );
  });

  it('of convolutions with strides, pads, dilations and groups', () => {
    gradientCase(op('Conv', [[2, 2, 5], [3, 2, 2], [3]], { strides: [2], pads: [1, 0] }));
    gradientCase(
      op(
        'Conv',
        [
          [1, 4, 4, 5],
          [4, 2, 2, 2],
        ],
        { group: 2, dilations: [2, 1], strides: [1, 2] },
      ),
    );
    gradientCase(
      op(
        'Conv',
        [
          [1, 2, 6],
          [2, 1, 2],
        ],
        { group: 2, strides: [3] },
      ),
    );
  });

  for (const name of [
    'ReduceMean',
    'ReduceMax',
    'ReduceMin',
    'ReduceL1',
    'ReduceL2',
    'ReduceSumSquare',
    'ReduceLogSumExp',
  ]) {
    it(`of ${name}`, () => {
      gradientCase(op(name, [[2, 3, 2]], { axes: [-2], keepdims: 0 }));
      gradientCase(op(name, [[2, 3]], { keepdims: 1 }));
    });
  }
  it('of ReduceLogSum', () => gradientCase(op('ReduceLogSum', [[2, 3]], { axes: [0] }, { positive: true })));
  for (const name of ['Softmax', 'LogSoftmax']) it(`of ${name}`, () => gradientCase(op(name, [[2, 3]], { axis: -1 })));

  it('of what moves elements', () => {
    gradientCase(op('Transpose', [[2, 3, 2]], { perm: [2, 0, 1] }));
    gradientCase(
      op(
        'Concat',
        [
          [2, 1],
          [2, 3],
        ],
        { axis: -1 },
      ),
    );
    gradientCase(op('Flatten', [[2, 3, 2]], { axis: 2 }));
    gradientCase({ x: [[2, 3]], build: (g, [x = '']) => g.node('Reshape', [x, index(g, 's', [2], [3, -1])]) });
    gradientCase({ x: [[2, 1]], build: (g, [x = '']) => g.node('Expand', [x, index(g, 's', [3], [2, 2, 3])]) });
    gradientCase({ x: [[2, 2]], build: (g, [x = '']) => g.node('Tile', [x, index(g, 's', [2], [2, 3])]) });
    gradientCase({ x: [[2, 3]], build: (g, [x = '']) => g.node('Pad', [x, index(g, 's', [4], [1, 0, 0, 2])]) });
    gradientCase({ x: [[3, 3]], build: (g, [x = '']) => g.node('Trilu', [x]) });
    gradientCase({ x: [[4]], build: (g, [x = '']) => g.node('CumSum', [x, index(g, 's', [], [0])], { exclusive: 1 }) });
    const cut: Case['build'] = (g, [x = '']) => {
      const [starts, ends, axes] = [[1], [-1], [1]].map((values, i) => index(g, `s${i}`, [1], values));
      return g.node('Slice', [x, starts ?? '', ends ?? '', axes ?? '']);
    };
    gradientCase({ x: [[2, 4]], build: cut });
    const second: Case['build'] = (g, [x = '']) => g.nodeOutputs('Split', [x], { axis: 1 }, { outputs: 2 })[1] ?? '';
    gradientCase({ x: [[2, 4]], build: second, opset: 11 });
  });

  it('of gathers, which add up what is picked twice', () => {
    const gather: Case['build'] = (g, [x = '']) =>
      g.node('Gather', [x, index(g, 'i', [2, 2], [0, 2, -1, 0])], { axis: 1 });
    gradientCase({ x: [[2, 3, 2]], build: gather });
    const elements: Case['build'] = (g, [x = '']) =>
      g.node('GatherElements', [x, index(g, 'i', [2, 2], [0, 0, 1, 0])], { axis: 0 });
    gradientCase({ x: [[2, 3]], build: elements });
    const nd: Case['build'] = (g, [x = '']) => g.node('GatherND', [x, index(g, 'i', [3, 1], [1, 0, 1])]);
    gradientCase({ x: [[2, 3]], build: nd });
  });

  it('through values that are used more than once', () => {
    gradientCase({
      x: [[2], [2]],
      build: (g, [a = '', c = '']) => g.node('Mul', [g.node('Add', [a, g.node('Exp', [a])]), g.node('Mul', [a, c])]),
    });
  });
});

/** A graph over f64 scalars that asks for gradients; answers its outputs, or what is wrong. */
function scalars(inputs: Readonly<Record<string, number>>, build: (g: GraphBuilder) => readonly string[]) {
  const g = new GraphBuilder();
  for (const name of Object.keys(inputs)) g.input(name, 'f64', []);
  for (const name of build(g)) g.output(name);
  const func = load(g);
  if (typeof func === 'string') return func;
  const fed = Object.entries(inputs).map(([name, value]) => [name, tensorFromNumbers('f64', [], [value])] as const);
  return run(func, new Map(fed)).flat();
}

const training = { domain: DOMAIN } as const;

describe('a Gradient node', () => {
  it('asks at the values of its operands, whatever the graph computes with', () => {
    const answer = scalars({ a: 2, b: 3, a1: 5 }, (g) => {
      g.node('Mul', [g.node('Mul', ['a', 'a']), 'b'], {}, { outputs: ['y'] });
      return ['y', g.node('Gradient', ['a1', 'b'], { xs: ['a'], zs: ['b'], y: 'y' }, training)];
    });
    expect(answer).toEqual([12, 30]);
  });

  it('stops at intermediate values that it is asked about', () => {
    const answer = scalars({ a: 2, b: 3 }, (g) => {
      g.node('Mul', ['a', 'a'], {}, { outputs: ['h'] });
      g.node('Mul', ['h', 'b'], {}, { outputs: ['y'] });
      return g.nodeOutputs('Gradient', ['h', 'b'], { xs: ['h', 'b'], y: 'y' }, { ...training, outputs: 2 });
    });
    expect(answer).toEqual([3, 4]);
  });

  it('is differentiated like other nodes, and may stand before what it names', () => {
    const answer = scalars({ a: 2 }, (g) => {
      g.node('Gradient', ['a'], { xs: ['a'], y: 'first' }, { ...training, outputs: ['second'] });
      g.node('Gradient', ['a'], { xs: ['a'], y: 'y' }, { ...training, outputs: ['first'] });
      g.node('Pow', ['a', g.initializer('three', tensorFromNumbers('f64', [], [3]))], {}, { outputs: ['y'] });
      return ['first', 'second'];
    });
    expect(answer).toEqual([12, 12]);
  });

  it('answers zeros for what the target does not depend on', () => {
    const answer = scalars({ a: 2, b: 3 }, (g) => {
      g.node('Exp', ['a'], {}, { outputs: ['y'] });
      return [g.nodeOutputs('Gradient', ['a', 'b'], { xs: ['a', 'b'], y: 'y' }, { ...training, outputs: 2 })[1] ?? ''];
    });
    expect(answer).toEqual([0]);
  });

  it('names what has no derivative', () => {
    const report = scalars({ a: 2 }, (g) => {
      g.node('Det', [g.node('Reshape', ['a', index(g, 's', [2], [1, 1])])], {}, { name: 'volume', outputs: ['y'] });
      return [g.node('Gradient', ['a'], { xs: ['a'], y: 'y' }, { ...training, name: 'back' })];
    });
    expect(report).toContain('y="y" computed by det, which node "volume" became,');
    expect(report).toContain('"back"');
  });

  it('refuses names and operands that do not belong together', () => {
    const ask = (inputs: readonly string[], attributes: Attributes) =>
      scalars({ a: 2 }, (g) => {
        g.node('Exp', ['a'], {}, { outputs: ['y'] });
        g.node('Cast', ['a'], { to: 7 }, { outputs: ['i'] });
        return [g.node('Gradient', inputs, attributes, training)];
      });
    expect(ask(['a'], { xs: ['a'], zs: ['a'], y: 'y' })).toContain('1 operands for 2 names in xs and zs');
    expect(ask(['a'], { xs: ['lost'], y: 'y' })).toContain('there is no value "lost"');
    expect(ask(['a'], { xs: ['a'], y: 'i' })).toContain('y is i64[], which has no derivative');
    expect(ask(['i'], { xs: ['i'], y: 'y' })).toContain('"i" is i64[], by which there is no derivative');
  });

  it('refuses a constant that was read while importing', () => {
    const report = scalars({ a: 2 }, (g) => {
      g.initializer('lo', tensorFromNumbers('f64', [], [1]));
      g.node('Clip', ['a', 'lo'], {}, { outputs: ['y'] });
      return [g.node('Gradient', ['lo'], { xs: ['lo'], y: 'y' }, training)];
    });
    expect(report).toContain('xs="lo", a constant that y was made from');
  });
});

describe('optimizers', () => {
  const f32 = (values: readonly number[]) => tensorFromNumbers('f32', [values.length], values);
  const step = (name: string, count: number, attributes: Attributes, tensors: readonly Tensor[], outputs: number) =>
    runNode({
      op: name,
      domain: DOMAIN,
      attributes,
      inputs: [tensorFromNumbers('f32', [], [0.5]), tensorFromNumbers('i64', [], [count]), ...tensors],
      outputs,
    }).map((tensor) => numbersOf(tensor)[0]);

  it('Adam does not correct its averages in the first step', () => {
    // V = 0.5 · 4 = 2, H = 0.75 · 16 = 12; at T = 0 the rate is R, and X = 1 - 0.5 · 2 / √12.
    const attributes = { alpha: 0.5, beta: 0.25, epsilon: 0 };
    const tensors = [f32([1]), f32([4]), f32([0]), f32([0])];
    const close = (x: number) => expect.closeTo(x, 6) as number;
    expect(step('Adam', 0, attributes, tensors, 3)).toEqual([close(1 - 1 / Math.sqrt(12)), 2, 12]);
    // At T = 1 it is R · √(1 - 0.25) / (1 - 0.5) = 0.866…, so that the step is 0.5: that of a unit gradient.
    const after = { ...attributes, norm_coefficient_post: 0.5 };
    expect(step('Adam', 1, after, tensors, 3)).toEqual([close(0.25), 2, 12]);
  });

  it('Momentum ignores beta in the first step', () => {
    const attributes = { alpha: 0.5, beta: 0.25, mode: 'standard', norm_coefficient: 1 };
    const tensors = [f32([1]), f32([3]), f32([2])];
    expect(step('Momentum', 0, attributes, tensors, 2)).toEqual([1 - 0.5 * 5, 5]);
    expect(step('Momentum', 1, attributes, tensors, 2)).toEqual([1 - 0.5 * 2, 2]);
    expect(step('Momentum', 1, { ...attributes, mode: 'nesterov' }, tensors, 2)).toEqual([1 - 0.5 * 5, 2]);
  });

  it('refuse tensors that do not come in groups', () => {
    const attributes = { alpha: 0.5, beta: 0.25, mode: 'standard', norm_coefficient: 0 };
    expect(() => step('Momentum', 0, attributes, [f32([1]), f32([1])], 2)).toThrow('2 tensors do not divide into 3');
  });
});
