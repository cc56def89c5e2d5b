import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneRun, run } from './run-words.test-support.js';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('dma', () => {
  it('moves between all memories, any shape, like three nested loops', () => {
    const shape = fc.record({
      n0: fc.integer({ min: 1, max: 40 }),
      n1: fc.integer({ min: 1, max: 5 }),
      n2: fc.integer({ min: 1, max: 4 }),
      dst_s1: fc.integer({ min: -50, max: 50 }),
      dst_s2: fc.integer({ min: -300, max: 300 }),
      src_s1: fc.integer({ min: -50, max: 50 }),
      src_s2: fc.integer({ min: -300, max: 300 }),
      packed: fc.boolean(),
    });
    const spaces = ['sram', 'acc', 'dram', 'llc'] as const;
    fc.assert(
      fc.property(shape, fc.constantFrom(...spaces), fc.constantFrom(...spaces), ({ packed, ...any }, from, to) => {
        const rows = { ...any, dst_s1: any.n0, src_s1: any.n0, dst_s2: any.n0 * any.n1, src_s2: any.n0 * any.n1 };
        const shapeUsed = packed ? rows : any;
        const memory = Uint8Array.from({ length: 4096 }, (_, i) => (i * 31 + (i >> 8)) & 0xff);
        const [src, dst] = [2000, from === to ? 2050 : 2000];
        const place = new Map([[0, memory]]);
        const { simulator, message } = run(
          (a) => a.op('dma.cp', { dst, src, ...shapeUsed, dst_space: to, src_space: from }),
          { [from]: place, image: { llcBytes: 8192 } },
        );
        expect(message).toBe('');
        const expected = from === to ? memory.slice() : new Uint8Array(4096);
        const source = from === to ? expected : memory;
        for (let j = 0; j < shapeUsed.n2; j++) {
          for (let i = 0; i < shapeUsed.n1; i++) {
            const s = src + i * shapeUsed.src_s1 + j * shapeUsed.src_s2;
            const row = source.slice(s, s + shapeUsed.n0);
            expected.set(row, dst + i * shapeUsed.dst_s1 + j * shapeUsed.dst_s2);
          }
        }
        const found = new Uint8Array(4096);
        if (to === 'dram' || to === 'llc') simulator.state[to].read(0, found, 0, 4096);
        else found.set(simulator.state[to].u8.subarray(0, 4096));
        expect(found).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('counts what it moves', () => {
    const { counters } = run((a) => {
      a.op('dma.ld', { dst: 0, src: 0, n0: 8, n1: 3, n2: 2, dst_s1: 8, dst_s2: 24, src_s1: 8, src_s2: 24 });
      a.op('dma.st', { dst: 0, src: 0, n0: 5, ...oneRun, src_space: 'acc' });
    });
    expect(Object.fromEntries(counters?.bytesMoved ?? [])).toEqual({ 'dram→sram': 48, 'acc→dram': 5 });
  });

  it('transposes by copying elements', () => {
    const { simulator } = run(
      (a) => a.op('dma.ld', { dst: 0, src: 0, n0: 2, n1: 3, n2: 2, dst_s1: 4, dst_s2: 2, src_s1: 2, src_s2: 6 }),
      { dram: new Map([[0, Uint16Array.of(1, 2, 3, 4, 5, 6)]]) },
    );
    expect([...simulator.state.sram.u16.subarray(0, 6)]).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it('does nothing when a count is zero or less, wherever it points', () => {
    for (const count of [0, -1]) {
      const { counters, message } = run((a) =>
        a.op('dma.ld', { dst: -9, src: -9, n0: 4, n1: count, n2: 1, dst_s1: 0, dst_s2: 0, src_s1: 0, src_s2: 0 }),
      );
      expect(message).toBe('');
      expect(counters?.cyclesByOpcode.get('dma.ld')).toBe(1);
    }
  });

  it('traps outside the memories', () => {
    const load = (dst: number, src: number, n0: number) =>
      run((a) => a.op('dma.ld', { dst, src, n0, ...oneRun })).message;
    expect(load(65533, 0, 4)).toContain('a write to sram at 65533 … 65536 is outside its 65536 bytes');
    expect(load(-1, 0, 1)).toContain('a write to sram at -1');
    expect(load(0, (1 << 20) - 3, 4)).toContain('a read of dram at 1048573');
    expect(load(0, 2 ** 52, 2 ** 52)).toContain('a read of dram');
    const back = run((a) =>
      a.op('dma.ld', { dst: 8, src: 0, n0: 4, n1: 4, n2: 1, dst_s1: -4, dst_s2: 0, src_s1: 4, src_s2: 0 }),
    );
    expect(back.message).toContain('a write to sram at -4');
  });

  it('does not write to data of the binary, but may step over it', () => {
    const tensor = { elem: 'u8', shape: [4], storage: { kind: 'bytes', bytes: bytes(1, 2, 3, 4) } } as const;
    const image = { data: [{ name: 'w', kind: 'const', address: 100, tensor }] } as const;
    const store = (dst: number, stride: number) =>
      run(
        (a) => a.op('dma.st', { dst, src: 0, n0: 2, n1: 2, n2: 1, dst_s1: stride, dst_s2: 0, src_s1: 2, src_s2: 0 }),
        { image },
      );
    expect(store(98, 6).message).toBe('');
    expect(store(98, 2).message).toContain('read-only');
    const both = store(98, 6).simulator.state.dram;
    const found = new Uint8Array(8);
    both.read(98, found, 0, 8);
    expect([...found]).toEqual([0, 0, 1, 2, 3, 4, 0, 0]);
  });
});

describe('vgather', () => {
  it('moves elements of each size, bits unchanged', () => {
    const index = Int32Array.of(2, 0, 2, 1);
    const nan = 0xff800001;
    for (const [op, source, width] of [
      ['vgather.2', Uint16Array.of(7, 8, 0xfe01), 2],
      ['vgather.4', Uint32Array.of(7, 8, nan), 4],
      ['vgather.8', BigUint64Array.of(7n, 8n, 0xfff0000000000001n), 8],
    ] as const) {
      const { simulator, message } = run(
        (a) => a.op(op, { dst: 512, src: 0, idx: 256, n: 4, limit: 3, dst_space: 'acc' }),
        {
          sram: new Map<number, ArrayBufferView>([
            [0, source],
            [256, index],
          ]),
        },
      );
      expect(message).toBe('');
      const out = simulator.state.acc.u8.slice(512, 512 + 4 * width);
      const raw = new Uint8Array(source.buffer);
      expect([...out]).toEqual([...index].flatMap((i) => [...raw.slice(i * width, (i + 1) * width)]));
    }
  });

  it('traps on an index outside the limit', () => {
    for (const bad of [-1, 3]) {
      const { message } = run((a) => a.op('vgather.4', { dst: 0, src: 0, idx: 256, n: 2, limit: 3 }), {
        sram: new Map([[256, Int32Array.of(0, bad)]]),
      });
      expect(message).toContain(`index ${bad} (number 2 of 2) is outside 0 … 2`);
    }
  });
});

describe('vfill', () => {
  it('writes bit patterns', () => {
    const { simulator } = run((a) => {
      a.op('vfill.f16', { dst: 4, rows: 2, cols: 3, stride: 8, value: 0xfe01 });
      a.op('vfill.f32', { dst: 0, rows: 1, cols: 2, stride: 0, value: 0xff800000, dst_space: 'acc' });
      a.op('vfill.f32', { dst: 8, rows: 1, cols: 1, stride: 0, value: -1, dst_space: 'acc' });
    });
    expect([...simulator.state.sram.u16.subarray(0, 9)]).toEqual([
      0, 0, 0xfe01, 0xfe01, 0xfe01, 0, 0xfe01, 0xfe01, 0xfe01,
    ]);
    expect([...simulator.state.acc.u32.subarray(0, 4)]).toEqual([0xff800000, 0xff800000, 0xffffffff, 0]);
  });
});
