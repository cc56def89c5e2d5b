import { Diagnostics, dim, splatTensor } from '@afterglow/core';
import {
  Builder,
  build,
  createFunc,
  createModule,
  ops,
  setRange,
  setResultNames,
  tensorType,
  type Value,
} from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { GENERIC_SET } from '../instrs/generic.js';
import { printLir } from '../text/print-lir.js';
import { lowerFunc } from './lower-func.js';

const N = dim.symbol('N');

function lower(body: (b: Builder) => readonly Value[], hi = 8) {
  const module = createModule('m');
  const func = createFunc(module, 'main');
  const b = new Builder(func.body, { registry: ops });
  setRange(func, 'N', { lo: 1, hi });
  const results = body(b);
  b.results(results);
  setResultNames(
    func,
    results.map((value) => value.name),
  );
  const diagnostics = new Diagnostics();
  const lowered = lowerFunc(func, { diagnostics, set: GENERIC_SET, memory: 'dram', align: 64 });
  const lines = lowered
    ? printLir({ set: 'generic', consts: lowered.consts, programs: [lowered.program] }, { set: GENERIC_SET })
        .trimEnd()
        .split('\n')
        .slice(1)
    : [];
  return { lines, codes: diagnostics.list.map((entry) => entry.code) };
}

describe('lowering a function', () => {
  it('gives one instruction an op, views for reshapes, results in place', () => {
    const { lines, codes } = lower((b) => {
      const x = b.param('x', tensorType('f32', [N, 4]));
      const w = b.constant('w', splatTensor('f32', [6, 4], 0.5));
      const y = build.fullyConnected(b, x, w, undefined, { act: 'relu' }, { names: ['fc'] });
      const flat = build.reshape(b, y, { shape: [dim.mul(N, 6)] }, { names: ['flat'] });
      return [
        build.neg(b, flat, { names: ['neg'] }),
        build.reshape(b, build.abs(b, y, { names: ['abs'] }), { shape: [6, N] }, { names: ['out'] }),
      ];
    });
    expect(codes).toEqual([]);
    expect(lines).toEqual([
      'const %w : f32[6, 4] in dram bytes 96 align 64 = splat(0.5)',
      'program @main(N in 1..8) {',
      '  input %x : f32[N, 4] in dram bytes 128 align 64',
      '  output %neg : f32[6*N] in dram bytes 192 align 64',
      '  output %out : f32[6, N] in dram bytes 192 align 64',
      '  temp %fc : f32[N, 6] in dram bytes 192 align 64',
      '  view %flat : f32[6*N] of %fc',
      '  view %abs : f32[N, 6] of %out',
      '  fully_connected out %fc, in %x, in %w {act = relu}',
      '  neg out %neg, in %flat',
      '  abs out %abs, in %fc',
      '}',
    ]);
  });

  it('copies results that are inputs, constants, or another result already', () => {
    const { lines } = lower((b) => {
      const x = b.param('x', tensorType('f32', [N, 4]));
      const y = build.neg(b, x, { names: ['y'] });
      return [x, b.constant('c', splatTensor('f32', [2], 1)), y, y];
    });
    expect(lines.filter((line) => line.includes('output'))[0]).toMatch(/^ {2}output %x.1 : .* as "x"$/);
    expect(lines.filter((line) => line.includes(' out '))).toEqual([
      '  neg out %y, in %x',
      '  copy out %x.1, in %x',
      '  copy out %c.1, in %c',
      '  copy out %y.1, in %y',
    ]);
  });

  it('makes a loop of a scan', () => {
    const { lines } = lower((b) => {
      const [start, x] = [b.param('start', tensorType('f32', [4])), b.param('x', tensorType('f32', [4, N]))];
      const region = b.newRegion();
      const inner = b.at(region);
      const [s, column] = [inner.param('s', tensorType('f32', [4])), inner.param('column', tensorType('f32', [4]))];
      const next = build.add(inner, s, column, { names: ['next'] });
      inner.results([next, s]);
      const attrs = { carried: 1, scan_axes: [1], output_axes: [0], reverse_in: [1], reverse_out: [0] };
      return build.scan(b, [start, x], attrs, { body: region }, { names: ['last', 'all'] });
    });
    expect(lines.filter((line) => !/^ {2}(input|output)/.test(line))).toEqual([
      'program @main(N in 1..8) {',
      '  temp %s : f32[4] in dram bytes 16 align 64',
      '  temp %column.part : f32[4, 1] in dram bytes 16 align 64',
      '  view %column : f32[4] of %column.part',
      '  temp %next : f32[4] in dram bytes 16 align 64',
      '  loop scan in 0..1 {',
      '    copy out %s, in %start',
      '    loop step in 0..N {',
      '      slice out %column.part, in %x {starts = [N - step - 1], ends = [N - step], axes = [1], steps = [1]}',
      '      add out %next, in %s, in %column',
      '      insert inout %all, in %s {axis = 0, at = step}',
      '      copy out %s, in %next',
      '    }',
      '    copy out %last, in %s',
      '  }',
      '}',
    ]);
  });

  it('reports every op without an instruction', () => {
    const { codes } = lower((b) => {
      const x = b.param('x', tensorType('f32', [N, 4]));
      return [build.softmax(b, x), build.hardmax(b, x)];
    });
    expect(codes).toEqual(['lir/unsupported-op', 'lir/unsupported-op']);
  });

  it('reports sizes without a bound', () => {
    const { codes } = lower((b) => [build.neg(b, b.param('x', tensorType('f32', [N, 4])))], Number.POSITIVE_INFINITY);
    expect(codes).toContain('lir/unbounded-size');
  });
});
