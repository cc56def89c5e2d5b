import { Diagnostics, dim, memorySource, nodeOrigin, splatTensor, tensorFromNumbers } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeImage, readElf, writeElf } from '../elf/index.js';
import { anyInstruction } from '../isa/any-instruction.test-support.js';
import { type CardImage, type CardProgram, INSTRUCTIONS, type Instruction } from '../isa/index.js';
import { concatChunks, imageOf, smallMachine } from '../sim/run-words.test-support.js';
import { assemble, casmDiagnostics, disassemble } from './index.js';

function bytesOf(image: CardImage): Uint8Array {
  return concatChunks(writeElf(image).chunks());
}

/** Image → ELF → text → image → ELF; both binaries must agree. */
function roundTrip(image: CardImage): string {
  const bytes = bytesOf(image);
  const source = memorySource('card0.elf', bytes);
  const diagnostics = new Diagnostics();
  const elf = readElf(source, diagnostics);
  const opened = elf && decodeImage(elf, diagnostics);
  if (!opened) throw new Error(diagnostics.list.map((entry) => entry.message).join('\n'));
  const text = disassemble(opened);
  const open = (file: string) => (file === 'card0.elf' ? source : undefined);
  const back = assemble(text, { file: 'card0.casm', open }, diagnostics);
  expect(diagnostics.list).toEqual([]);
  expect(back && bytesOf(back)).toEqual(bytes);
  expect(back && disassemble(back)).toBe(text);
  return text;
}

const anyCode: fc.Arbitrary<Instruction[]> = fc.array(
  fc.constantFrom(...INSTRUCTIONS.map(({ op }) => op)).chain(anyInstruction),
  { maxLength: 30 },
);

const anyOrigin = fc.option(
  fc.oneof(
    fc.string().map((name) => nodeOrigin(name)),
    fc
      .tuple(fc.string(), fc.string())
      .map(([a, b]) => ({ kind: 'fused' as const, by: 'p', parts: [nodeOrigin(a, b), nodeOrigin(b)] })),
  ),
  { nil: undefined },
);

const anyProgram: fc.Arbitrary<CardProgram> = anyCode.chain((code) =>
  fc.record({
    name: fc.string(),
    code: fc.constant(code),
    origins: fc.array(anyOrigin, { minLength: code.length, maxLength: code.length }),
    params: fc.uniqueArray(fc.string(), { maxLength: 3 }).map((names) => names.map((name) => ({ name, lo: 0, hi: 9 }))),
    inputs: fc.constant([
      { name: 'a b', elem: 'i64' as const, dims: [dim.symbol('odd name'), 2], address: 64, bytes: 160 },
    ]),
    outputs: fc.constant([{ name: 'y', elem: 'f16' as const, dims: [], address: 4096, bytes: 2 }]),
  }),
);

