import { nodeOrigin } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { type Instruction, instruction, QUEUES } from '../isa/index.js';
import { type Assembler, oneRun, run, smallMachine } from './run-words.test-support.js';

const li = (rd: number, imm: number) => instruction('li', { rd, imm });

/** Stores register `r` to scratchpad word `at`, by filling one f32 there with its bits. */
function keep(a: Assembler, r: number, at: number): void {
  a.raw(
    li(60, at),
    li(61, 1),
    li(62, 4),
    instruction('vfill.f32', { dst: 60, rows: 61, cols: 61, stride: 62, value: r }),
  );
}

/** Registers at the end of a program that computes into r10 …, as 32-bit words. */
function registers(build: (a: Assembler) => void, count: number): number[] | string {
  const { simulator, message } = run((a) => {
    build(a);
    for (let i = 0; i < count; i++) keep(a, 10 + i, 4 * i);
  });
  return message || [...simulator.state.sram.i32.subarray(0, count)];
}

describe('scalar instructions', () => {
  const cases = [
    ['add', 7, -9, -2],
    ['sub', 7, -9, 16],
    ['mul', -7, 9, -63],
    ['div', -7, 2, -4],
    ['div', 7, -2, -4],
    ['div', 7, 2, 3],
    ['div', -8, 2, -4],
    ['mod', -7, 3, 2],
    ['mod', 7, -3, -2],
    ['mod', -6, 3, 0],
    ['min', -7, 3, -7],
    ['max', -7, 3, 3],
    ['slt', -7, 3, 1],
    ['slt', 3, 3, 0],
  ] as const;
  for (const [op, x, y, expected] of cases) {
    it(`${op} ${x}, ${y} is ${expected}`, () => {
      expect(registers((a) => a.raw(li(1, x), li(2, y), instruction(op, { rd: 10, ra: 1, rb: 2 })), 1)).toEqual([
        expected,
      ]);
    });
  }

  it('take immediates', () => {
    const build = (a: Assembler) =>
      a.raw(
        li(1, -7),
        instruction('addi', { rd: 10, ra: 1, imm: 10 }),
        instruction('muli', { rd: 11, ra: 1, imm: -3 }),
        instruction('divi', { rd: 12, ra: 1, imm: 2 }),
        instruction('modi', { rd: 13, ra: 1, imm: 4 }),
        instruction('mini', { rd: 14, ra: 1, imm: -8 }),
        instruction('maxi', { rd: 15, ra: 1, imm: 0 }),
        instruction('mov', { rd: 16, ra: 1 }),
      );
    expect(registers(build, 7)).toEqual([3, 21, -4, 1, -8, 0, -7]);
  });

  it('divide exactly near the limit', () => {
    const build = (a: Assembler) =>
      a
        .constant(1, 2 ** 53 - 1)
        .raw(instruction('divi', { rd: 10, ra: 1, imm: 2 ** 46 }), li(2, -1))
        .raw(instruction('mul', { rd: 3, ra: 1, rb: 2 }), instruction('divi', { rd: 11, ra: 3, imm: 2 ** 46 }))
        .raw(instruction('modi', { rd: 12, ra: 3, imm: 3 }));
    expect(registers(build, 3)).toEqual([127, -128, Number(((-(2n ** 53n - 1n) % 3n) + 3n) % 3n)]);
  });

  it('trap on overflow and division by zero', () => {
    const big = (a: Assembler) => a.constant(1, 2 ** 53 - 1);
    expect(registers((a) => big(a).raw(instruction('addi', { rd: 10, ra: 1, imm: 1 })), 1)).toContain(
      'outside ±(2^53 − 1)',
    );
    expect(registers((a) => big(a).raw(instruction('muli', { rd: 10, ra: 1, imm: -2 })), 1)).toContain(
      'outside ±(2^53 − 1)',
    );
    for (const op of ['div', 'mod'] as const) {
      expect(registers((a) => a.raw(instruction(op, { rd: 10, ra: 1, rb: 2 })), 1)).toContain('division by zero');
    }
    expect(registers((a) => a.raw(instruction('divi', { rd: 10, ra: 1, imm: 0 })), 1)).toContain('division by zero');
  });

  it('load integers from the scratchpad', () => {
    const words = BigInt64Array.of(-5n, 2n ** 62n, -(2n ** 63n), 2n ** 40n);
    const { simulator, message } = run(
      (a) => {
        a.raw(li(1, 256));
        a.raw(instruction('lds.i64', { rd: 10, ra: 1, imm: 0 }), instruction('lds.i32', { rd: 11, ra: 1, imm: 4 }));
        a.raw(instruction('lds.i64', { rd: 12, ra: 1, imm: 8 }), instruction('lds.i64', { rd: 13, ra: 1, imm: 16 }));
        a.raw(instruction('lds.i64', { rd: 14, ra: 1, imm: 24 }));
        // Saturated values keep only their low words here; compare them instead.
        a.constant(2, 2 ** 53 - 1).raw(instruction('sub', { rd: 12, ra: 12, rb: 2 }));
        a.raw(instruction('add', { rd: 13, ra: 13, rb: 2 }), instruction('divi', { rd: 14, ra: 14, imm: 2 ** 20 }));
        for (let i = 0; i < 5; i++) keep(a, 10 + i, 4 * i);
      },
      { sram: new Map([[256, words]]) },
    );
    expect(message).toBe('');
    expect([...simulator.state.sram.i32.subarray(0, 5)]).toEqual([-5, -1, 0, 0, 2 ** 20]);
    expect(run((a) => a.raw(li(1, 65532), instruction('lds.i64', { rd: 1, ra: 1, imm: 0 }))).message).toContain(
      'outside',
    );
    expect(run((a) => a.raw(li(1, 2), instruction('lds.i32', { rd: 1, ra: 1, imm: 0 }))).message).toContain(
      'multiple of 4',
    );
  });

  it('read launch parameters', () => {
    const build = (a: Assembler) => {
      a.raw(instruction('param', { rd: 10, imm: 1 }));
      keep(a, 10, 0);
    };
    const params = [
      { name: 'A', lo: 0, hi: 9 },
      { name: 'B', lo: 0, hi: 99 },
    ];
    expect(run(build, { program: { params }, params: [4, 42] }).simulator.state.sram.i32[0]).toBe(42);
    expect(run(build, { params: [] }).message).toContain('no launch parameter 1');
  });
});

