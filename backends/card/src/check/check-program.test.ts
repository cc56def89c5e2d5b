import { Diagnostics, dim, memorySource, renderDiagnostics } from '@afterglow/core';
import { build, tensorType } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { compileTest, makeFunc, randomTensor, tiny } from '../codegen/compile-and-run.test-support.js';
import { readElf, writeElf } from '../elf/index.js';
import { type CardImage, type Instruction, instruction, QUEUES } from '../isa/index.js';
import { Assembler, concatChunks, imageOf } from '../sim/run-words.test-support.js';
import { checkBinary } from './index.js';
import { launchesOf } from './launches.js';

const bit = (queue: keyof typeof QUEUES) => 1 << QUEUES[queue];

/** Codes of what the checker finds in an image, through its binary. */
function found(image: CardImage, maxWords?: number): string[] {
  const diagnostics = new Diagnostics();
  const elf = readElf(memorySource('card0.elf', concatChunks(writeElf(image).chunks())), diagnostics);
  if (!elf) throw new Error(renderDiagnostics(diagnostics.list));
  const clean = checkBinary(elf, diagnostics, maxWords === undefined ? {} : { maxWords });
  expect(clean).toBe(diagnostics.list.length === 0);
  return diagnostics.list.map(({ code }) => code);
}

function codeOf(build: (a: Assembler) => void): CardImage {
  const a = new Assembler();
  build(a);
  a.raw(instruction('halt', {}));
  return imageOf({ code: a.code, inputs: [{ name: 'x', elem: 'f32', dims: [16], address: 0, bytes: 64 }] });
}

const load = { dst: 0, src: 0, n0: 64, n1: 1, n2: 1, dst_s1: 0, dst_s2: 0, src_s1: 0, src_s2: 0 };
const relu = { dst: 64, src: 0, rows: 1, cols: 16, dst_stride: 0, src_stride: 0 };
const store = { ...load, dst: 1024, src: 64 };

describe('programs by hand', () => {
  it('are sound when tokens order them', () => {
    const image = codeOf((a) =>
      a
        .op('dma.ld', load, { signal: bit('vector') })
        .op('v1.relu.f32', relu, { wait: bit('load'), signal: bit('store') })
        .op('dma.st', store, { wait: bit('vector') }),
    );
    expect(found(image)).toEqual([]);
  });

  it('race when a token is missing, and only then', () => {
    const image = codeOf((a) => a.op('dma.ld', load).op('v1.relu.f32', relu));
    expect(found(image)).toEqual(['card/race']);
    const apart = codeOf((a) =>
      a
        .op('dma.ld', load)
        .op('dma.ld', { ...load, dst: 128 })
        .op('vfill.f32', { dst: 64, rows: 1, cols: 16, stride: 0, value: 0 }),
    );
    expect(found(apart)).toEqual([]);
    const fenced = codeOf((a) => a.op('dma.ld', load).raw(instruction('fence', {})).op('v1.relu.f32', relu));
    expect(found(fenced)).toEqual([]);
  });

  it('deadlock when a token is waited for that nobody gives', () => {
    const image = codeOf((a) => a.op('dma.ld', load).op('v1.relu.f32', relu, { wait: bit('load') }));
    expect(found(image)).toEqual(['card/deadlock']);
  });

  it('read only what somebody wrote', () => {
    expect(found(codeOf((a) => a.op('v1.relu.f32', relu)))).toEqual(['card/unwritten-read']);
    expect(found(codeOf((a) => a.op('dma.ld', { ...load, src: 4096 })))).toEqual(['card/unwritten-read']);
    // The head of a table is read whatever the sizes are, but not by an instruction without rows.
    const table = { dst: 0, src: 64, cols: 16, dst_stride: 0, src_stride: 0, table: 512 };
    expect(found(codeOf((a) => a.op('vlut.lin.f16', { ...table, rows: 1 })))).toContain('card/unwritten-read');
    expect(found(codeOf((a) => a.op('vlut.lin.f16', { ...table, rows: 0 })))).toEqual([]);
  });

  it('are followed at launches whose sizes fit each other', () => {
    const params = ['A', 'B'].map((name) => ({ name, lo: 0, hi: 60 }));
    const [A, B] = [dim.symbol('A'), dim.symbol('B')];
    expect(launchesOf(params)).toHaveLength(5);
    // A multiple of 7 and three times B: no corner, nor the middle, but for the first.
    const launches = launchesOf(params, [dim.mod(A, 7), dim.sub(A, dim.mul(3, B))]);
    expect(launches).toEqual([
      [0, 0],
      [21, 7],
      [42, 14],
    ]);
    // What never fits is better followed at the corners than not at all.
    expect(launchesOf(params, [1])).toHaveLength(5);
  });

  it('are refused when they are too long to follow', () => {
    expect(
      found(
        codeOf((a) => a.op('dma.ld', load)),
        3,
      ),
    ).toEqual(['card/too-long-to-check']);
  });
});