describe('assembly', () => {
  it('gives the same binary back, for any program', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyProgram, { maxLength: 3, selector: (p) => p.name }), (programs) => {
        roundTrip({ ...imageOf({}), programs });
      }),
      { numRuns: 60 },
    );
  });

  it('prints loops with labels, flags by name, data by value or by reference', () => {
    const text = roundTrip({
      machine: smallMachine,
      dramBytes: 65536,
      llcBytes: 4096,
      data: [
        {
          name: 'small',
          kind: 'const',
          address: 1024,
          tensor: tensorFromNumbers('f32', [2, 2], [1, -0, Number.NaN, 0.1]),
        },
        { name: 'big', kind: 'table', address: 8192, tensor: splatTensor('f16', [100, 4], 2) },
      ],
      programs: [
        {
          name: 'main',
          code: [
            { op: 'li', regs: [1], imm: 3 },
            { op: 'loop', regs: [2, 1], imm: 3 },
            { op: 'loop', regs: [3, 1], imm: 1 },
            { op: 'endloop', regs: [] },
            { op: 'endloop', regs: [] },
            { op: 'mm.f16', regs: [0, 1, 2, 3, 4, 5, 6, 7, 8], flags: { accumulate: 1 }, wait: 2, signal: 48 },
            { op: 'dma.cp', regs: [0, 1, 2, 3, 4, 5, 6, 7, 8], flags: { src_space: 2, dst_space: 1 } },
            { op: 'dma.st', regs: [0, 1, 2, 3, 4, 5, 6, 7, 8], flags: { dst_space: 1 } },
            { op: 'halt', regs: [] },
          ],
          origins: [
            undefined,
            nodeOrigin('Gemm_0'),
            undefined,
            undefined,
            undefined,
            nodeOrigin('Gemm_0'),
            undefined,
            undefined,
            undefined,
          ],
          params: [{ name: 'N', lo: 1, hi: 64 }],
          zeros: [dim.sub(dim.mul(2, dim.symbol('N')), 6)],
          inputs: [],
          outputs: [],
        },
      ],
    });
    expect(text).toContain('\ndram 65536\nllc 4096\nconst @small : f32[2, 2] at 0x400 = [[1.0, -0.0], [nan, 0.1]]');
    expect(text).toMatch(
      /table @big : f16\[100, 4\] at 0x2000 = blob\("card0\.elf", \d+, 800, "sha256:[0-9a-f]{16}"\)/,
    );
    expect(text).toContain('\n  param N in 1..64\n  zero 2*N - 6\n');
    const code = text.slice(text.indexOf('code {'));
    expect(code).toBe(`code {
    li r1, 3
    loop r2, r1, end0 ; loc(#0)
      loop r3, r1, end1
      end1: endloop
    end0: endloop
    mm.f16 r0, r1, r2, r3, r4, r5, r6, r7, r8 {accumulate} wait(load) signal(vector, embed) ; loc(#0)
    dma.cp r0, r1, r2, r3, r4, r5, r6, r7, r8 {dst_space = acc, src_space = dram}
    dma.st r0, r1, r2, r3, r4, r5, r6, r7, r8 {dst_space = llc}
    halt
  }
}
#0 = loc "Gemm_0"
`);
  });

  it('can show word numbers', () => {
    const image = imageOf({
      code: [
        { op: 'fence', regs: [] },
        { op: 'halt', regs: [] },
      ],
    });
    expect(disassemble(image, { notes: true })).toContain('fence  // 0\n    halt  // 1\n');
  });
});

