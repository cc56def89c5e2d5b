import { describe, expect, it } from 'vitest';
import { describeApart } from './describe-apart.js';

describe('loops apart in words', () => {
  it('puts first what is true of many pairs, and names nodes where they have names', () => {
    const pair = (writer: string[], reader: string[], because: string) => {
      return { writer: { op: 'add', nodes: writer }, reader: { op: 'relu', nodes: reader }, because };
    };
    const apart = [
      pair(['a'], ['b'], 'mul reads the value, too'),
      pair(['c'], ['d'], 'the plan says so'),
      pair(['', 'e'], [''], 'the plan says so'),
      pair(['f'], ['g'], 'the plan says so'),
    ];
    expect(describeApart('card0', apart)).toEqual([
      '  card0  add → relu: the plan says so (c → d, e → relu, … 1 more)',
      '  card0  add → relu: mul reads the value, too (a → b)',
    ]);
    expect(describeApart('host', [])).toEqual([]);
  });
});
