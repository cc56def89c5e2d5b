import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INSTRUCTIONS, type Instruction, isImmediate, type Opcode } from '../isa/index.js';
import { run } from './run-words.test-support.js';

const LOOPS: ReadonlySet<Opcode> = new Set<Opcode>(['loop', 'endloop', 'halt']);
const OPS = INSTRUCTIONS.filter(({ op }) => !LOOPS.has(op));

/** Registers by what they hold: r0–r15 small counts, r16–r47 addresses and strides, r48–r63 anything. */
const registerOf: Readonly<Record<string, fc.Arbitrary<number>>> = {
  count: fc.integer({ min: 0, max: 15 }),
  stride: fc.integer({ min: 0, max: 47 }),
  address: fc.integer({ min: 0, max: 63 }),
  value: fc.integer({ min: 0, max: 63 }),
  out: fc.integer({ min: 48, max: 63 }),
};

const word: fc.Arbitrary<Instruction> = fc.constantFrom(...OPS).chain(({ op, operands, flags }) =>
  fc
    .tuple(
      fc.tuple(
        ...operands.filter(({ role }) => !isImmediate(role)).map(({ role }) => registerOf[role] ?? fc.constant(0)),
      ),
      fc.integer({ min: 0, max: 70_000 }),
      fc.tuple(...flags.map(({ count }) => fc.integer({ min: 0, max: count - 1 }))),
    )
    .map(([regs, imm, values]) => ({
      op,
      regs,
      ...(regs.length < operands.length ? { imm } : {}),
      flags: Object.fromEntries(flags.map(({ name }, i) => [name, values[i] ?? 0])),
    })),
);

const counts = [-1, 0, 1, 1, 2, 3, 4, 5, 7, 8, 12, 16, 17, 31, 32, 60];
const places = [
  -4096,
  -64,
  -8,
  -4,
  -2,
  -1,
  0,
  1,
  2,
  4,
  6,
  8,
  16,
  24,
  32,
  64,
  100,
  128,
  256,
  500,
  512,
  1000,
  1024,
  4096,
  8192,
  16_000,
  16_380,
  16_384,
  40_000,
  65_528,
  65_536,
  2 ** 20,
];
const others = [...places.slice(6, 18), 2 ** 46, -(2 ** 46), 2 ** 47 - 1, 1_000_000];

const setUp = [...counts, ...places, ...others].map((imm, rd): Instruction => ({ op: 'li', regs: [rd], imm }));
const noise = Uint8Array.from({ length: 16384 }, (_, i) => (i * 2_654_435_761) >>> 24);

describe('any program', () => {
  it('ends or traps; nothing else is thrown, and nothing outside the memories changes', () => {
    let ended = 0;
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (code) => {
        const { counters, diagnostics } = run((a) => a.raw(...setUp, ...code), {
          dram: new Map([[0, noise]]),
          sram: new Map([[0, noise]]),
          acc: new Map([[0, noise]]),
        });
        if (counters) ended++;
        else expect(diagnostics.list.map((entry) => entry.code)).toEqual(['card/trap']);
      }),
      { numRuns: 1500 },
    );
    expect(ended).toBeGreaterThan(20);
  });

  it('takes tiles that repeat one row a million times without holding a million rows', () => {
    const shape = { c: 0, a: 0, b: 0, m: 2 ** 21, n: 1, k: 4, ldc: 0, lda: 0, ldb: 4 } as const;
    expect(run((a) => a.op('mm.f16', shape)).message).toBe('');
    const wide = { dst: 0, src: 0, n: 1, r: 2 ** 21, src_stride_n: 0, src_stride_r: 0 } as const;
    expect(run((a) => a.op('vred.sum.f32', { ...wide, src_type: 'f16' })).message).toBe('');
    const far = { dst: 0, src: 2 ** 29, n1: 1, n2: 1, dst_s1: 0, dst_s2: 0, src_s1: 0, src_s2: 0 } as const;
    const copied = run((a) => a.op('dma.cp', { ...far, n0: 2 ** 26, dst_space: 'dram', src_space: 'dram' }), {
      image: { dramBytes: 2 ** 30 },
    });
    expect(copied.message).toBe('');
  });
});