describe('wrong assembly', () => {
  const frame = disassemble(imageOf({ code: [{ op: 'halt', regs: [] }] }));

  function problems(text: string): string[] {
    const diagnostics = new Diagnostics();
    expect(assemble(text, { file: 'x.casm', open: () => undefined }, diagnostics)).toBeUndefined();
    return diagnostics.list.map(({ code, message, location }) => {
      expect(location?.kind).toBe('text');
      return `${code}: ${message}`;
    });
  }

  const code = (lines: string) => frame.replace('halt', lines);
  const cases: readonly (readonly [string, readonly string[]])[] = [
    [code('v2.root.f16 r1'), ['casm/unknown-instruction: there is no instruction v2.root.f16']],
    [code('mov r64, r0'), ['casm/bad-register: r64 is not a register']],
    [
      code('li r0, 140737488355328'),
      ['casm/immediate-range: 140737488355328 does not fit: the immediate lies in -140737488355328 … 140737488355327'],
    ],
    [code('param r0, -1'), ['casm/immediate-range: -1 does not fit: the immediate lies in 0 … 140737488355327']],
    [code('halt {clip}'), ['casm/unknown-flag: halt has no clip (known: none)']],
    [
      code('vfill.f16 r0, r0, r0, r0, r0 {dst_space = dram}'),
      ['casm/unknown-flag: vfill.f16 has no dst_space = dram (known: sram, acc)'],
    ],
    [code('fence wait(scalar)'), ['casm/unknown-queue: there is no queue scalar']],
    [code('loop r0, r1, done'), ['casm/unknown-label: no word after the loop has the label done']],
    [code('back: loop r0, r1, back'), ['casm/unknown-label: no word after the loop has the label back']],
    [code('a: fence\na: fence'), ['casm/repeated: a is given twice']],
    [code('halt ; loc(#7)'), ['casm/unknown-origin: the table at the end of the text has no #7']],
    [
      code('mov r1\nmov r99, r1\nnope'),
      [
        "syntax/unexpected-token: expected ',' but found 'mov'",
        'casm/bad-register: r99 is not a register',
        'casm/unknown-instruction: there is no instruction nope',
      ],
    ],
    [
      frame.replace('casm 1', 'casm 2'),
      ['casm/version: the text has version 2 of the text form; this reader accepts 1'],
    ],
    [
      frame.replace('isa card 3', 'isa card 7'),
      ['casm/version: the text has version 7 of the instruction set; this reader accepts 3'],
    ],
    [
      frame.replace(/clock_hz = .*/, 'clock_hz = -1'),
      ['casm/machine-field: machine field clock_hz is not a number that can be measured'],
    ],
    [frame.replace(/^dram .*$/m, '$&\nllc 1048577'), ['casm/bad-place: llc is above the 1048576 bytes of the machine']],
    [frame.replace(/clock_hz = .*/, ''), ['casm/machine-field: machine field clockHz is missing']],
    [
      frame.replace(/sram_bytes = .*/, 'sram_bytes = 1e15'),
      ['casm/machine-field: machine field sramBytes is 1000000000000000'],
    ],
    [
      frame.replace('program', 'const @w : f32[4] at 0x0 = splat(1.0)\nconst @v : f32[4] at 0x8 = splat(1.0)\nprogram'),
      ['casm/bad-place: v overlaps w'],
    ],
    [
      frame.replace(/dram \d+/, 'dram 0').replace('program', 'const @w : f32[4] at 0x0 = splat(1.0)\nprogram'),
      ['casm/bad-place: w lies above the dram mark'],
    ],
    [
      frame.replace(/dram \d+/, 'dram 99999999999999'),
      ['casm/bad-place: dram is above the 17179869184 bytes of the machine'],
    ],
    [
      frame.replace('code', 'input %x : f32[4] at 0x100000 bytes 16\n code'),
      ['casm/bad-place: x lies above the dram mark'],
    ],
    [frame.replace('code', 'param N in -1..4\n code'), ['casm/bad-place: N has a negative bound']],
    [
      frame.replace(
        'program',
        'const @w : f32[4] at 0x0 = blob("gone.bin", 0, 16, "sha256:0011223344556677")\nprogram',
      ),
      [expect.stringContaining('gone.bin') as unknown as string],
    ],
    [`${frame.replace('halt', 'halt')}program @main {\n code { }\n}\n`, ['casm/repeated: main is given twice']],
  ];
  for (const [text, expected] of cases)
    it(`is refused: ${expected[0]}`, () => expect(problems(text)).toEqual(expected));

  it('has an example for every code', () => {
    const seen = new Set(cases.flatMap(([, expected]) => expected.map((line) => String(line).split(':')[0])));
    for (const { code: name, explanation } of Object.values(casmDiagnostics)) {
      expect(seen).toContain(name);
      expect(explanation).toContain('```text');
    }
  });

  it('never throws on damaged text', () => {
    const image = imageOf({
      code: [
        { op: 'loop', regs: [1, 2], imm: 1 },
        { op: 'endloop', regs: [] },
        { op: 'halt', regs: [] },
      ],
    });
    const text = disassemble(image);
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(20), fc.string({ maxLength: 3 }), (at, cut, insert) => {
        const damaged = text.slice(0, at) + insert + text.slice(at + cut);
        const diagnostics = new Diagnostics();
        const back = assemble(damaged, { file: 'x.casm', open: () => undefined }, diagnostics);
        expect(back !== undefined || diagnostics.hasErrors).toBe(true);
        if (back) writeElf(back);
      }),
      { numRuns: 500 },
    );
  });
});