/** Loads, works on and stores two tiles in turn, `apart` bytes from each other: `credits` tokens let loads run ahead of stores. */
function pipeline(credits: number, apart = 256): CardImage {
  return codeOf((a) => {
    const tiles = [0, 1].map((i) => ({ ...load, dst: apart * i }));
    for (let i = 0; i < credits; i++) a.op('dma.st', { ...store, n0: 0 }, { signal: bit('load') });
    a.raw(instruction('li', { rd: 40, imm: 7 }), instruction('loop', { rd: 41, ra: 40, imm: 0 }));
    const start = a.code.length - 1;
    for (const tile of tiles) {
      a.op('dma.ld', tile, { wait: bit('store'), signal: bit('vector') })
        .op('v1.relu.f32', { ...relu, dst: tile.dst + 64, src: tile.dst }, { wait: bit('load'), signal: bit('store') })
        .op('dma.st', { ...store, src: tile.dst + 64 }, { wait: bit('vector'), signal: bit('load') });
    }
    a.raw(instruction('endloop', {}));
    a.code[start] = instruction('loop', { rd: 41, ra: 40, imm: a.code.length - 1 - start });
  });
}

describe('loops', () => {
  it('may overlap by as many iterations as there are buffers', () => {
    expect(found(pipeline(2))).toEqual([]);
  });

  it('race when loads run further ahead than there are buffers', () => {
    expect(found(pipeline(3))).toContain('card/race');
  });

  it('race when the buffers overlap by a byte', () => {
    expect(found(pipeline(2, 128))).toEqual([]);
    expect(found(pipeline(2, 124))).toContain('card/race');
  });

  it('never start without a first token', () => {
    expect(found(pipeline(0))).toEqual(['card/deadlock']);
  });
});

const N = dim.symbol('N');

function compiled(): CardImage {
  const func = makeFunc({ N: [1, 40] }, (b) => {
    const x = b.param('x', tensorType('f16', [N, 100]));
    const weight = b.constant('w', randomTensor('f16', [60, 100], 1));
    const y = build.fullyConnected(b, x, weight, b.constant('b', randomTensor('f16', [60], 2)), { act: 'relu' });
    return build.add(b, y, build.sigmoid(b, y));
  });
  return compileTest(func, tiny).compiled.image;
}

/** The image with each word for which `change` answers another one replaced, one image a change. */
function seeded(image: CardImage, change: (word: Instruction) => Instruction | undefined): CardImage[] {
  const [program] = image.programs;
  if (!program) throw new Error('no program');
  return program.code.flatMap((word, pc) => {
    const other = change(word);
    const code = other && program.code.map((old, i) => (i === pc ? other : old));
    return code ? [{ ...image, programs: [{ ...program, code }] }] : [];
  });
}

describe('a compiled program', () => {
  const image = compiled();

  it('is sound', () => {
    expect(found(image)).toEqual([]);
  });

  it('is not with any one of its tokens dropped', () => {
    const faults = seeded(image, ({ wait: _, ...word }) => (_ ? word : undefined));
    expect(faults.length).toBeGreaterThan(5);
    for (const fault of faults) expect(found(fault).length).toBeGreaterThan(0);
  });

  it('is not with a token given to another queue', () => {
    const others = { [bit('vector')]: bit('matrix'), [bit('matrix')]: bit('vector'), [bit('store')]: bit('load') };
    const faults = seeded(image, (word) => {
      const signal = others[word.signal ?? 0];
      return signal === undefined ? undefined : { ...word, signal };
    });
    expect(faults.length).toBeGreaterThan(3);
    for (const fault of faults) expect(found(fault).length).toBeGreaterThan(0);
  });

  it('is not without one of the fences that stand in its loops', () => {
    const [code = []] = image.programs.map((program) => program.code);
    let depth = 0;
    const inLoop = code.map(({ op }) => {
      if (op === 'loop') depth++;
      if (op === 'endloop') depth--;
      return depth > 0;
    });
    const fences = code.flatMap(({ op }, pc) => (op === 'fence' && inLoop[pc] ? [pc] : []));
    expect(fences.length).toBeGreaterThan(0);
    const mov: Instruction = { op: 'mov', regs: [0, 0] };
    const races = fences.map((at) => {
      const programs = image.programs.map((program) => ({
        ...program,
        code: program.code.map((word, pc) => (pc === at ? mov : word)),
      }));
      return found({ ...image, programs }).includes('card/race');
    });
    expect(races).toContain(true);
  });
});

