import { describe, expect, it } from 'vitest';
import { describeLanes } from './describe-lanes.js';

describe('lanes of a device in words', () => {
  it('puts first what leaves most cycles idle, with each unit as a whole above', () => {
    const lanes = [
      { nodes: ['a', 'e', 'f', 'g', 'h', 'i'], unit: 'vector', charged: 100, useful: 90 },
      { nodes: ['b', 'c'], unit: 'matrix', charged: 3000, useful: 1000 },
      { nodes: ['d'], unit: 'matrix', charged: 1000, useful: 1000 },
      { nodes: [], unit: 'vector', charged: 300, useful: 30 },
    ];
    expect(describeLanes('card0', lanes)).toEqual([
      '  card0  matrix 50.0 %, vector 30.0 %',
      '         matrix 33.3 % of 3,000 cycles in b + c',
      '         vector 10.0 % of 300 cycles between nodes',
      '         vector 90.0 % of 100 cycles in a + e + f + g and 2 more',
    ]);
  });

  it('lists a few of many, and nothing of a device without lanes', () => {
    const many = Array.from({ length: 11 }, (_, i) => ({ nodes: [`n${i}`], unit: 'matrix', charged: 9, useful: 1 }));
    expect(describeLanes('card0', many).at(-1)).toBe('         … 3 more');
    expect(describeLanes('host', [])).toEqual([]);
  });
});
