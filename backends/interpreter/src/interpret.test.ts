import {
  Diagnostics,
  dim,
  type HostValue,
  isTensorValue,
  nodeOrigin,
  numbersOf,
  tensorFromNumbers,
} from '@afterglow/core';
import {
  Builder,
  build,
  createFunc,
  createModule,
  type Func,
  ops,
  setRange,
  setResultNames,
  tensorType,
  type Value,
} from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { evaluateConstant } from './evaluate-constant.js';
import { evaluateNode, interpret } from './interpret.js';
import { f32, funcOfOp, i64, tensor } from './testing/run-op.js';

const N = dim.symbol('N');

function define(body: (b: Builder) => readonly Value[], names: readonly string[] = []): Func {
  const func = createFunc(createModule('test'), 'main');
  const b = new Builder(func.body, { registry: ops });
  const results = body(b);
  b.results(results);
  setResultNames(func, names);
  return func;
}

function run(func: Func, inputs: Record<string, HostValue>, options = {}) {
  const diagnostics = new Diagnostics();
  const outputs = interpret(func, new Map(Object.entries(inputs)), { diagnostics, ...options });
  const codes = diagnostics.list.map(({ code }) => code);
  const values = [...(outputs ?? new Map<string, HostValue>())].map(([name, value]) => [
    name,
    isTensorValue(value) ? Array.from(numbersOf(value)) : value,
  ]);
  return { outputs: Object.fromEntries(values), codes, list: diagnostics.list };
}

