import { describe, expect, it } from 'vitest';
import { instr, operand } from '../instr-def.js';
import type { LirBuffer, LirItem } from '../program.js';
import { liveRanges } from './live-ranges.js';

const buffer = (name: string): LirBuffer => ({
  ...{ name, role: 'temp', elem: 'f32', shape: [4], memory: 'm', bytes: 16, align: 4 },
});
const view: LirBuffer = { name: 'v', role: 'view', elem: 'f32', shape: [2, 2], of: 'a', offset: 0 };
const table = new Map([...['a', 'b', 'c'].map(buffer), view].map((one) => [one.name, one]));
const write = (name: string) => instr('w', [operand('out', name)]);
const read = (name: string) => instr('r', [operand('in', name)]);
const loop = (...body: LirItem[]): LirItem => ({ kind: 'loop', index: 'i', count: 3, body });

function rangeOf(name: string, ...items: LirItem[]) {
  const range = liveRanges(items, table).get(name);
  return range && [range.start, range.end];
}

describe('live ranges', () => {
  it('reach from the first touch to the last, through views', () => {
    expect(rangeOf('a', write('b'), write('a'), read('b'), read('v'), read('c'))).toEqual([1, 3]);
  });

  it('cover a loop that reads what was written before it', () => {
    expect(rangeOf('a', write('a'), loop(read('b'), read('a'), write('c')), read('c'))).toEqual([0, 3]);
  });

  it('stay within an iteration when it begins with a write', () => {
    expect(rangeOf('a', loop(read('b'), write('a'), read('a'), read('c')))).toEqual([1, 2]);
  });

  it('cover the loop when an iteration reads what the one before wrote', () => {
    expect(rangeOf('a', loop(read('b'), read('a'), write('a'), read('c')), read('b'))).toEqual([0, 3]);
    expect(rangeOf('a', read('b'), loop(instr('u', [operand('inout', 'a')]), read('c')))).toEqual([1, 2]);
  });

  it('cover the inner loop that uses a buffer its iteration of the outer one wrote', () => {
    expect(rangeOf('a', loop(write('b'), write('a'), loop(read('c'), read('a'), read('c')), read('b')))).toEqual([
      1, 4,
    ]);
  });
});
