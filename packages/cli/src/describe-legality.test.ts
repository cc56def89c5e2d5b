import { describe, expect, it } from 'vitest';
import { describeLegality } from './describe-legality.js';

describe('the table of what a backend has code for', () => {
  const condition = (because: string) => ({ because, holds: () => true });
  const [open, odd] = [condition('a size is open'), condition('it is odd')];

  it('says once what several ops are refused for, and keeps columns apart', () => {
    const lines = describeLegality([
      { op: 'equal', elements: ['f16', 'f32', 'i8', 'i16', 'i32', 'i64', 'u8', 'bool'], results: { 0: ['bool'] } },
      { op: 'a_rather_long_name', elements: ['f16'], maxRank: 4, conditions: [odd, open] },
      { op: 'relu', elements: ['f16'], conditions: [open] },
    ]);
    expect(lines).toEqual([
      'why a node may be refused, by the letters in the table:',
      '  a  a size is open',
      '',
      'op                  element types                   other types; why refused',
      'equal               f16 f32 i8 i16 i32 i64 u8 bool  result 0: bool',
      'a_rather_long_name  f16                             rank ≤ 4; a; it is odd',
      'relu                f16                             a',
    ]);
  });

  it('has no list of reasons where ops share none', () => {
    expect(describeLegality([{ op: 'relu', elements: ['f16'], conditions: [open] }])).toEqual([
      'op    element types  other types; why refused',
      'relu  f16            a size is open',
    ]);
  });
});
