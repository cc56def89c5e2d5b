import { dim } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { spread } from './window.js';

describe('output positions in a patch', () => {
  it.each([
    [[3, 4], undefined, [4, 1], 12],
    [[3, 4], 6, [6, 1], 16],
    [[2, 3, 4], 6, [18, 6, 1], 34],
    [[0, 4], 6, [6, 1], 0],
    [[7], undefined, [1], 7],
  ] as const)('%j in lines of %s', (sizes, pitch, strides, columns) => {
    expect(spread(sizes, pitch)).toEqual({ strides, columns });
  });

  it('follow sizes that are open', () => {
    const { columns } = spread([dim.symbol('H'), 4], 6);
    const at = (height: number) => dim.evaluate(columns, new Map([['H', height]]));
    expect([0, 1, 5].map(at)).toEqual([0, 4, 28]);
  });
});
