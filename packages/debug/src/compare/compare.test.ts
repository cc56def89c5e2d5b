import { memorySource, tensorFromNumbers, utf8Bytes } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { compareLayers, parseSide, printComparison, type Side } from '../index.js';

const TEXT = `gir 1
module @m {
  const %w : f32[2, 4] = [[0.1, 0.2, 0.3, 0.4], [0.5, 0.6, 0.7, 0.8]]
  func @main(%x: f32[N, 4]) -> (%y: f32[N, 2]) where N in 1..8 {
    %i = identity(%x) : f32[N, 4] loc(#0)
    %m = fully_connected(%i, %w) {act = none} : f32[N, 2] loc(#1)
    %r = relu(%m) : f32[N, 2] loc(#2)
    %y = tanh(%r) : f32[N, 2] loc(#3)
    return %y
  }
  #0 = loc "Identity_0"
  #1 = loc "Gemm_1"
  #2 = loc "Relu_2"
  #3 = loc "Tanh_3"
}
`;
const model = { name: 'm.gir', source: memorySource('m.gir', utf8Bytes(TEXT)), open: () => undefined };

const side = (text: string): Side => {
  const parsed = parseSide(text);
  if (!parsed) throw new Error(text);
  return parsed;
};
const compare = (a: string, b: string, tolerance?: number) =>
  compareLayers(model, { a: side(a), b: side(b), ...(tolerance === undefined ? {} : { tolerance }) });

describe('comparing layers', () => {
  it('pairs the values that two graphs have in common', async () => {
    const { value } = await compare('import:interpreter', 'optimized:interpreter');
    expect(value?.layers.map(({ name, opA, opB, absolute }) => [name, opA, opB, absolute])).toEqual([
      ['r', 'relu', 'fully_connected', 0],
      ['y', 'tanh', 'tanh', 0],
    ]);
    expect([value?.onlyA, value?.onlyB, value?.firstDiverging]).toEqual([2, 0, undefined]);
  });

  it('shows the worst first, and the first that diverges in order of the graph', async () => {
    const { value, diagnostics } = await compare('import:interpreter', 'import:card', 0);
    expect(diagnostics).toEqual([]);
    if (!value) throw new Error('no comparison');
    expect(value.layers).toHaveLength(4);
    const sizes = value.layers.map(({ relative }) => relative);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes[0]).toBeGreaterThan(0);
    expect(sizes[0]).toBeLessThan(0.01);
    expect(value.firstDiverging?.name).toBe('i');
    const text = printComparison(value, 1);
    expect(text).toContain('import:interpreter against import:card: 4 values in common, 4 differ');
    expect(text).toContain('the first that diverges is %i (identity, from Identity_0)');
  });

  it('takes data, of any size in range', async () => {
    const inputs = new Map([['x', tensorFromNumbers('f32', [1, 4], [1, 2, Number.NaN, 4])]]);
    const { value } = await compareLayers(model, {
      a: side('import:interpreter'),
      b: side('optimized:interpreter'),
      inputs,
    });
    expect(value?.layers[0]).toMatchObject({ type: 'f32[1, 2]', absolute: 0 });
  });

  it('reports what a side cannot do', async () => {
    const { ok, diagnostics } = await compare('import:interpreter', 'import:nowhere');
    expect([ok, diagnostics[0]?.code]).toEqual([false, 'compile/unknown-backend']);
    expect(parseSide('card')).toBeUndefined();
  });
});
