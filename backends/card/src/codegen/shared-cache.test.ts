// Temporaries in the cache that engines share: which lie there, that they keep their bytes, and that nothing depends on its size.

import { Diagnostics, dim, memorySource } from '@afterglow/core';
import { build, type Func, tensorType } from '@afterglow/ir';
import type { StoredBuffer } from '@afterglow/lir';
import { describe, expect, it } from 'vitest';
import { checkBinary } from '../check/index.js';
import { readElf, writeElf } from '../elf/index.js';
import type { CardImage, CardMachine } from '../isa/index.js';
import { concatChunks } from '../sim/run-words.test-support.js';
import { compileTest, makeFunc, randomTensor, type TestCard, tiny, valuesOf } from './compile-and-run.test-support.js';

const N = dim.symbol('N');

/** Layers wide enough to be split by columns: every engine reads the whole result of the one before. */
function layers(width: number, count = 3): Func {
  return makeFunc({ N: [1, 8] }, (b) => {
    let y = b.param('x', tensorType('f16', [N, width]));
    for (let i = 0; i < count; i++) {
      const weight = b.constant(`w${i}`, randomTensor('f16', [width, width], i, 0.1));
      y = build.fullyConnected(b, y, weight, undefined, { act: 'relu' });
    }
    return y;
  });
}

/** Name and memory of the temporaries of the generic program, in the order of its text. */
function temporaries(card: TestCard): StoredBuffer[] {
  const [program] = card.compiled.modules.generic.programs;
  return (program?.buffers ?? []).filter((buffer): buffer is StoredBuffer => buffer.role === 'temp');
}

const memories = (card: TestCard) => temporaries(card).map(({ memory }) => memory);
const reportOf = (card: TestCard) => card.compiled.report.programs[0];
const withCache = (llcBytes: number): CardMachine => ({ ...tiny, llcBytes });

describe('temporaries that engines share', () => {
  // A result has 8 × 512 numbers of 2 bytes.
  const func = layers(512);

  it('lie in the cache when it has room for them', () => {
    const card = compileTest(func, withCache(16384));
    expect(memories(card)).toEqual(['llc', 'llc']);
    expect(card.compiled.image.llcBytes).toBe(16384);
    expect(reportOf(card)).toMatchObject({
      spills: 0,
      llc: { highWater: 16384, lowerBound: 16384 },
      dram: { highWater: 0 },
    });
  });

  it('lie in card memory where they find none', () => {
    const one = compileTest(func, withCache(8192));
    expect(memories(one).sort()).toEqual(['dram', 'llc']);
    expect(reportOf(one)).toMatchObject({
      spills: 1,
      spillBytes: 8192,
      llc: { highWater: 8192 },
      dram: { highWater: 8192 },
    });
    const none = compileTest(func, withCache(8191));
    expect(memories(none)).toEqual(['dram', 'dram']);
    expect(reportOf(none)).toMatchObject({ spills: 2, llc: { highWater: 0 } });
  });

  it('lie in card memory of a card without a cache, and that is no spill', () => {
    const card = compileTest(func, withCache(0));
    expect(memories(card)).toEqual(['dram', 'dram']);
    expect(card.compiled.image.llcBytes).toBe(0);
    expect(reportOf(card)?.spills).toBe(0);
  });

  it('give the same bits wherever they lie, in fewer cycles the more of them lie in the cache', () => {
    const x = randomTensor('f16', [5, 512], 9);
    const cards = [0, 8192, 16384].map((llcBytes) => compileTest(func, withCache(llcBytes)));
    const results = cards.map((card) => valuesOf(card.run({ x }, { N: 5 })[0] ?? x));
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
    const cycles = cards.map((card) => card.cycles({ x }, { N: 5 }));
    expect(cycles[1]).toBeLessThan(cycles[0] ?? 0);
    expect(cycles[2]).toBeLessThan(cycles[1] ?? 0);
  });

  it('get the room that pays most: what every engine reads before what each reads its part of', () => {
    const mixed = makeFunc({}, (b) => {
      const perm = { perm: [1, 0] };
      const x = b.param('x', tensorType('f16', [32, 512]));
      // Each result is read once in parts, the last one by every engine; two that follow one another are in use together.
      const turned = build.transpose(b, build.transpose(b, x, perm), perm);
      const again = build.transpose(b, turned, { perm: [0, 1] });
      return build.fullyConnected(b, again, b.constant('w', randomTensor('f16', [512, 512], 1, 0.1)));
    });
    expect(memories(compileTest(mixed, withCache(32768)))).toEqual(['llc', 'dram', 'llc']);
  });

  it('that the embedding unit reads as tables stay in card memory', () => {
    const rows = makeFunc({}, (b) => {
      const x = b.param('x', tensorType('f16', [64, 32]));
      const indices = b.param('i', tensorType('i64', [10]));
      return build.gather(b, build.relu(b, x), indices, { axis: 0 });
    });
    expect(memories(compileTest(rows, withCache(65536)))).toEqual(['dram']);
  });
});

describe('the checker', () => {
  const { image } = compileTest(layers(512), withCache(16384)).compiled;

  function found(changed: CardImage): string[] {
    const diagnostics = new Diagnostics();
    const elf = readElf(memorySource('card0.elf', concatChunks(writeElf(changed).chunks())), diagnostics);
    if (elf) checkBinary(elf, diagnostics);
    return diagnostics.list.map(({ code, message }) => `${code} ${/llc|dram|sram|acc/.exec(message)?.[0]}`);
  }

  /** The image with word `pc` of its program replaced. */
  function edited(pc: number, change: (word: CardImage['programs'][number]['code'][number]) => object): CardImage {
    const programs = image.programs.map((program) => ({
      ...program,
      code: program.code.map((word, i) => (i === pc ? { ...word, ...change(word) } : word)),
    }));
    return { ...image, programs };
  }

  it('sees engines race in the cache when a barrier is missing', () => {
    expect(found(image)).toEqual([]);
    const barriers = image.programs[0]?.code.flatMap(({ op }, pc) => (op === 'barrier' ? [pc] : [])) ?? [];
    expect(barriers).toHaveLength(2);
    for (const pc of barriers) expect(found(edited(pc, () => ({ op: 'fence' })))).toContain('card/race llc');
  });

  it('sees a result that was left where nobody reads it', () => {
    const stores = image.programs[0]?.code.flatMap(({ op, flags }, pc) =>
      op === 'dma.st' && flags?.['dst_space'] === 1 ? [pc] : [],
    );
    expect(stores?.length).toBeGreaterThan(0);
    for (const pc of stores ?? []) {
      expect(found(edited(pc, () => ({ flags: {} }))).join()).toContain('card/unwritten-read llc');
    }
  });
});
