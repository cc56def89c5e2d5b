import { Diagnostics, type Dim, dim } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { type InstrDef, instr, instrSet, operand } from '../instr-def.js';
import type { LirBuffer, LirItem, LirModule, StoredBuffer } from '../program.js';
import { verifyLir } from './verify-lir.js';

const copy: InstrDef = {
  name: 'copy',
  summary: '',
  operands: [
    { name: 'dst', access: 'out', arity: 'one', memories: ['sram', 'dram'] },
    { name: 'src', access: 'in', arity: 'one' },
  ],
  scalars: ['bytes'],
  attrs: [],
  extents: (_, [bytes = 0]) => [
    { operand: 0, lo: 0, hi: bytes },
    { operand: 1, lo: 0, hi: bytes },
  ],
};
const whole: InstrDef = { ...copy, name: 'whole', scalars: [], operands: copy.operands } as InstrDef;
const { extents: _, ...wholeDef } = whole;
const lds: InstrDef = {
  name: 'lds',
  summary: '',
  operands: [{ name: 'src', access: 'in', arity: 'one' }],
  scalars: [],
  attrs: [],
  defines: true,
};
const set = instrSet('test', [copy, wholeDef, lds]);
const N = dim.symbol('N');

const stored = (name: string, more: Partial<StoredBuffer> = {}): StoredBuffer => ({
  ...{ name, role: 'temp', elem: 'f32', shape: [16], memory: 'sram', bytes: 64, align: 4 },
  ...more,
});

function codes(buffers: readonly LirBuffer[], body: readonly LirItem[], more: Partial<LirModule> = {}): string[] {
  const diagnostics = new Diagnostics();
  const program = { name: 'p', params: [{ name: 'N', lo: 1, hi: 16 }], buffers, body };
  const ok = verifyLir(
    { set: 'test', consts: [], programs: [program], ...more },
    { set, capacities: { sram: 256 } },
    diagnostics,
  );
  expect(ok).toBe(diagnostics.list.length === 0);
  return diagnostics.list.map((entry) => entry.code);
}

const move = (bytes: Parameters<typeof dim.mul>[0], offset: typeof bytes = 0) =>
  instr('copy', [operand('out', 'a', offset), operand('in', 'b')], { scalars: [bytes] });
const [a, b] = [stored('a'), stored('b')];

describe('the verifier', () => {
  it('accepts what is right, however tight', () => {
    const tile = dim.min(4, dim.sub(N, dim.mul(4, dim.symbol('i'))));
    const loop: LirItem = {
      kind: 'loop',
      index: 'i',
      count: dim.ceilDiv(N, 4),
      body: [move(dim.mul(4, tile), dim.mul(16, dim.symbol('i')))],
    };
    expect(codes([a, b], [loop])).toEqual([]);
    expect(codes([a, b], [instr('lds', [operand('in', 'b')], { defines: 'k' }), move(dim.symbol('k'))])).toEqual([]);
  });

  it('lets a view of other bounds be, where every launch makes it whole', () => {
    const M = dim.symbol('M');
    const whole = stored('w', { shape: [N], bytes: 64 });
    const view: LirBuffer = { name: 'v', role: 'view', elem: 'f32', shape: [M], of: 'w', offset: 0 };
    const params = ['N', 'M'].map((name, i) => ({ name, lo: 1, hi: 16 * (i + 1) }));
    const programs = (...zeros: Dim[]) => [{ name: 'p', params, zeros, buffers: [whole, view], body: [] }];
    expect(codes([], [], { programs: programs() })).toEqual(['lir/bad-view']);
    expect(codes([], [], { programs: programs(dim.sub(N, M)) })).toEqual([]);
  });

  it('tries no launch at which the sizes do not fit each other', () => {
    const tooLong = [move(dim.mul(8, N))];
    const programs = (...zeros: Dim[]) => [
      { name: 'p', params: [{ name: 'N', lo: 1, hi: 16 }], zeros, buffers: [a, b], body: tooLong },
    ];
    expect(codes([], [], { programs: programs() })).toEqual(['lir/out-of-bounds']);
    expect(codes([], [], { programs: programs(dim.mod(N, 2)) })).toEqual(['lir/out-of-bounds']);
    expect(codes([], [], { programs: programs(dim.max(0, dim.sub(N, 8))) })).toEqual([]);
  });

  const cases: [string, readonly LirBuffer[], readonly LirItem[]][] = [
    ['lir/out-of-bounds', [a, b], [move(dim.mul(8, N))]],
    [
      'lir/out-of-bounds',
      [a, b],
      [{ kind: 'loop', index: 'i', count: N, body: [move(8, dim.mul(4, dim.symbol('i')))] }],
    ],
    ['lir/out-of-bounds', [a, b], [move(4, dim.sub(N, 2))]],
    ['lir/undefined-buffer', [a], [move(4)]],
    ['lir/undefined-symbol', [a, b], [move(dim.symbol('i'))]],
    ['lir/undefined-symbol', [a, stored('b', { shape: [dim.symbol('Q')] })], []],
    ['lir/duplicate-name', [a, a], []],
    ['lir/duplicate-name', [a, b], [{ kind: 'loop', index: 'N', count: 3, body: [] }]],
    ['lir/operand-mismatch', [a, b], [instr('copy', [operand('out', 'a')], { scalars: [1] })]],
    ['lir/operand-mismatch', [a, b], [instr('copy', [operand('out', 'a'), operand('in', 'b')])]],
    ['lir/unknown-instruction', [], [instr('jump', [])]],
    ['lir/unknown-queue', [a, b], [{ ...move(4), wait: ['printer'] }]],
    ['lir/wrong-memory', [stored('a', { memory: 'acc' }), b], [move(4)]],
    ['lir/bad-view', [a, { name: 'v', role: 'view', elem: 'f32', shape: [N], of: 'a', offset: 4 }], []],
    ['lir/bad-view', [{ name: 'v', role: 'view', elem: 'f32', shape: [1], of: 'v', offset: 0 }], []],
    ['lir/size-mismatch', [stored('a', { shape: [dim.mul(N, 2)] })], []],
    ['lir/overlap', [stored('a', { address: 0 }), stored('b', { address: 32 })], [move(4)]],
    ['lir/does-not-fit', [stored('a', { address: 224 }), stored('b', { address: 0 })], [move(4)]],
    ['lir/does-not-fit', [stored('a', { address: 2 }), stored('b', { address: 128 })], [move(4)]],
  ];
  for (const [code, buffers, body] of cases) {
    it(`finds ${code}`, () => {
      expect(codes(buffers, body)).toContain(code);
    });
  }

  it('lets buffers share bytes when they are not live together', () => {
    const c = stored('c', { address: 0 });
    const use = (name: string) => instr('lds', [operand('in', name)], { defines: `of.${name}` });
    const write = (name: string) => instr('whole', [operand('out', name), operand('in', 'b')]);
    const placed = [stored('a', { address: 0 }), stored('b', { address: 64 }), c];
    const first = instr('whole', [operand('out', 'b'), operand('in', 'b')]);
    expect(codes(placed, [first, write('a'), use('a'), write('c'), use('c')])).toEqual([]);
    expect(codes(placed, [first, write('a'), write('c'), use('a'), use('c')])).toContain('lir/overlap');
  });

  it('wants different names for programs and constants', () => {
    expect(codes([], [], { consts: [stored('p', { role: 'const' })] })).toContain('lir/duplicate-name');
  });
});
