import {
  Diagnostics,
  dim,
  type ElementType,
  memorySource,
  nodeOrigin,
  renderDiagnostics,
  type Tensor,
  tensorChunks,
} from '@afterglow/core';
import { type Builder, build, type Func, tensorType, type Value } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { readElf, writeElf } from '../../elf/index.js';
import type { CardMachine } from '../../isa/index.js';
import { Simulator } from '../../sim/index.js';
import { concatChunks } from '../../sim/run-words.test-support.js';
import { compileTest, integers, makeFunc, randomTensor, tiny, valuesOf } from '../compile-and-run.test-support.js';
import { compileFuncs } from '../compile-funcs.js';
import type { EngineHint } from './assign-work.js';
import { decideSplit } from './decide-split.js';
import type { SplitBy } from './split-rules.js';

const N = dim.symbol('N');
const named = { origin: nodeOrigin('the node') };
const alone: CardMachine = { ...tiny, engines: 1 };
const five: CardMachine = { ...tiny, engines: 5 };

interface Case {
  readonly name: string;
  readonly by: SplitBy;
  readonly op: string;
  readonly body: (b: Builder, elem: ElementType) => Value;
  readonly inputs: (n: number, elem: ElementType) => Record<string, Tensor>;
}

const image = (b: Builder, elem: ElementType, channels: number) => b.param('x', tensorType(elem, [N, channels, 7, 5]));
const images = (n: number, elem: ElementType, channels: number) => ({
  x: randomTensor(elem, [n, channels, 7, 5], n + 1),
});
const matrix = (b: Builder, elem: ElementType) => b.param('x', tensorType(elem, [N, 19]));
const matrices = (n: number, elem: ElementType) => ({ x: randomTensor(elem, [n, 19], n + 1) });
const layer = (b: Builder, elem: ElementType) =>
  build.fullyConnected(
    b,
    matrix(b, elem),
    b.constant('w', randomTensor(elem, [23, 19], 1)),
    b.constant('bias', randomTensor(elem, [23], 2)),
    { act: 'relu' },
    named,
  );
const conv = (groups: number, channels: number, outs: number) => (b: Builder, elem: ElementType) =>
  build.conv(
    b,
    image(b, elem, channels),
    b.constant('w', randomTensor(elem, [outs, channels / groups, 3, 3], 1)),
    b.constant('bias', randomTensor(elem, [outs], 2)),
    undefined,
    { strides: [2, 1], dilations: [1, 1], pads: [1, 1, 1, 1], groups },
    named,
  );

const cases: readonly Case[] = [
  { name: 'columns of a layer', by: 'columns', op: 'fully_connected', body: layer, inputs: matrices },
  { name: 'rows of a layer', by: 'rows', op: 'fully_connected', body: layer, inputs: matrices },
  { name: 'channels', by: 'channels', op: 'conv', body: conv(1, 3, 7), inputs: (n, elem) => images(n, elem, 3) },
  { name: 'groups', by: 'channels', op: 'conv', body: conv(6, 6, 12), inputs: (n, elem) => images(n, elem, 6) },
  { name: 'channels alone', by: 'channels', op: 'conv', body: conv(9, 9, 9), inputs: (n, elem) => images(n, elem, 9) },
  {
    name: 'rows of channels alone',
    by: 'rows',
    op: 'conv',
    body: conv(4, 4, 4),
    inputs: (n, elem) => images(n, elem, 4),
  },
  { name: 'rows of images', by: 'rows', op: 'conv', body: conv(1, 3, 4), inputs: (n, elem) => images(n, elem, 3) },
  {
    ...{ name: 'planes of a pool', by: 'channels', op: 'max_pool', inputs: (n, elem) => images(n, elem, 3) },
    body: (b, elem) =>
      build.maxPool(
        b,
        image(b, elem, 3),
        { kernel: [3, 2], strides: [2, 1], dilations: [1, 1], pads: [1, 0, 1, 0] },
        named,
      )[0],
  },
  {
    ...{ name: 'matrices', by: 'rows', op: 'matmul' },
    body: (b, elem) =>
      build.matmul(b, b.param('x', tensorType(elem, [N, 4, 6])), b.param('y', tensorType(elem, [N, 6, 3])), {}, named),
    inputs: (n, elem) => ({ x: randomTensor(elem, [n, 4, 6], n), y: randomTensor(elem, [n, 6, 3], n + 9) }),
  },
  {
    ...{ name: 'columns of a product', by: 'columns', op: 'matmul', inputs: matrices },
    body: (b, elem) => build.matmul(b, matrix(b, elem), b.constant('w', randomTensor(elem, [19, 11], 3)), {}, named),
  },
  {
    ...{ name: 'a sum with a row', by: 'rows', op: 'add', inputs: matrices },
    body: (b, elem) => build.add(b, matrix(b, elem), b.constant('r', randomTensor(elem, [19], 3)), named),
  },
  {
    ...{ name: 'a sum along columns', by: 'rows', op: 'reduce_sum', inputs: (n, elem) => images(n, elem, 4) },
    body: (b, elem) => build.reduceSum(b, image(b, elem, 4), { axes: [1, 3], keepdims: false }, named),
  },
  {
    ...{ name: 'a transpose', by: 'rows', op: 'transpose', inputs: (n, elem) => images(n, elem, 4) },
    body: (b, elem) => build.transpose(b, image(b, elem, 4), { perm: [2, 0, 3, 1] }, named),
  },
  {
    ...{ name: 'bags', by: 'rows', op: 'embedding_bag' },
    body: (b, elem) =>
      build.embeddingBag(
        b,
        b.constant('table', randomTensor(elem, [30, 8], 5)),
        b.param('indices', tensorType('i64', [40])),
        b.param('offsets', tensorType('i64', [N])),
        undefined,
        {},
        named,
      ),
    inputs: (n) => ({
      indices: integers(
        'i64',
        Array.from({ length: 40 }, (_, i) => (i * 7) % 30),
      ),
      offsets: integers(
        'i64',
        Array.from({ length: n }, (_, i) => Math.floor((i * 40) / Math.max(1, n))),
      ),
    }),
  },
];