describe('loops', () => {
  const loop = (rd: number, ra: number, imm: number) => instruction('loop', { rd, ra, imm });
  const end = instruction('endloop', {});

  it('run their body with rising counters, nested and empty ones', () => {
    const build = (a: Assembler) =>
      a.raw(
        li(1, 3),
        li(2, 4),
        li(10, 0),
        loop(3, 1, 6),
        loop(4, 2, 4),
        instruction('muli', { rd: 5, ra: 3, imm: 10 }),
        instruction('add', { rd: 5, ra: 5, rb: 4 }),
        instruction('add', { rd: 10, ra: 10, rb: 5 }),
        end,
        end,
        instruction('mov', { rd: 11, ra: 3 }),
        instruction('mov', { rd: 12, ra: 4 }),
        li(13, 5),
        li(6, 0),
        loop(13, 6, 2),
        li(10, 999),
        end,
        li(6, -4),
        loop(13, 6, 1),
        end,
      );
    // Sum over i < 3, j < 4 of 10 i + j; counters keep their last values; loops that never run change nothing.
    expect(registers(build, 4)).toEqual([10 * 3 * 4 + 6 * 3, 2, 3, 5]);
  });

  it('read their count once and reload their counter', () => {
    const build = (a: Assembler) =>
      a.raw(
        li(1, 3),
        li(10, 0),
        loop(2, 1, 4),
        li(1, 100),
        instruction('add', { rd: 10, ra: 10, rb: 2 }),
        li(2, 50),
        end,
      );
    expect(registers(build, 1)).toEqual([3]);
  });

  const problem = (code: readonly Instruction[]) =>
    run((a) => a.raw(...code)).diagnostics.list.map((d) => `${d.code}: ${d.message}`);

  it('are checked before the program runs', () => {
    expect(problem([loop(1, 1, 1)])).toEqual(['card/bad-program: main, word 0: a loop without an endloop']);
    expect(problem([end])).toEqual(['card/bad-program: main, word 0: endloop without a loop']);
    expect(problem([loop(1, 1, 3), end])).toEqual([
      'card/bad-program: main, word 0: the loop says its endloop is 3 words on; it is 1',
    ]);
    const deep = Array.from({ length: 17 }, (_, i) => loop(1, 1, 33 - 2 * i));
    expect(problem([...deep, ...deep.map(() => end)])).toEqual([
      'card/bad-program: main, word 16: loops nest more than 16 deep',
    ]);
    const unbalanced = { ...instruction('fence', {}), signal: 1 << QUEUES.load };
    expect(problem([loop(1, 1, 2), unbalanced, end])).toEqual([
      'card/bad-program: main, word 0: an iteration changes the tokens from ctrl to load by 1',
    ]);
  });

  it('nest sixteen deep', () => {
    const open = Array.from({ length: 16 }, (_, i) => loop(20 + i, 1, 32 - 2 * i));
    const build = (a: Assembler) =>
      a.raw(li(1, 1), li(10, 0), ...open, instruction('addi', { rd: 10, ra: 10, imm: 1 }), ...open.map(() => end));
    expect(registers(build, 1)).toEqual([1]);
  });
});

