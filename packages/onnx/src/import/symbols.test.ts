import { type Dim, dim } from '@afterglow/core';
import { createFunc, createModule } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { Symbols } from './symbols.js';

function table(...names: string[]) {
  const func = createFunc(createModule('m'), 'main');
  const symbols = new Symbols(func);
  const dims = names.map((name) => symbols.declare(name));
  return { func, symbols, dims: dims as [Dim, Dim, Dim] };
}

const text = (d: Dim) => dim.printDim(d);

describe('unify', () => {
  it('replaces the later of two symbols', () => {
    const { symbols, dims } = table('a', 'b');
    expect(symbols.unify(dims[0], dims[1])).toBe(true);
    expect(text(symbols.resolve(dims[1]))).toBe('a');
    expect(symbols.events).toEqual([{ kind: 'equation', symbol: 'b', value: dims[0], node: '' }]);
  });

  it('prefers what needs no subtraction', () => {
    const { symbols, dims } = table('total', 'past', 'now');
    expect(symbols.unify(dims[0], dim.add(dims[1], dims[2]))).toBe(true);
    expect(text(symbols.resolve(dims[0]))).toBe('now + past');
  });

  it('keeps earlier replacements resolved', () => {
    const { symbols, dims } = table('a', 'b', 'c');
    symbols.unify(dims[2], dim.add(dims[1], 1));
    symbols.unify(dims[1], dim.mul(2, dims[0]));
    expect(text(symbols.resolve(dims[2]))).toBe('2*a + 1');
  });

  it('takes a number for a symbol only within its range', () => {
    const { symbols } = table();
    const n = symbols.declare('n', { lo: 4, hi: 8 });
    expect(symbols.unify(n, 9)).toBe(false);
    expect(symbols.unify(n, 5)).toBe(true);
    expect(symbols.resolve(n)).toBe(5);
  });

  it('hands the range of a replaced symbol on', () => {
    const { symbols, func } = table('batch');
    const offsets = symbols.declare('offsets', { lo: 3, hi: 65 });
    expect(symbols.unify(offsets, dim.add(dim.symbol('batch'), 1))).toBe(true);
    expect(func.ranges.get('batch')).toEqual({ lo: 2, hi: 64 });
  });

  it('never takes different sizes as equal', () => {
    const { symbols, dims } = table('a', 'b');
    expect(symbols.unify(dims[0], dim.add(dims[0], 1))).toBe(false);
    expect(symbols.unify(3, 4)).toBe(false);
    expect(symbols.unify(dim.mul(2, dims[0]), dim.add(dim.mul(2, dims[1]), 1))).toBe(false);
  });

  it('solves through the clamping of a slice', () => {
    const { symbols, dims } = table('rows', 'ends');
    const sliced = dim.max(0, dim.sub(dims[1], dim.min(1, dims[1])));
    expect(symbols.unify(dims[0], sliced)).toBe(true);
    expect(text(symbols.resolve(dims[1]))).toBe('rows + 1');
    expect(symbols.resolve(sliced)).toBe(dims[0]);
  });

  it('bounds a symbol where that decides a minimum', () => {
    const { symbols, dims, func } = table('n');
    expect(symbols.unify(dims[0], dim.min(128, dims[0]))).toBe(true);
    expect(func.ranges.get('n')).toEqual({ lo: 0, hi: 128 });
    expect(symbols.resolve(dim.add(dim.min(128, dims[0]), 1))).toBe(dim.add(dims[0], 1));
  });

  it('makes divisions come out even', () => {
    const { symbols, dims, func } = table('h');
    const doubled = dim.mul(2, dim.floorDiv(dims[0], 2));
    expect(symbols.unify(dims[0], doubled)).toBe(true);
    expect(text(symbols.resolve(dims[0]))).toBe('2*h.by2');
    expect(func.ranges.has('h.by2')).toBe(true);
    const odd = table('w');
    const rounded = dim.add(dim.mul(2, dim.floorDiv(odd.dims[0], 2)), 1);
    expect(odd.symbols.unify(odd.dims[0], rounded)).toBe(true);
    expect(text(odd.symbols.resolve(odd.dims[0]))).toBe('2*w.by2 + 1');
  });

  it('asks for the smallest multiple that comes out even', () => {
    const { symbols, dims } = table('h');
    const rows = dim.floorDiv(dim.mul(2, dims[0]), 4);
    expect(symbols.unify(dim.mul(2, dims[0]), dim.mul(4, rows))).toBe(true);
    expect(text(symbols.resolve(dims[0]))).toBe('2*h.by2');
  });

  it('equates no size of the model with what others broadcast to', () => {
    const { symbols, dims } = table('a', 'b', 'c');
    const [a, b, c] = dims as [Dim, Dim, Dim];
    const common = dim.mul(dim.max(a, b), dim.min(1, a, b));
    expect(symbols.unifyBroadcast(a, b)).toBe(false);
    expect(symbols.unifyBroadcast(common, c)).toBe(false);
    expect(symbols.resolve(c)).toBe(c);
  });

  it('asks no multiple of a size where every rest comes out even', () => {
    const { symbols, dims, func } = table('h');
    // Padded to the next multiple of 2, written in two ways.
    const padded = dim.add(dims[0], dim.mod(dim.sub(2, dim.mod(dims[0], 2)), 2));
    const halves = dim.mul(2, dim.floorDiv(padded, 2));
    expect(symbols.unify(padded, halves)).toBe(true);
    expect(func.ranges.has('h.by2')).toBe(false);
  });
});

describe('isNegative', () => {
  it('rules out zero, where -n as a bound would mean the front', () => {
    const { symbols, dims, func } = table('n');
    expect(symbols.isNegative(dim.negate(dims[0]))).toBe(true);
    expect(func.ranges.get('n')?.lo).toBe(1);
    expect(symbols.isNegative(dim.sub(dims[0], 3))).toBe(false);
    expect(symbols.isNegative(-1)).toBe(true);
  });
});