describe('interpret', () => {
  const double = define(
    (b) => {
      const x = b.param('x', tensorType('f32', [N, 2]));
      return [b.value('add', [x, x], {}, { origin: nodeOrigin('Add_0') })];
    },
    ['y'],
  );

  it('binds sizes from the inputs and answers by result name', () => {
    expect(run(double, { x: f32([1, 2], [1, 2]) }).outputs).toEqual({ y: [2, 4] });
    expect(run(double, { x: f32([0, 2], []) }).outputs).toEqual({ y: [] });
  });

  it('reports missing, unknown and mistyped inputs', () => {
    expect(run(double, {}).codes).toEqual(['interpreter/missing-input']);
    expect(run(double, { x: f32([1, 2], [1, 2]), z: f32([], [1]) }).codes).toEqual(['interpreter/unknown-input']);
    expect(run(double, { x: i64([1, 2], [1, 2]) }).codes).toEqual(['interpreter/input-type']);
    expect(run(double, { x: { kind: 'sequence', items: [] } }).codes).toEqual(['interpreter/input-type']);
  });

  it('checks every declared size', () => {
    const func = define((b) => {
      const x = b.param('x', tensorType('f32', [N, dim.add(dim.mul(2, N), 1)]));
      b.param('other', tensorType('f32', [dim.symbol('M')]));
      return [x];
    });
    setRange(func, 'M', { lo: 1, hi: 4 });
    const other = f32([2], [0, 0]);
    const mismatch = 'interpreter/shape-mismatch';
    expect(run(func, { x: f32([1, 3], [1, 2, 3]), other }).codes).toEqual([]);
    expect(run(func, { x: f32([1, 2], [1, 2]), other }).codes).toEqual([mismatch]);
    expect(run(func, { x: f32([3], [1, 2, 3]), other }).codes).toEqual([mismatch]);
    const wide = run(func, { x: f32([1, 3], [1, 2, 3]), other: f32([5], [0, 0, 0, 0, 0]) });
    expect(wide.codes).toEqual([mismatch]);
    expect(wide.list[0]?.message).toContain('M = 5 is outside 1..4');
  });

  it('solves a size that only an expression names', () => {
    const func = define((b) => {
      const x = b.param('x', tensorType('f32', [dim.mul(2, N)]));
      return [build.reshape(b, x, { shape: [N, 2] })];
    });
    expect(run(func, { x: f32([6], [1, 2, 3, 4, 5, 6]) }).codes).toEqual([]);
    expect(run(func, { x: f32([3], [1, 2, 3]) }).codes).toEqual(['interpreter/shape-mismatch']);
  });

  it('says which size nothing determines, unless it is given', () => {
    const func = define(() => []);
    const b = new Builder(func.body, { registry: ops });
    const y = build.splat(b, { shape: [dim.symbol('K')], value: 1, elem: 'f32' });
    b.results([y]);
    setResultNames(func, ['y']);
    expect(run(func, {}).codes).toEqual(['interpreter/unbound-dim']);
    expect(run(func, {}, { params: new Map([['K', 2]]) }).outputs).toEqual({ y: [1, 1] });
  });

  it('locates problems of the data at the node and its origin', () => {
    const func = define((b) => {
      const x = b.param('x', tensorType('f32', [N]));
      const at = b.param('at', tensorType('i64', []));
      return [b.value('gather', [x, at], { axis: 0 }, { origin: nodeOrigin('/emb/Gather') })];
    });
    const { list } = run(func, { x: f32([2], [1, 2]), at: i64([], [7]) });
    expect(list[0]?.code).toBe('interpreter/index-out-of-range');
    expect(list[0]?.notes).toEqual(['origin: /emb/Gather']);
    expect(list[0]?.context?.[0]).toContain('gather(%x: f32[N], %at: i64[])');
  });

  it('binds the sizes of data-dependent results', () => {
    const func = define(
      (b) => {
        const x = b.param('x', tensorType('f32', [N]));
        const found = build.nonZero(b, x);
        const [, k] = found.type.kind === 'tensor' ? found.type.shape : [];
        return [build.reshape(b, found, { shape: [k ?? 0] })];
      },
      ['y'],
    );
    expect(run(func, { x: f32([3], [1, 0, 2]) }).outputs).toEqual({ y: [0, 2] });
  });

  it('shows every value to the hook, and frees what is read no more', () => {
    const seen: string[] = [];
    run(double, { x: f32([1, 2], [1, 2]) }, { onValue: (value: Value) => seen.push(value.name) });
    expect(seen).toEqual(['x', 'x.add']);
  });

  it('refuses ops it has no kernel for', () => {
    const op = { ...ops.get('abs'), name: 'vendor.my_op' } as NonNullable<ReturnType<typeof ops.get>>;
    const registry = { get: (name: string) => (name === op.name ? op : ops.get(name)), all: () => [op] };
    const func = createFunc(createModule('test'), 'main');
    const b = new Builder(func.body, { registry });
    b.results([b.value('vendor.my_op', [b.param('x', tensorType('f32', [1]))])]);
    expect(run(func, { x: f32([1], [1]) }).codes).toEqual(['interpreter/no-kernel']);
    const strings = funcOfOp('scatter_elements', [tensor('bool', [1], [1]), i64([1], [0]), tensor('bool', [1], [0])]);
    expect(run(strings, { x0: f32([1], [1]), x1: i64([1], [0]), x2: tensor('bool', [1], [0]) }).codes).toEqual([
      'interpreter/input-type',
    ]);
  });
});

