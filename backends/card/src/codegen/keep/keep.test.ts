// Constants that one engine reads again and again lie in its scratchpad when there is room, and results are the same bits with and without.

import { Diagnostics, dim, renderDiagnostics } from '@afterglow/core';
import { type Builder, type Func, tensorType, type Value } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import {
  compileTest,
  integers,
  large,
  makeFunc,
  randomTensor,
  TestCard,
  tiny,
  valuesOf,
} from '../compile-and-run.test-support.js';
import { compileFuncs } from '../compile-funcs.js';

const N = dim.symbol('N');
const STEPS = 6;
const single = { ...tiny, engines: 1 };

type Step = (inner: Builder, state: Value, row: Value) => Value;

function loop(b: Builder, start: Value, scanned: Value, step: Step): Value {
  const region = b.newRegion();
  const inner = b.at(region);
  const params = [start, scanned].map((value, i) => {
    if (value.type.kind !== 'tensor') throw new Error('only tensors here');
    return inner.param(`p${i}`, i === 0 ? value.type : tensorType(value.type.elem, value.type.shape.slice(1)));
  });
  const [state, row] = params as [Value, Value]; // one for each of the two
  inner.results([step(inner, state, row)]);
  const [last] = b.add('scan', [start, scanned], { carried: 1 }, { regions: [region], resultCount: 1 }).results;
  return last as Value; // the state
}

const inputsOf = (b: Builder, width: number) => [
  b.param('h', tensorType('f16', [N, width])),
  b.param('x', tensorType('f16', [STEPS, N, width])),
];

/** h = relu(h Rᵀ + bias) + x, for each x. */
function recurrent(width: number): Func {
  return makeFunc({ N: [1, 3] }, (b) => {
    const [h, x] = inputsOf(b, width) as [Value, Value];
    const weight = b.constant('R', randomTensor('f16', [width, width], 1, 0.2));
    const bias = b.constant('bias', randomTensor('f16', [width], 2));
    return loop(b, h, x, (inner, state, row) => {
      const product = inner.value('fully_connected', [state, weight, bias], { act: 'relu' });
      return inner.value('add', [product, row]);
    });
  });
}

const requestFor = (width: number) => ({
  h: randomTensor('f16', [2, width], 3),
  x: randomTensor('f16', [STEPS, 2, width], 4),
});

/** All of the scratchpad for tiles. */
function withoutRoom(func: Func): TestCard {
  const diagnostics = new Diagnostics();
  const compiled = compileFuncs([{ name: 'main', func }], single, { diagnostics, temporaryShare: 0 });
  if (!compiled) throw new Error(renderDiagnostics(diagnostics.list));
  return new TestCard(compiled);
}

