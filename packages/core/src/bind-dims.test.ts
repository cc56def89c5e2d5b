import { describe, expect, it } from 'vitest';
import { bindDims } from './bind-dims.js';
import { add, mul, symbol } from './dim/index.js';

const batch = symbol('batch');

describe('bindDims', () => {
  it('binds bare symbols before it solves expressions', () => {
    const declared = [
      { name: 'offsets', shape: [add(batch, 1)] },
      { name: 'x', shape: [batch, 13] },
    ];
    const shapes = new Map([
      ['offsets', [5]],
      ['x', [4, 13]],
    ]);
    const { bindings, problems } = bindDims(declared, (name) => shapes.get(name));
    expect(problems).toEqual([]);
    expect(bindings.get('batch')).toBe(4);
  });

  it('solves a symbol that occurs only inside an expression', () => {
    const { bindings, problems } = bindDims([{ name: 'x', shape: [mul(batch, 2)] }], () => [6]);
    expect(problems).toEqual([]);
    expect(bindings.get('batch')).toBe(3);
  });

  it('names tensor, axis and both sizes of every mismatch', () => {
    const declared = [
      { name: 'x', shape: [batch, 13] },
      { name: 'y', shape: [batch] },
      { name: 'z', shape: [1, 2] },
    ];
    const shapes = new Map([
      ['x', [4, 12]],
      ['y', [5]],
      ['z', [1]],
    ]);
    const { problems } = bindDims(declared, (name) => shapes.get(name));
    expect(problems).toEqual([
      'z has rank 1, declared 2 ([1, 2])',
      'x has size 12 on axis 1, declared 13',
      'y has size 5 on axis 0, declared batch = 4',
    ]);
  });
});
