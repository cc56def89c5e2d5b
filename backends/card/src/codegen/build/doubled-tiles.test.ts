import { type Dim, dim } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { ProgramBuilder } from './program-builder.js';

const N = dim.symbol('N');

/** Pieces of `count` elements in tiles of 4 as the program would work on them: buffer, first element, elements. */
function pieces(bound: number, count: Dim, n: number): [string, number, number][] {
  const b = new ProgramBuilder(new Map([['N', { lo: 0, hi: bound }]]), [], { add: () => '' });
  const slot = b.temp('slot', 'sram', 'f32', [4]);
  b.doubledTiles('t', count, 4, [slot], (start, size) =>
    b.emit('vfill.f32', { dst: slot }, { rows: size, cols: 1, stride: start, value: 0 }),
  );
  const value = (d: Dim, index: number) => {
    const values = [
      ['N', n],
      ['t', index],
    ] as const;
    const at = dim.evaluate(d, new Map(values));
    if (at === undefined) throw new Error('a symbol has no value');
    return at;
  };
  const seen: [string, number, number][] = [];
  for (const item of b.items) {
    const [body, times] = item.kind === 'loop' ? [item.body, value(item.count, 0)] : [[item], 1];
    for (let i = 0; i < times; i++) {
      for (const word of body) {
        if (word.kind === 'loop') throw new Error('the body is straight');
        const [rows = 0, , stride = 0] = word.scalars;
        seen.push([word.operands[0]?.buffer ?? '', value(stride, i), value(rows, i)]);
      }
    }
  }
  return seen;
}

describe('doubled tiles', () => {
  it('cover every count once and in order, in two buffers in turn', () => {
    for (let n = 0; n <= 30; n++) {
      const all = pieces(30, N, n);
      const covered = all.flatMap(([, start, size]) => Array.from({ length: Math.max(0, size) }, (_, i) => start + i));
      expect(covered).toEqual(Array.from({ length: n }, (_, i) => i));
      const buffers = all.map(([buffer]) => buffer);
      expect(buffers.every((name, i) => i === 0 || name !== buffers[i - 1])).toBe(true);
      // Nothing lies beyond the end, not even an empty piece.
      expect(all.every(([, start, size]) => start <= n && size >= 0)).toBe(true);
    }
  });

  it('of a known count are as many as there are, in pairs', () => {
    expect(pieces(1, 8, 0)).toEqual([
      ['.slot', 0, 4],
      ['.slot.1', 4, 4],
    ]);
    expect(pieces(1, 12, 0).map(([, start, size]) => [start, size])).toEqual([
      [0, 4],
      [4, 4],
      [8, 4],
      [12, 0],
    ]);
  });

  it('have one buffer and no loop where one tile is enough', () => {
    expect(pieces(4, N, 3)).toEqual([['.slot', 0, 3]]);
    expect(pieces(4, N, 0)).toEqual([['.slot', 0, 0]]);
  });
});
