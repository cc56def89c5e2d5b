import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyInstruction } from './any-instruction.test-support.js';
import {
  decode,
  encode,
  FORMATS,
  IMMEDIATE_LIMIT,
  INSTRUCTIONS,
  type Instruction,
  instruction,
  isProblem,
  QUEUES,
  specOf,
  WORD_BYTES,
} from './index.js';
import { getBits, setBits } from './word.js';

describe('words', () => {
  it('keep bits that are written apart', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 79 }),
        fc.integer({ min: 1, max: 48 }),
        fc.bigInt(0n, 2n ** 48n - 1n),
        (from, width, raw) => {
          const value = Number(raw % 2n ** BigInt(width));
          const bytes = new Uint8Array(WORD_BYTES).fill(0xff);
          setBits(bytes, 0, from, width, value);
          expect(getBits(bytes, 0, from, width)).toBe(value);
          const word = bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
          const mask = ((1n << BigInt(width)) - 1n) << BigInt(from);
          expect(word & ~mask).toBe(((1n << 128n) - 1n) & ~mask);
          expect((word & mask) >> BigInt(from)).toBe(BigInt(value));
        },
      ),
    );
  });
});

describe('encode and decode', () => {
  for (const { op } of INSTRUCTIONS) {
    it(`give ${op} back`, () => {
      fc.assert(
        fc.property(anyInstruction(op), (value) => {
          expect(decode(encode(value))).toEqual(value);
        }),
        { numRuns: 40 },
      );
    });
  }

  it('put fields where the manual says', () => {
    const word = encode({ op: 'li', regs: [5], imm: -2, wait: 1 << QUEUES.load, signal: 1 << QUEUES.embed });
    const bits = word.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    expect(bits & 0xffn).toBe(BigInt(specOf('li').code));
    expect((bits >> 8n) & 0x3fn).toBe(2n);
    expect((bits >> 14n) & 0x3fn).toBe(32n);
    expect((bits >> 32n) & 0x3fn).toBe(5n);
    expect(bits >> 80n).toBe(2n ** 48n - 2n);
    const dma = encode(
      instruction('dma.cp', {
        dst: 1,
        src: 2,
        n0: 3,
        n1: 4,
        n2: 5,
        dst_s1: 6,
        dst_s2: 7,
        src_s1: 8,
        src_s2: 63,
        dst_space: 'dram',
        src_space: 'acc',
      }),
    ).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    expect((dma >> 20n) & 0xfffn).toBe(0b0110n);
    expect((dma >> (32n + 6n * 8n)) & 0x3fn).toBe(63n);
  });

  it('refuse every reserved bit, in every instruction', () => {
    for (const { op, operands, flags, format } of INSTRUCTIONS) {
      const regs = operands.filter(({ role }) => role !== 'signed' && role !== 'unsigned').map(() => 0);
      const plain: Instruction = { op, regs, ...(regs.length < operands.length ? { imm: 0 } : {}) };
      const used = new Set<number>();
      for (let bit = 0; bit < 20; bit++) used.add(bit);
      for (const flag of flags) for (let bit = 0; bit < flag.bits; bit++) used.add(20 + flag.shift + bit);
      const { registers } = FORMATS[format];
      for (let bit = 0; bit < regs.length * registers.width; bit++) used.add(registers.from + bit);
      if (plain.imm !== undefined) for (let bit = 80; bit < 128; bit++) used.add(bit);
      for (let bit = 0; bit < 128; bit++) {
        if (used.has(bit)) continue;
        const word = encode(plain);
        word[bit >> 3] = (word[bit >> 3] ?? 0) | (1 << (bit & 7));
        const result = decode(word);
        expect(isProblem(result) ? result.problem : result).toContain(`reserved bit ${bit} `);
      }
    }
  });

  it('refuse unknown opcodes and flag values without a name', () => {
    const word = new Uint8Array(WORD_BYTES);
    expect(decode(word)).toEqual({ problem: expect.stringContaining('no instruction has opcode 0x00') });
    word[0] = 0xff;
    expect(decode(word)).toEqual({ problem: expect.stringContaining('0xff') });
    const convert = encode({ op: 'vcvt.small.f32', regs: [0, 0, 0, 0, 0, 0], flags: { format: 4 } });
    convert[2] = (convert[2] ?? 0) | 0x40; // the lowest bit of format, bit 22 of the word
    expect(decode(convert)).toEqual({ problem: 'vcvt.small.f32 has no format 5' });
    const negative = encode({ op: 'param', regs: [0], imm: 0 });
    negative[15] = 0x80;
    expect(decode(negative)).toEqual({ problem: expect.stringContaining('negative immediate') });
  });

  it('never throw on any word', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (word) => {
        const result = decode(word);
        if (!isProblem(result)) expect(encode(result)).toEqual(word);
      }),
      { numRuns: 2000 },
    );
  });

  it('throw on what a code generator must not make', () => {
    expect(() => encode({ op: 'mov', regs: [64, 0] })).toThrow('r64');
    expect(() => encode({ op: 'mov', regs: [1] })).toThrow('takes 2 registers');
    expect(() => encode({ op: 'li', regs: [1], imm: IMMEDIATE_LIMIT })).toThrow('does not fit');
    expect(() => encode({ op: 'li', regs: [1] })).toThrow('needs an immediate');
    expect(() => encode({ op: 'halt', regs: [], imm: 0 })).toThrow('takes no immediate');
    expect(() => encode({ op: 'halt', regs: [], flags: { clip: 1 } })).toThrow('no flag clip');
    expect(() => encode({ op: 'halt', regs: [], wait: 64 })).toThrow('wait mask');
  });
});

describe('instruction', () => {
  it('places operands and flags by name', () => {
    const made = instruction(
      'v2.add.f32',
      {
        dst: 1,
        a: 2,
        b: 3,
        rows: 4,
        cols: 5,
        dst_stride: 6,
        a_stride: 7,
        b_stride: 8,
        a_space: 'acc',
        b_broadcast: true,
      },
      { wait: 3 },
    );
    expect(made).toEqual({
      op: 'v2.add.f32',
      regs: [1, 2, 3, 4, 5, 6, 7, 8],
      flags: { a_space: 1, b_broadcast: 1 },
      wait: 3,
    });
    expect(() => instruction('mov', { rd: 1 } as never)).toThrow('needs the operand ra');
    expect(() => instruction('mov', { rd: 1, ra: 2, rb: 3 } as never)).toThrow('has no rb');
  });
});