function caseFunc({ body }: Case, elem: ElementType): Func {
  return makeFunc({ N: [0, 13] }, (b) => body(b, elem));
}

/** All card memory after a run. */
function memoryAfter(func: Func, machine: CardMachine, hints: readonly EngineHint[], order: readonly number[]) {
  const diagnostics = new Diagnostics();
  const compiled = compileFuncs([{ name: 'main', func }], machine, { diagnostics, hints });
  const bytes = compiled && concatChunks(writeElf(compiled.image).chunks());
  const elf = bytes && readElf(memorySource('card0.elf', bytes), diagnostics);
  if (!compiled || !elf) throw new Error(renderDiagnostics(diagnostics.list));
  const simulator = new Simulator(elf);
  return { elf, simulator, run: (params: readonly number[]) => simulator.run('main', params, diagnostics, { order }) };
}

describe.each(cases)('$name', (item) => {
  const hints: EngineHint[] = [{ node: 'the node', split: item.by }];
  for (const elem of ['f16', 'f32'] as const) {
    it(`in ${elem} are the same bits on one engine, two and five`, () => {
      const func = caseFunc(item, elem);
      const one = compileTest(func, alone);
      for (const machine of [tiny, five]) {
        const card = compileTest(func, machine, hints);
        const work = card.compiled.report.programs[0]?.ops.find(({ op }) => op === item.op);
        expect(work).toMatchObject({ engines: item.by, because: 'the plan says so' });
        for (const n of [0, 1, 4, 13]) {
          const inputs = item.inputs(n, elem);
          const [whole, parts] = [one.run(inputs, { N: n }), card.run(inputs, { N: n })];
          expect(parts.map(valuesOf)).toEqual(whole.map(valuesOf));
        }
      }
    });
  }

  it('leave the same memory in whatever order engines run', () => {
    const func = caseFunc(item, 'f32');
    const orders = [
      [0, 1, 2, 3, 4],
      [4, 2, 0, 3, 1],
    ].map((order) => {
      const { elf, simulator, run } = memoryAfter(func, five, hints, order);
      const inputs = item.inputs(11, 'f32');
      for (const { name, address } of elf.programs[0]?.inputs ?? []) {
        const tensor = inputs[name];
        for (const chunk of tensor ? tensorChunks(tensor) : [])
          simulator.state.dram.write(address, chunk, 0, chunk.length);
      }
      const counters = run([11]);
      expect(counters?.cyclesByEngine).toHaveLength(5);
      expect(Math.max(...(counters?.cyclesByEngine ?? []))).toBeLessThan(counters?.cycles ?? 0);
      const memory = new Uint8Array(elf.dramBytes);
      simulator.state.dram.read(0, memory, 0, memory.length);
      return Buffer.from(memory).toString('base64');
    });
    expect(orders[1]).toBe(orders[0]);
  });
});

