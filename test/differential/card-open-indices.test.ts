// Ops that the card takes apart into row numbers while sizes are open: strides and the ends of axes are data. What is outside of an axis at
// the size of a run traps, however much more there is room for.

import { Diagnostics, type Dim, dim, type ElementType, type HostValue, tensorFromNumbers } from '@afterglow/core';
import { type Attrs, type Builder, tensorType, type Value } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { agreesTakenApart, deviceFor, type MakeInput, smallNumbers, takenApart } from './card-agreement.js';

const N = dim.symbol('N');
const more = (count: number) => dim.add(N, count);

type Shape = readonly (number | typeof N)[];

interface Operand {
  readonly shape: Shape;
  readonly elem?: ElementType;
}

const x = (...shape: Shape): Operand => ({ shape });
const i = (...shape: Shape): Operand => ({ shape, elem: 'i64' });

/** Results of an op on inputs that are named by their places. */
function results(op: string, operands: readonly Operand[], attrs: Attrs = {}) {
  return (b: Builder) => {
    const params = operands.map(({ shape, elem = 'f32' }, at) => b.param(`p${at}`, tensorType(elem, shape)));
    return b.add(op, params, attrs).results;
  };
}

/** Indices into an axis of so many elements at least, some of them counted from the end. */
const below = (count: number): MakeInput => {
  return (random, elem, shape, name) => {
    if (elem !== 'i64' && elem !== 'i32') return smallNumbers(random, elem, shape, name);
    const size = shape.reduce((a, b) => a * b, 1);
    const indices = Array.from({ length: size }, () => random.below(2 * count) - count);
    return tensorFromNumbers(elem, shape, indices);
  };
};

/** Data of inputs by their names. */
type Data = Readonly<Record<string, readonly number[]>>;

/** Declares a test: at a size of `N` the card takes some data, and traps on others. What is not given is 1. */
function traps(label: string, n: number, body: (b: Builder) => readonly Value[], taken: Data, refused: Data) {
  it(`${label} at ${n}: refuses ${JSON.stringify(refused)}`, async () => {
    const func = takenApart(body);
    const device = await deviceFor(func, 'tiny');
    const codes = (data: Data) => {
      const inputs = new Map<string, HostValue>();
      for (const { name, type } of func.body.params) {
        if (type.kind !== 'tensor') throw new Error('only tensors here');
        const shape = type.shape.map((d) => dim.evaluate(d, new Map([['N', n]])) ?? 0);
        const size = shape.reduce((a, b) => a * b, 1);
        inputs.set(name, tensorFromNumbers(type.elem, shape, data[name] ?? Array.from({ length: size }, () => 1)));
      }
      const diagnostics = new Diagnostics();
      device.run('main', inputs, new Map([['N', n]]), diagnostics);
      return diagnostics.list.map(({ code }) => code);
    };
    expect(codes(taken)).toEqual([]);
    expect(codes(refused)).toEqual(['card/trap']);
  });
}

describe('elements and slices picked while sizes are open', () => {
  for (const axis of [0, 1, 2]) {
    const body = results('gather_elements', [x(more(3), more(4), 5), i(more(2), more(1), 4)], { axis });
    agreesTakenApart(`gather_elements along axis ${axis}`, body, below(3));
  }
  const line = results('gather_elements', [x(more(1)), i(2)]);
  agreesTakenApart('gather_elements of a line', line, below(1));
  traps('gather_elements of a line', 1, line, { p1: [1, -2] }, { p1: [1, 2] });
  traps('gather_elements of a line', 0, line, { p1: [0, -1] }, { p1: [0, -2] });
  const rows = results('gather_elements', [x(N, 3), i(2, 3)], { axis: 1 });
  traps('gather_elements of two rows', 2, rows, { p1: [0, 1, 2, 2, 1, -3] }, { p1: [0, 1, 2, 3, 1, 0] });
  it('gather_elements of two rows of one', async () => {
    const device = await deviceFor(takenApart(rows), 'tiny');
    const diagnostics = new Diagnostics();
    const [x1, ones] = [
      tensorFromNumbers('f32', [1, 3], [1, 2, 3]),
      tensorFromNumbers('i64', [2, 3], [0, 1, 2, 0, 1, 2]),
    ];
    device.run(
      'main',
      new Map([
        ['p0', x1],
        ['p1', ones],
      ]),
      new Map([['N', 1]]),
      diagnostics,
    );
    expect(diagnostics.list.map(({ code }) => code)).toEqual(['card/trap']);
  });

  agreesTakenApart('gather_nd', results('gather_nd', [x(more(2), more(3), N), i(N, 4, 2)]), below(2));
  agreesTakenApart('gather_nd of elements', results('gather_nd', [x(more(2), 4, more(3)), i(3, 3)]), below(2));
  const shared = results('gather_nd', [x(N, 3, more(2), 2), i(N, 3, more(1), 1)], { batch_dims: 2 });
  agreesTakenApart('gather_nd behind shared axes', shared, below(2));
  const pairs = results('gather_nd', [x(more(1), more(2)), i(2, 2)]);
  traps('gather_nd', 1, pairs, { p1: [1, 2, -2, -3] }, { p1: [1, 2, 1, 3] });
  traps('gather_nd', 1, pairs, { p1: [0, 0, 1, 1] }, { p1: [2, 0, 0, 0] });
});

