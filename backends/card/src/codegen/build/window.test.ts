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
    expect(spread(sizes, pitch, new Map())).toEqual({ strides, columns });
  });

  it('follow sizes that are open', () => {
    const { columns } = spread([dim.symbol('H'), dim.symbol('W')], 6, new Map());
    const at = ([height = 0, width = 0]: readonly number[]) =>
      dim.evaluate(columns, new Map([...Object.entries({ H: height, W: width })]));
    const sizes = [
      [0, 4],
      [1, 4],
      [5, 4],
      [5, 0],
      [-2, -2],
    ];
    expect(sizes.map(at)).toEqual([0, 4, 28, 0, 0]);
  });
});
