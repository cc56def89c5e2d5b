import { describe, expect, it } from 'vitest';
import { girText, parseText } from '../testing/index.js';
import { dimSources } from './dim-sources.js';

function sources(signature: string, body: string, consts = ''): string[] {
  const func = parseText(girText(signature, body, consts)).funcs.get('main');
  return (func ? dimSources(func) : []).map(({ name, value, axis, node, data, uses }) => {
    const chains = data.map((chain) => ` by ${chain.map((entry) => entry.name).join(' <- ')}`);
    return `${name}: ${node?.op.name ?? 'input'} ${value.name}[${axis}]${chains.join('')}, ${uses}`;
  });
}

describe('where sizes come from', () => {
  it('inputs, and ops that decide by the operand itself', () => {
    const body = '%z = relu(%x) : f32[N, 4]\n%y = non_zero(%z) : i64[2, K]\nreturn %y';
    expect(sources('(%x: f32[N, 4]) -> (%y: i64[2, K]) where N in 1..64, K in 0..256', body)).toEqual([
      'N: input x[0], 2',
      'K: non_zero y[1] by z <- x, 1',
    ]);
  });

  it('ops that decide by operands behind the first, as far as those are not known', () => {
    const body = '%n = add(%s, %one)\n%y = dynamic_slice(%x, %zero, %n) : f32[K]\nreturn %y';
    const consts = 'const %one : i64[1] = [1]\nconst %zero : i64[1] = [0]';
    expect(sources('(%x: f32[8], %s: i64[1]) -> (%y: f32[K]) where K in 0..8', body, consts)).toEqual([
      'K: dynamic_slice y[0] by n <- s, 1',
    ]);
  });
});