describe('elements and slices written while sizes are open', () => {
  for (const axis of [0, 1]) {
    const operands = [x(more(3), more(4), 2), i(N, more(1), 2), x(N, more(1), 2)];
    agreesTakenApart(`scatter_elements along axis ${axis}`, results('scatter_elements', operands, { axis }), below(3));
  }
  const line = [x(more(2)), i(more(1)), x(more(1))];
  for (const reduction of ['add', 'max']) {
    agreesTakenApart(`scatter_elements, ${reduction}`, results('scatter_elements', line, { reduction }), below(1));
  }
  const written = results('scatter_elements', line);
  traps('scatter_elements', 1, written, { p1: [2, -3] }, { p1: [3, 0] });
  const rows = results('scatter_elements', [x(N, 2), i(2, 2), x(2, 2)], { axis: 1 });
  traps('scatter_elements of two rows', 2, rows, { p1: [0, 1, 1, -2] }, { p1: [0, 1, 2, 0] });

  agreesTakenApart('scatter_nd', results('scatter_nd', [x(more(2), more(2), N), i(3, N, 2), x(3, N, N)]), below(2));
  const combined = results('scatter_nd', [x(more(2), more(3)), i(N, 2), x(N)], { reduction: 'mul' });
  agreesTakenApart('scatter_nd, mul', combined, below(2));
  const pairs = results('scatter_nd', [x(more(1), more(2)), i(2, 2), x(2)]);
  traps('scatter_nd', 1, pairs, { p1: [1, 2, -2, -3] }, { p1: [1, 2, 0, 3] });
});

describe('slices whose bounds are computed from sizes', () => {
  const list = (b: Builder, ...values: number[]) => b.constant('c', tensorFromNumbers('i64', [values.length], values));
  /** `x[start:end:step]` along an axis of N, from the number that N is. */
  const cut = (size: Dim, boundsOf: (b: Builder, n: Value) => readonly (Value | undefined)[]) => (b: Builder) => {
    const x0 = b.param('p0', tensorType('f32', [2, N, 3]));
    const [start, end, step] = boundsOf(b, b.value('shape_of', [x0], { start: 1, end: 2 }));
    const types = [tensorType('f32', [2, size, 3])];
    return b.add('dynamic_slice', [x0, start, end, list(b, 1), step], {}, { types }).results;
  };
  const half = dim.floorDiv(N, 2);
  const last = cut(dim.sub(N, dim.mul(dim.min(half, 1), dim.sub(N, half))), (b, n) => {
    return [b.value('neg', [b.value('div', [n, list(b, 2)])]), list(b, 2 ** 53)];
  });
  agreesTakenApart('the last half, or all of one', last);
  const isShort = dim.min(1, dim.max(0, dim.sub(4, N)));
  const from = dim.min(dim.add(dim.mul(isShort, dim.max(0, dim.sub(dim.mul(2, N), 4))), dim.max(0, dim.sub(N, 4))), N);
  agreesTakenApart(
    'from N - 4 on',
    cut(dim.sub(N, from), (b, n) => [b.value('sub', [n, list(b, 4)]), n]),
  );
  const backwards = cut(dim.ceilDiv(N, 2), (b, n) => [n, list(b, -(2 ** 53)), list(b, -2)]);
  agreesTakenApart('every other one from the end', backwards);
  const given = (b: Builder) => {
    const x0 = b.param('p0', tensorType('f32', [more(1)]));
    const [start, end] = [b.param('p1', tensorType('i64', [1])), b.param('p2', tensorType('i64', [1]))];
    return b.add('dynamic_slice', [x0, start, end], {}, { types: [tensorType('f32', [N])] }).results;
  };
  traps('dynamic_slice', 2, given, { p1: [-2], p2: [9] }, { p1: [0], p2: [3] });
  traps('dynamic_slice', 2, given, { p1: [0], p2: [2] }, { p1: [2], p2: [9] });
});

describe('how many are wanted', () => {
  const body = (b: Builder) => {
    const x0 = b.param('p0', tensorType('f32', [more(3)]));
    const count = b.param('p1', tensorType('i64', [1]));
    const types = [tensorType('f32', [dim.mul(N, 2)]), tensorType('i64', [dim.mul(N, 2)])];
    return b.add('top_k', [x0, count], {}, { types }).results.slice(0, 1);
  };
  traps('top_k', 3, body, { p1: [6] }, { p1: [5] });
});

