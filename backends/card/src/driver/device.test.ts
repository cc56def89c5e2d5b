import { readFileSync } from 'node:fs';
import { arrayOf, Diagnostics, type HostValue, memorySource, type Tensor, tensorFromNumbers } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { assemble, disassemble } from '../asm/index.js';
import provider from '../device.js';
import { cardDiagnostics } from '../diagnostics.js';
import { decodeImage, readElf, writeElf } from '../elf/index.js';
import { concatChunks } from '../sim/run-words.test-support.js';
import { CardDevice } from './card-device.js';

const text = readFileSync(new URL('./add-vectors.casm', import.meta.url), 'utf8');

function elfOf(casm = text): Uint8Array {
  const diagnostics = new Diagnostics();
  const image = assemble(casm, { file: 'add-vectors.casm', open: () => undefined }, diagnostics);
  expect(diagnostics.list).toEqual([]);
  if (!image) throw new Error('not assembled');
  return concatChunks(writeElf(image).chunks());
}

function open(bytes = elfOf()): CardDevice {
  const diagnostics = new Diagnostics();
  const source = memorySource('card0.elf', bytes);
  const device = provider.open(
    { part: 'card0.elf', open: (part) => (part === 'card0.elf' ? source : undefined) },
    diagnostics,
  );
  expect(diagnostics.list).toEqual([]);
  if (!(device instanceof CardDevice)) throw new Error('not opened');
  return device;
}

const vector = (n: number, at: (i: number) => number) =>
  tensorFromNumbers(
    'f32',
    [n],
    Array.from({ length: n }, (_, i) => at(i)),
  );
const inputsOf = (n: number): Map<string, HostValue> =>
  new Map([
    ['a', vector(n, (i) => i / 3)],
    ['b', vector(n, (i) => 1000 - i * i)],
  ]);

describe('a hand-written program', () => {
  it('adds two vectors of any size, from text through the binary to the simulator', () => {
    const device = open();
    // Runs follow each other on one card: nothing of an earlier, larger run may show in a later one.
    for (const n of [4096, 1, 0, 255, 256, 257, 1000]) {
      const diagnostics = new Diagnostics();
      const inputs = inputsOf(n);
      const result = device.run('add', inputs, new Map([['N', n]]), diagnostics);
      expect(diagnostics.list).toEqual([]);
      const y = result?.outputs.get('y') as Tensor;
      const [a, b] = [inputs.get('a') as Tensor, inputs.get('b') as Tensor].map((t) => arrayOf(t) as Float32Array);
      const wanted = Float32Array.from({ length: n }, (_, i) =>
        Math.fround(Math.fround((a?.[i] ?? 0) + (b?.[i] ?? 0)) + 0.5),
      );
      expect(y.shape).toEqual([n]);
      expect(arrayOf(y)).toEqual(wanted);
    }
    device.close();
  });

  it('counts serial cycles and leaves a trace with origins', () => {
    const run = (trace: boolean) =>
      open().run('add', inputsOf(1000), new Map([['N', 1000]]), new Diagnostics(), { trace });
    const { counters = {}, events = [] } = run(true) ?? {};
    expect(counters['bytes: dram→sram']).toBe(2 * 4000 + 4);
    expect(counters['bytes: sram→dram']).toBe(4000);
    expect(counters['instructions: v2.add.f32']).toBe(8);
    const queues = ['ctrl', 'load', 'store', 'matrix', 'vector', 'embed'].map(
      (queue) => counters[`serial cycles: ${queue}`] ?? 0,
    );
    expect(queues.reduce((sum, cycles) => sum + cycles)).toBe(counters['serial cycles (simulated)']);
    const overlapped = counters['overlapped cycles (simulated)'] ?? 0;
    expect(overlapped).toBeGreaterThanOrEqual(Math.max(...queues));
    expect(overlapped).toBeLessThanOrEqual(counters['serial cycles (simulated)'] ?? 0);
    expect(new Set(events.map(({ name }) => name))).toEqual(new Set(['Shape_0', 'add', 'Add_1, Add_2']));
    let clock = 0;
    for (const { start, duration } of events) {
      expect(start).toBeCloseTo(clock, 9);
      clock = start + duration;
    }
    // A clock of 1 GHz: a microsecond is a thousand cycles.
    expect(clock).toBeCloseTo((counters['serial cycles (simulated)'] ?? 0) / 1000, 6);
    expect(run(false)?.events).toEqual([]);
    expect(run(false)?.counters).toEqual(counters);
  });

  it('comes back as text that assembles to the same bytes', () => {
    const bytes = elfOf();
    const diagnostics = new Diagnostics();
    const elf = readElf(memorySource('card0.elf', bytes), diagnostics);
    const image = elf && decodeImage(elf, diagnostics);
    const printed = image ? disassemble(image) : '';
    expect(elfOf(printed)).toEqual(bytes);
    expect(open().entries.map(({ name, params }) => [name, params])).toEqual([
      ['add', [{ name: 'N', lo: 0, hi: 4096 }]],
    ]);
  });
});