describe('control flow', () => {
  it('if runs one side, which captures from around it', () => {
    const func = define(
      (b) => {
        const x = b.param('x', tensorType('f32', [N]));
        const yes = b.param('yes', tensorType('bool', []));
        const [then, otherwise] = [b.newRegion(), b.newRegion()];
        b.at(then).results([b.at(then).value('neg', [x])]);
        b.at(otherwise).results([b.at(otherwise).value('abs', [x])]);
        return [b.value('if', [yes], {}, { regions: [then, otherwise], resultCount: 1 })];
      },
      ['y'],
    );
    expect(run(func, { x: f32([1], [-2]), yes: tensor('bool', [], [1]) }).outputs).toEqual({ y: [2] });
    expect(run(func, { x: f32([1], [-2]), yes: tensor('bool', [], [0]) }).outputs).toEqual({ y: [2] });
    expect(run(func, { x: f32([1], [3]), yes: tensor('bool', [], [1]) }).outputs).toEqual({ y: [-3] });
  });

  it('loop carries state, stacks the rest, stops on its condition', () => {
    const func = define(
      (b) => {
        const trip = b.param('trip', tensorType('i64', []));
        const start = b.param('start', tensorType('f32', []));
        const limit = b.param('limit', tensorType('f32', []));
        const body = b.newRegion();
        const inner = b.at(body);
        inner.param('i', tensorType('i64', []));
        inner.param('going', tensorType('bool', []));
        const sum = inner.param('sum', tensorType('f32', []));
        const next = inner.value('add', [sum, sum]);
        inner.results([inner.value('less', [next, limit]), next, sum]);
        return b.add('loop', [trip, undefined, start], { carried: 1 }, { regions: [body], resultCount: 2 }).results;
      },
      ['last', 'all'],
    );
    const scalar = (v: number) => f32([], [v]);
    const inputs = (trip: number, limit: number) => ({ trip: i64([], [trip]), start: scalar(1), limit: scalar(limit) });
    expect(run(func, inputs(3, 1e9)).outputs).toEqual({ last: [8], all: [1, 2, 4] });
    expect(run(func, inputs(100, 5)).outputs).toEqual({ last: [8], all: [1, 2, 4] });
    expect(run(func, inputs(0, 5)).outputs).toEqual({ last: [1], all: [] });
  });

  it('scan walks axes in either direction', () => {
    const func = define(
      (b) => {
        const start = b.param('start', tensorType('f32', []));
        const x = b.param('x', tensorType('f32', [2, N]));
        const body = b.newRegion();
        const inner = b.at(body);
        const sum = inner.param('sum', tensorType('f32', []));
        const row = inner.param('row', tensorType('f32', [2]));
        const next = inner.value('add', [sum, inner.value('reduce_sum', [row], { axes: [], keepdims: false })]);
        inner.results([next, next]);
        const attrs = { carried: 1, scan_axes: [1], output_axes: [0], reverse_in: [1], reverse_out: [0] };
        return b.add('scan', [start, x], attrs, { regions: [body], resultCount: 2 }).results;
      },
      ['last', 'sums'],
    );
    const outputs = run(func, { start: f32([], [0]), x: f32([2, 3], [1, 2, 3, 10, 20, 30]) }).outputs;
    expect(outputs).toEqual({ last: [66], sums: [33, 55, 66] });
  });

  it('invoke runs another function with sizes of its own', () => {
    const func = define((b) => [b.param('x', tensorType('f32', [N]))]);
    const callee = createFunc(func.module, 'half');
    const inner = new Builder(callee.body, { registry: ops });
    const p = inner.param('p', tensorType('f32', [dim.symbol('K')]));
    inner.results([inner.value('neg', [p])]);
    setResultNames(callee, ['q']);
    const b = new Builder(func.body, { registry: ops });
    const [x] = func.body.params;
    const type = tensorType('f32', [N]);
    b.results([b.value('invoke', [x], { callee: 'half', placement: [] }, { types: [type], resultCount: 1 })]);
    setResultNames(func, ['y']);
    expect(run(func, { x: f32([2], [1, 2]) }).outputs).toEqual({ y: [-1, -2] });
  });
});

describe('evaluating one node', () => {
  const node = (func: Func) => func.body.first as NonNullable<Func['body']['first']>;

  it('computes constants and declines what it cannot know', () => {
    const add = node(funcOfOp('add', [f32([1], [1]), f32([1], [2])]));
    const [sum] = evaluateConstant(add, [f32([1], [1]), f32([1], [2])]) ?? [];
    expect(sum && numbersOf(sum)[0]).toBe(3);
    const divide = node(funcOfOp('div', [i64([1], [1]), i64([1], [0])]));
    expect(evaluateConstant(divide, [i64([1], [1]), i64([1], [0])])).toBeUndefined();
    const func = createFunc(createModule('t'), 'f');
    const splat = new Builder(func.body, { registry: ops }).add('splat', [], { shape: [N], value: 0, elem: 'f32' });
    expect(evaluateNode(splat, [])).toBeUndefined();
  });

  it('finds its sizes in the operands', () => {
    const func = createFunc(createModule('t'), 'f');
    const b = new Builder(func.body, { registry: ops });
    const x = b.param('x', tensorType('f32', [N]));
    const y = b.add('reshape', [x], { shape: [1, N] });
    expect(evaluateNode(y, [tensorFromNumbers('f32', [3], [1, 2, 3])])).toHaveLength(1);
  });
});