describe('caches, sequences and images of open sizes', () => {
  const starts = (size: number): MakeInput => {
    return (random, elem, shape, name) =>
      elem === 'i64'
        ? tensorFromNumbers(
            elem,
            shape,
            Array.from({ length: shape[0] ?? 0 }, () => random.below(size)),
          )
        : smallNumbers(random, elem, shape, name);
  };
  const cache = [x(N, 3, more(4), N), x(N, 3, more(2), N), i(N)];
  agreesTakenApart('cache_update', results('cache_update', cache), starts(3));
  agreesTakenApart(
    'cache_update of one row',
    results('cache_update', [x(2, more(3), 4), x(2, 1, 4), i(2)], { axis: 1 }),
    starts(4),
  );
  const around = results('cache_update', [x(2, more(1), 3, 2), x(2, more(1), 2, 2), i(2)], { circular: true });
  agreesTakenApart('cache_update around the end', around, starts(3));
  agreesTakenApart('cache_update from the start', results('cache_update', [x(1, more(3), 2), x(1, N, 2)]));
  const token = results('cache_update', [x(2, more(2), 2), x(2, 1, 2), i(2)]);
  traps('cache_update', 1, token, { p2: [0, 2] }, { p2: [3, 0] });
  traps('cache_update', 1, token, { p2: [0, 2] }, { p2: [0, -1] });
  traps('cache_update', 1, token, { p2: [0, 2] }, { p2: [0, 3] });

  for (const attrs of [
    { time_axis: 0, batch_axis: 1 },
    { time_axis: 1, batch_axis: 0 },
  ]) {
    const shape: Shape = attrs.time_axis === 0 ? [more(2), N, 3] : [N, more(2), 3];
    const lengths = results('reverse_sequence', [x(...shape), i(N)], attrs);
    agreesTakenApart(`reverse_sequence, time at ${attrs.time_axis}`, lengths, starts(3));
  }
  const pair = results('reverse_sequence', [x(2, more(2)), i(2)], { time_axis: 1, batch_axis: 0 });
  traps('reverse_sequence', 1, pair, { p1: [0, 3] }, { p1: [4, 0] });
  traps('reverse_sequence', 1, pair, { p1: [0, 3] }, { p1: [0, -1] });

  const rounded = { rtol: 1e-3, atol: 1e-3 };
  for (const mode of ['linear', 'cubic']) {
    for (const [padding, corners] of [
      ['zeros', false],
      ['border', true],
      ['reflection', false],
      ['reflection', true],
    ] as const) {
      const attrs = { mode, padding, align_corners: corners };
      const image = results('grid_sample', [x(2, 3, more(1), dim.mul(2, more(1))), x(2, N, 4, 2)], attrs);
      agreesTakenApart(`grid_sample, ${Object.values(attrs).join(', ')}`, image, smallNumbers, rounded);
    }
  }
  const volume = results('grid_sample', [x(N, 2, N, 3, N), x(N, 1, 2, 3, 3)]);
  agreesTakenApart('grid_sample of volumes', volume, smallNumbers, rounded);
  const empty = results('grid_sample', [x(2, 2, N, 3), x(2, 2, 3, 2)], { mode: 'nearest', padding: 'border' });
  agreesTakenApart('grid_sample of what may be empty', empty);
});

describe('a loss of open sizes', () => {
  const loss = (attrs: Attrs) => results('nll_loss', [x(N, more(2), 3), i(N, 3), x(more(2))], attrs);
  const classes: MakeInput = (random, elem, shape, name) =>
    elem === 'i64'
      ? tensorFromNumbers(
          elem,
          shape,
          Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.below(2)),
        )
      : smallNumbers(random, elem, shape, name);
  agreesTakenApart('nll_loss', loss({ reduction: 'sum' }), classes);
  agreesTakenApart('nll_loss, some left out', loss({ reduction: 'none', ignore_index: 1 }), classes);
  traps('nll_loss', 1, loss({ reduction: 'mean' }), { p1: [0, 1, 2] }, { p1: [0, 1, 3] });
});

describe('as many values as a range is said to have', () => {
  /** A range of N values, added to something of that size. */
  const counted = (elem: 'i64' | 'f32') => (b: Builder) => {
    const params = ['start', 'limit', 'delta'].map((name) => b.param(name, tensorType(elem, [])));
    const range = b.add('range', params, {}, { types: [tensorType(elem, [N])] }).results;
    return b.add('add', [...range, b.param('x', tensorType(elem, [N]))]).results;
  };
  const whole = counted('i64');
  traps('one too many', 3, whole, { start: [0], limit: [3], delta: [1] }, { start: [0], limit: [4], delta: [1] });
  traps('one too few', 3, whole, { start: [2], limit: [7], delta: [2] }, { start: [2], limit: [6], delta: [2] });
  traps('downwards', 2, whole, { start: [5], limit: [-1], delta: [-3] }, { start: [5], limit: [-2], delta: [-3] });
  traps('the wrong way', 1, whole, { start: [5], limit: [6], delta: [1] }, { start: [5], limit: [6], delta: [-1] });
  traps('no step', 1, whole, { start: [0], limit: [1], delta: [1] }, { start: [0], limit: [1], delta: [0] });
  const floats = counted('f32');
  traps('fifths', 5, floats, { start: [0], limit: [1], delta: [0.2] }, { start: [0], limit: [1.2], delta: [0.2] });
});