describe('a run that cannot be', () => {
  function problems(
    entry: string,
    inputs: Map<string, HostValue>,
    n: number | undefined,
    bytes?: Uint8Array,
  ): string[] {
    const diagnostics = new Diagnostics();
    const params = new Map(n === undefined ? [] : [['N', n] as const]);
    expect(open(bytes).run(entry, inputs, params, diagnostics)).toBeUndefined();
    return diagnostics.list.map(({ code, message }) => `${code}: ${message}`);
  }

  it('refuses sizes that do not fit each other', () => {
    const odd = elfOf(text.replace('param N in 0..4096\n', (line) => `${line}  zero (N mod 2) - 1\n`));
    expect(problems('add', inputsOf(4), 4, odd)).toEqual([
      'card/impossible-launch: add cannot run at N = 4: (N mod 2) - 1 is -1, and has to be 0',
    ]);
    expect(open(odd).run('add', inputsOf(3), new Map([['N', 3]]), new Diagnostics())).toBeDefined();
  });

  it('names entries, parameters and inputs, all in one go', () => {
    const good = inputsOf(3);
    expect(problems('sub', good, 3)).toEqual(['card/unknown-entry: the binary has no program sub; it has add']);
    expect(problems('add', good, 4097)[0]).toBe('card/bad-param: launch parameter N of add is 4097, outside 0..4096');
    expect(problems('add', good, undefined)[0]).toBe('card/bad-param: launch parameter N of add is missing');
    expect(problems('add', good, 2.5)[0]).toBe('card/bad-param: launch parameter N of add is 2.5, not an integer');
    const wrong = new Map<string, HostValue>([['a', vector(4, (i) => i)]]);
    expect(problems('add', wrong, 3)).toEqual([
      'card/bad-input: input a of add has shape [4], expected [3]',
      'card/bad-input: input b of add is missing',
    ]);
    const kinds = new Map<string, HostValue>([
      ['a', tensorFromNumbers('f16', [3], [1, 2, 3])],
      ['b', { kind: 'sequence', items: [] }],
    ]);
    expect(problems('add', kinds, 3)).toEqual([
      'card/bad-input: input a of add has elements of type f16, expected f32',
      'card/bad-input: input b of add is a sequence; a card takes tensors',
    ]);
  });

  it('names buffers that are too small for their shapes', () => {
    const casm = text.replace('at 0x8000 bytes 16384', 'at 0x8000 bytes 8');
    expect(problems('add', inputsOf(3), 3, elfOf(casm))).toEqual([
      'card/bad-elf: this is not a card binary: output y takes 12 bytes; 8 are reserved for it',
    ]);
    const input = text.replace('at 0x0 bytes 16384', 'at 0x0 bytes 8');
    expect(problems('add', inputsOf(3), 3, elfOf(input))).toEqual([
      'card/bad-input: input a of add takes 12 bytes; 8 are reserved for it',
    ]);
  });

  it('reports traps and illegal words', () => {
    const casm = text.replace('li r11, 1024', 'li r11, 4000');
    expect(problems('add', inputsOf(300), 300, elfOf(casm))).toEqual([
      expect.stringMatching(
        /^card\/trap: add trapped at word \d+ \(dma\.ld\): a write to sram at 4000 … 5023 is outside its 4096 bytes$/,
      ),
    ]);
    const bytes = elfOf();
    const words = readElf(memorySource('x', bytes), new Diagnostics());
    const [program] = words?.programs ?? [];
    const at = Buffer.from(bytes).indexOf(Buffer.from((program && words?.words(program)) ?? []));
    bytes[at] = 0xff;
    expect(problems('add', inputsOf(3), 3, bytes)).toEqual([
      expect.stringContaining('card/illegal-instruction: add, word 0'),
    ]);
  });

  it('says when the bundle lacks the part, or the part is no binary', () => {
    const diagnostics = new Diagnostics();
    expect(provider.open({ part: 'card1.elf', open: () => undefined }, diagnostics)).toBeUndefined();
    const junk = memorySource('card0.elf', new Uint8Array(100));
    expect(provider.open({ part: 'card0.elf', open: () => junk }, diagnostics)).toBeUndefined();
    expect(diagnostics.list.map(({ code }) => code)).toEqual(['card/bad-elf', 'card/bad-elf']);
  });
});

describe('diagnostics', () => {
  it('have an explanation with an example each', () => {
    for (const { code, explanation } of Object.values(cardDiagnostics)) {
      expect(code).toMatch(/^card\/[a-z-]+$/);
      expect(explanation).toContain('```text');
    }
  });
});