const twoEngines = { machine: { ...imageOf({}).machine, engines: 2 }, llcBytes: 4096 };

describe('several engines', () => {
  const func = makeFunc({ N: [1, 40] }, (b) => {
    const x = b.param('x', tensorType('f16', [N, 2048]));
    return build.add(b, build.tanh(b, x), build.reduceMax(b, x, { axes: [1], keepdims: true }));
  });
  const image = compileTest(func, { ...tiny, engines: 3 }).compiled.image;

  it('are kept apart by barriers', () => {
    expect(found(image)).toEqual([]);
    const faults = seeded(image, ({ op }) => (op === 'barrier' ? { op: 'fence', regs: [] } : undefined));
    expect(faults.length).toBeGreaterThan(0);
    for (const fault of faults) expect(found(fault)).toContain('card/race');
  });

  it('are kept apart by their part of every channel, however the channels are counted', () => {
    const channels = (part: number) => {
      const image = codeOf((a) => {
        a.raw(instruction('engine', { rd: 50 }), instruction('muli', { rd: 51, ra: 50, imm: part }));
        a.op('vfill.f32', { dst: 64, rows: 1, cols: 16, stride: 0, value: 0 }).raw(instruction('fence', {}));
        a.op('dma.st', { ...load, src: 64, n0: 64 });
        const stored = a.code.pop();
        if (!stored) throw new Error('no instruction');
        // Channel 3 * i + 2 * k of 1024 bytes, in which each engine has bytes of its own.
        a.raw(instruction('li', { rd: 40, imm: 2 }), instruction('loop', { rd: 41, ra: 40, imm: 8 }));
        a.raw(instruction('loop', { rd: 42, ra: 40, imm: 6 }));
        a.raw(instruction('muli', { rd: 43, ra: 41, imm: 3072 }), instruction('muli', { rd: 44, ra: 42, imm: 2048 }));
        a.raw(instruction('add', { rd: 43, ra: 43, rb: 44 }), instruction('add', { rd: 43, ra: 43, rb: 51 }));
        a.raw({ ...stored, regs: stored.regs.map((reg, i) => (i === 0 ? 43 : reg)) });
        a.raw(instruction('endloop', {}), instruction('endloop', {}));
      });
      return found({ ...image, programs: image.programs.map((p) => ({ ...p, inputs: [] })), ...twoEngines });
    };
    expect(channels(64)).toEqual([]);
    expect(channels(60)).toEqual(['card/race']);
  });

  it('race in the shared cache as they do in card memory', () => {
    const through = (space: 'dram' | 'llc', between: 'barrier' | 'fence') => {
      const image = codeOf((a) => {
        a.raw(instruction('engine', { rd: 50 }), instruction('muli', { rd: 51, ra: 50, imm: 64 }));
        a.op('vfill.f32', { dst: 64, rows: 1, cols: 16, stride: 0, value: 0 }).raw(instruction('fence', {}));
        a.op('dma.st', { ...load, src: 64, dst_space: space });
        const stored = a.code.pop();
        if (!stored) throw new Error('no instruction');
        // Each engine has 64 bytes of its own, and reads those of all of them.
        a.raw({ ...stored, regs: stored.regs.map((reg, i) => (i === 0 ? 51 : reg)) }, instruction(between, {}));
        a.op('dma.ld', { ...load, src: 0, n0: 128, src_space: space });
      });
      return found({ ...image, programs: image.programs.map((p) => ({ ...p, inputs: [] })), ...twoEngines });
    };
    for (const space of ['dram', 'llc'] as const) {
      expect(through(space, 'barrier')).toEqual([]);
      // Each engine reads what the other writes.
      expect(through(space, 'fence')).toEqual(['card/race', 'card/race']);
    }
  });

  it('read nothing from the shared cache that nobody wrote', () => {
    const image = codeOf((a) => a.op('dma.ld', { ...load, src: 4, src_space: 'llc' }));
    expect(found({ ...image, llcBytes: 4096 })).toEqual(['card/unwritten-read']);
  });

  it('are not where their parts meet', () => {
    // Every engine takes itself for the first one.
    const faults = seeded(image, ({ op, regs }) => (op === 'engine' ? { op: 'li', regs, imm: 0 } : undefined));
    expect(faults).toHaveLength(1);
    for (const fault of faults) expect(found(fault)).toContain('card/race');
  });

  it('cannot wait for one another inside a loop', () => {
    const loop = codeOf((a) => {
      a.raw(instruction('li', { rd: 40, imm: 2 }), instruction('loop', { rd: 41, ra: 40, imm: 2 }));
      a.raw(instruction('barrier', {}), instruction('endloop', {}));
    });
    expect(found(loop)).toEqual(['card/bad-program']);
  });
});