describe('tokens', () => {
  const fill = instruction('vfill.f32', { dst: 0, rows: 0, cols: 0, stride: 0, value: 0 });
  const copy = instruction('dma.ld', {
    dst: 0,
    src: 0,
    n0: 0,
    n1: 0,
    n2: 0,
    dst_s1: 0,
    dst_s2: 0,
    src_s1: 0,
    src_s2: 0,
  });
  const { load, vector, ctrl } = QUEUES;

  it('order queues', () => {
    const { message } = run((a) =>
      a.raw(
        { ...copy, signal: 1 << vector },
        { ...fill, wait: 1 << load, signal: 1 << ctrl },
        { ...instruction('fence', {}), wait: 1 << vector },
      ),
    );
    expect(message).toBe('');
  });

  it('trap on a wait that nothing satisfies', () => {
    expect(run((a) => a.raw({ ...fill, wait: 1 << load }, { ...copy, signal: 1 << vector })).message).toContain(
      'deadlock',
    );
    expect(
      run((a) => a.raw({ ...copy, signal: 1 << vector }, { ...fill, wait: 1 << load }, { ...fill, wait: 1 << load }))
        .message,
    ).toContain('word 2 (vfill.f32): deadlock');
  });

  it('trap on a counter that overflows', () => {
    const { message } = run((a) =>
      a.raw(...Array.from({ length: 65536 }, () => ({ ...instruction('fence', {}), signal: 1 << load }))),
    );
    expect(message).toContain('above 65535');
  });
});

describe('the end', () => {
  it('is halt; running past it traps', () => {
    const { message } = run((a) => a.raw(instruction('loop', { rd: 1, ra: 1, imm: 1 }), instruction('endloop', {})));
    expect(message).toBe('');
    const empty = run(() => {}, { program: { code: [], origins: [] } });
    expect(empty.message).toContain('does not end with halt');
  });

  it('of one engine does not end the others, nor keep them waiting', () => {
    const { simulator, message } = run(
      (a) => {
        a.raw(instruction('engine', { rd: 20 }), instruction('loop', { rd: 21, ra: 20, imm: 2 }));
        a.halt().raw(instruction('endloop', {}), instruction('barrier', {}));
        a.op('vfill.f32', { dst: 0, rows: 1, cols: 1, stride: 0, value: 7 }).raw(instruction('fence', {}));
        a.op('dma.st', { dst: 0, src: 0, n0: 4, ...oneRun }).raw(instruction('fence', {}));
      },
      { image: { machine: { ...smallMachine, engines: 2 } } },
    );
    expect(message).toBe('');
    const left = new Uint8Array(4);
    simulator.state.dram.read(0, left, 0, 4);
    expect([...left]).toEqual([7, 0, 0, 0]);
  });

  it('names the origin of the word that trapped', () => {
    const code = [li(0, 1), instruction('div', { rd: 0, ra: 0, rb: 1 }), instruction('halt', {})];
    const origins = [undefined, nodeOrigin('Div_3', 'model.py:7'), undefined];
    const { diagnostics } = run(() => {}, { program: { code, origins } });
    expect(diagnostics.list[0]).toMatchObject({
      code: 'card/trap',
      message: 'main trapped at word 1 (div): division by zero',
      notes: ['origin: Div_3', 'source: model.py:7'],
    });
  });
});