describe('the table', () => {
  const ranges = new Map([['N', { lo: 1, hi: 300 }]]);
  const rows = [
    ['fully_connected', [1, 512], 'columns', 'width 512 ≥ 512'],
    ['fully_connected', [N, 511], 'rows', 'batch 300 ≥ 256'],
    ['fully_connected', [255, 511], undefined, 'width 511 < 512; batch 255 < 256'],
    ['add', [4, 1792], 'rows', 'width 1792 ≥ 1792'],
    ['add', [2, 4, 512], 'rows', 'inner 2048 ≥ 2048, rank 3 ≥ 3'],
    ['relu', [128, 128], 'rows', 'elements 16384 ≥ 16384'],
    ['conv', [1, 11, 9, 9], undefined, 'lines 9 < 24; channels 11 < 12; elements 891 < 4096'],
    ['conv', [1, 64, 24, 9], 'rows', 'lines 24 ≥ 24'],
    ['conv', [1, 64, 23, 9], 'channels', 'channels 64 ≥ 12'],
    ['reduce_mean', [N, 2, 1], 'rows', 'elements 600 ≥ 512'],
    ['dot_interaction', [1000, 1000], undefined, 'no rule splits this op'],
  ] as const;
  it.each(rows)('%s of %j: %s, as %s', (op, shape, by, because) => {
    expect(decideSplit(op, shape, ranges, 12)).toEqual({ by, because });
  });
});

it('keeps convolutions of groups from the rule for lines', () => {
  expect(decideSplit('conv', [1, 64, 56, 56], new Map(), 12, 64)).toEqual({
    by: 'channels',
    because: 'channels 64 ≥ 12',
  });
});

describe('work that is not split', () => {
  const func = makeFunc({ N: [1, 8] }, (b) => {
    const x = b.param('x', tensorType('f32', [N, 16]));
    const branches = ['exp', 'sqrt', 'neg'] as const;
    const [p, q, r] = branches.map((op) => build[op](b, x, { origin: nodeOrigin(op) }));
    if (!p || !q || !r) throw new Error('three branches');
    const sum = { origin: nodeOrigin('sum') };
    return build.add(b, build.add(b, p, q, sum), r, sum);
  });

  it('goes side by side where it does not depend on one another, and stays where it continues', () => {
    const card = compileTest(func, { ...tiny, engines: 3 }, [], false);
    const ops = card.compiled.report.programs[0]?.ops ?? [];
    expect(ops.slice(0, 3).map(({ engines }) => engines)).toEqual([0, 1, 2]);
    expect(ops[4]?.engines).toBe(ops[3]?.engines);
    expect(card.compiled.image.programs[0]?.code.filter(({ op }) => op === 'barrier')).toHaveLength(1);
  });

  it('goes where the plan wants it, or it is said why not', () => {
    const hints = [
      { node: 'exp', engine: 1 },
      { node: 'neg', engine: 2 },
      { node: 'sqrt', split: 'columns' as const },
      { node: 'sum', split: 'rows' as const, engine: 0 },
    ];
    const diagnostics = new Diagnostics();
    const compiled = compileFuncs([{ name: 'main', func }], tiny, { diagnostics, hints });
    expect(compiled?.report.programs[0]?.ops[0]).toMatchObject({ engines: 1, because: 'the plan says so' });
    expect([...new Set(diagnostics.list.map(({ message }) => message.replace(/.* cannot be done: /, '')))]).toEqual([
      'sqrt can be split only by rows',
      'the card has 2 engines, 0 … 1',
      'work that is split runs on all engines, not on one',
    ]);
    expect(new Set(diagnostics.list.map(({ code }) => code))).toEqual(new Set(['card/refused-hint']));
  });

  const scanned = makeFunc({ N: [1, 8] }, (b) => {
    const [start, x] = [b.param('s', tensorType('f32', [16])), b.param('x', tensorType('f32', [N, 16]))];
    const region = b.newRegion();
    const inner = b.at(region);
    const [sum, row] = [inner.param('sum', tensorType('f32', [16])), inner.param('row', tensorType('f32', [16]))];
    inner.results([build.add(inner, sum, row, { origin: nodeOrigin('inside') })]);
    const [last] = build.scan(b, [start, x], { carried: 1 }, { body: region }, { origin: nodeOrigin('scan') });
    if (!last) throw new Error('a scan answers what it carries');
    return last;
  });

  it('is a whole loop where steps follow one another', () => {
    const enginesOf = (hint: EngineHint) => {
      const diagnostics = new Diagnostics();
      const compiled = compileFuncs([{ name: 'main', func: scanned }], tiny, { diagnostics, hints: [hint] });
      const engines = new Set(compiled?.report.programs[0]?.ops.map((op) => op.engines));
      return [[...engines], diagnostics.list.map(({ message }) => message.replace(/.* cannot be done: /, ''))];
    };
    expect(enginesOf({ node: 'scan', engine: 1 })).toEqual([[1], []]);
    expect(enginesOf({ node: 'inside', split: 'rows' })).toEqual([[0], ['the steps of a loop follow one another']]);
    expect(enginesOf({ node: 'scan', engine: 7 })).toEqual([[0], ['the card has 2 engines, 0 … 1']]);
  });
});