describe('constants of a loop', () => {
  it('are copied once in front of it', () => {
    const { compiled } = compileTest(recurrent(16), single);
    expect(compiled.report).toMatchObject({ kept: 2, keptBytes: 16 * 16 * 2 + 16 * 2 });
    expect(compiled.report.programs[0]).toMatchObject({ kept: 2, keptBytes: 16 * 16 * 2 + 16 * 2 });
    const text = compiled.lir.generic();
    expect(text).toContain('temp %R.kept : f16[16, 16] in sram');
    const copy = text.indexOf('copy out %R.kept, in %R');
    expect(copy).toBeGreaterThan(text.indexOf('loop scan'));
    expect(copy).toBeLessThan(text.indexOf('loop step'));
    expect(text.indexOf('in %R.kept')).toBeGreaterThan(copy);
  });

  it('are read from card memory where there is no room for them, with the same bits as results', () => {
    const results = [single, { ...single, sramBytes: 1024 }, tiny, large].map((machine) => {
      const card = compileTest(recurrent(24), machine);
      return { kept: card.compiled.report.kept, values: valuesOf(card.run(requestFor(24), { N: 2 })[0] as never) };
    });
    // Half a kilobyte is for what is kept: the bias fits, the weights do not.
    expect(results.map(({ kept }) => kept)).toEqual([2, 1, 2, 2]);
    for (const { values } of results) expect(values).toEqual(results[0]?.values);
  });

  it('save cycles', () => {
    const [kept, streamed] = [single, { ...single, sramBytes: 2048 }].map((machine) => {
      const card = compileTest(recurrent(28), machine);
      return { kept: card.compiled.report.kept, cycles: card.cycles(requestFor(28), { N: 2 }) };
    });
    expect([kept?.kept, streamed?.kept]).toEqual([2, 1]);
    expect(kept?.cycles).toBeLessThan(streamed?.cycles ?? 0);
  });

  it('stay where several engines read them', () => {
    const func = makeFunc({ N: [1, 3] }, (b) => {
      const weight = b.constant('R', randomTensor('f16', [16, 16], 1, 0.2));
      return ['a', 'b'].map((name) => {
        const h = b.param(`h${name}`, tensorType('f16', [N, 16]));
        const x = b.param(`x${name}`, tensorType('f16', [STEPS, N, 16]));
        return loop(b, h, x, (inner, state, row) =>
          inner.value('add', [inner.value('fully_connected', [state, weight]), row]),
        );
      });
    });
    const [apart, alone] = [tiny, single].map((machine) => compileTest(func, machine));
    expect(apart?.compiled.report.programs[0]?.ops.map(({ engines }) => engines)).toEqual(
      expect.arrayContaining([0, 1]),
    );
    expect(apart?.compiled.report.kept).toBe(0);
    expect(alone?.compiled.report).toMatchObject({ kept: 1, keptBytes: 512 });
    const { h, x } = requestFor(16);
    const request = { ha: h, xa: x, hb: randomTensor('f16', [2, 16], 5), xb: x };
    const [one, two] = [apart, alone].map((card) => card?.run(request, { N: 2 }).map(valuesOf));
    expect(one).toEqual(two);
  });

  it('are not kept when each step reads a slice of its own, or rows of a table', () => {
    const slices = makeFunc({ N: [1, 3] }, (b) => {
      const h = b.param('h', tensorType('f16', [4]));
      const all = b.constant('all', randomTensor('f16', [STEPS, 4], 1));
      return loop(b, h, all, (inner, state, row) => inner.value('add', [state, row]));
    });
    expect(compileTest(slices, single).compiled.report.kept).toBe(0);
    const rows = makeFunc({ N: [1, 3] }, (b) => {
      const h = b.param('h', tensorType('f16', [N, 8]));
      const which = b.param('which', tensorType('i32', [STEPS, N]));
      const table = b.constant('table', randomTensor('f16', [10, 8], 1));
      return loop(b, h, which, (inner, state, row) => {
        return inner.value('add', [state, inner.value('gather', [table, row], { axis: 0 })]);
      });
    });
    const card = compileTest(rows, single);
    expect(card.compiled.report.kept).toBe(0);
    const request = { h: randomTensor('f16', [1, 8], 2), which: integers('i32', [3, 1, 4, 1, 5, 9], [STEPS, 1]) };
    expect(card.run(request, { N: 1 })).toHaveLength(1);
  });

  it('are kept through nested loops and for code behind them', () => {
    const func = makeFunc({ N: [1, 3] }, (b) => {
      const [h, x] = inputsOf(b, 8) as [Value, Value];
      const half = b.constant('half', randomTensor('f16', [8], 7));
      const last = loop(b, h, x, (inner, state, row) =>
        loop(inner, state, inner.value('reshape', [row], { shape: [N, 1, 8] }), (most, sum, part) =>
          most.value('add', [most.value('mul', [sum, half]), part]),
        ),
      );
      return b.value('sub', [last, half]);
    });
    const [card, streamed] = [compileTest(func, single), withoutRoom(func)];
    expect(streamed.compiled.report.kept).toBe(0);
    expect(card.compiled.report).toMatchObject({ kept: 1, keptBytes: 16 });
    expect(card.compiled.lir.generic().match(/copy out %half\.kept/g)).toHaveLength(1);
    const [a, b] = [card, streamed].map((each) => each.run(requestFor(8), { N: 2 }).map(valuesOf));
    expect(a).toEqual(b);
  });
});

describe('tables of activations', () => {
  /** Two loops, one after the other: h = tanh(sigmoid(h) + x), for each x. */
  const func = makeFunc({ N: [1, 3] }, (b) => {
    const [h, x] = inputsOf(b, 16) as [Value, Value];
    const step: Step = (inner, state, row) =>
      inner.value('tanh', [inner.value('add', [inner.value('sigmoid', [state]), row])]);
    return loop(b, loop(b, h, x, step), x, step);
  });

  it('are loaded in front of a loop that reads them in every step', () => {
    const { compiled } = compileTest(func, single);
    expect(compiled.report.kept).toBe(4);
    const lines = compiled.lir.card().split('\n');
    const loads = lines.flatMap((line, i) => (/dma\.ld .*in %"?card:/.test(line) ? [i] : []));
    const steps = lines.flatMap((line, i) => (/loop step/.test(line) ? [i] : []));
    expect([loads.length, steps.length]).toEqual([4, 2]);
    const before = steps.map((at) => loads.filter((load) => load < at).length);
    expect(before).toEqual([2, 4]);
  });

  it('are loaded in every step where there is no room, with the same bits as results', () => {
    const cards = [compileTest(func, single), withoutRoom(func), compileTest(func, tiny), compileTest(func, large)];
    expect(cards.map(({ compiled }) => compiled.report.kept)).toEqual([4, 0, 4, 4]);
    const [first, ...others] = cards.map((card) => card.run(requestFor(16), { N: 2 }).map(valuesOf));
    for (const other of others) expect(other).toEqual(first);
  });
});

describe('constants that are read outside of loops', () => {
  const func = (width: number) =>
    makeFunc({ N: [1, 3] }, (b) => {
      const x = b.param('x', tensorType('f16', [N, width]));
      const y = b.param('y', tensorType('f16', [N, width]));
      const scale = b.constant('scale', randomTensor('f16', [width], 1));
      return [x, y].map((value) => b.value('mul', [value, scale]));
    });

  it('are kept where they are small and one engine reads them', () => {
    const reports = [single, tiny].map((machine) => compileTest(func(16), machine).compiled.report);
    expect(reports.map(({ kept, keptBytes }) => [kept, keptBytes])).toEqual([
      [1, 32],
      [0, 0],
    ]);
  });

  it('stay in card memory where they would take the room of tiles', () => {
    expect(compileTest(func(400), single).compiled.report.kept).toBe(0);
  });
});
