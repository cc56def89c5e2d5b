import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ByteSource,
  Diagnostics,
  dim,
  memorySource,
  nodeOrigin,
  splatTensor,
  tensorDigest,
  tensorFromNumbers,
} from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CardImage, instruction } from '../isa/index.js';
import { concatChunks, imageOf } from '../sim/run-words.test-support.js';
import { decodeImage, readElf, writeElf } from './index.js';

const fused = {
  kind: 'fused',
  by: 'fuse-activation',
  parts: [nodeOrigin('Gemm_0'), nodeOrigin('Relu_1', 'dlrm.py:12')],
} as const;

/** Two programs, data of both kinds with gaps and an empty one, symbolic dims, origins. */
const sample: CardImage = {
  ...imageOf({}),
  dramBytes: 1 << 20,
  llcBytes: 4096,
  programs: [
    {
      name: 'dense',
      code: [instruction('li', { rd: 1, imm: -5 }), instruction('fence', {}), instruction('halt', {})],
      origins: [nodeOrigin('Gemm_0'), nodeOrigin('Gemm_0'), fused],
      params: [{ name: 'batch', lo: 1, hi: 64 }],
      zeros: [dim.mod(dim.symbol('batch'), 3)],
      inputs: [{ name: '/in/0', elem: 'f32', dims: [dim.symbol('batch'), 4], address: 512, bytes: 1024 }],
      outputs: [{ name: 'out', elem: 'f16', dims: [dim.add(dim.symbol('batch'), 1)], address: 2048, bytes: 130 }],
    },
    { name: 'sparse 0', code: [instruction('halt', {})], origins: [undefined], params: [], inputs: [], outputs: [] },
  ],
  data: [
    { name: 'w', kind: 'const', address: 65536, tensor: tensorFromNumbers('f32', [3], [1, 2, -0]) },
    { name: 'w2', kind: 'const', address: 65600, tensor: splatTensor('f16', [10], 0.5) },
    { name: 'far', kind: 'const', address: 200004, tensor: tensorFromNumbers('u8', [3], [1, 2, 3]) },
    { name: 'emb', kind: 'table', address: 131072, tensor: splatTensor('f32', [1000, 4], 3) },
    { name: 'none', kind: 'const', address: 0, tensor: tensorFromNumbers('f32', [0], []) },
  ],
};

function bytesOf(image: CardImage): Uint8Array {
  const stream = writeElf(image);
  const bytes = concatChunks(stream.chunks());
  expect(bytes.length).toBe(stream.size);
  return bytes;
}

function open(bytes: Uint8Array, diagnostics = new Diagnostics()) {
  return readElf(memorySource('card0.elf', bytes), diagnostics);
}

const hasReadelf = spawnSync('readelf', ['--version']).status === 0;

function readelf(bytes: Uint8Array): { stdout: string; stderr: string } {
  const folder = mkdtempSync(join(tmpdir(), 'afterglow-elf-'));
  try {
    writeFileSync(join(folder, 'card0.elf'), bytes);
    const { stdout, stderr } = spawnSync('readelf', ['-a', '-W', join(folder, 'card0.elf')], { encoding: 'utf8' });
    return { stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('card binaries', () => {
  it('come back as they were written', () => {
    const diagnostics = new Diagnostics();
    const elf = open(bytesOf(sample), diagnostics);
    expect(diagnostics.list).toEqual([]);
    const image = elf && decodeImage(elf, diagnostics);
    expect(image?.machine).toEqual(sample.machine);
    expect(image?.programs).toEqual(sample.programs);
    expect([image?.dramBytes, image?.llcBytes]).toEqual([sample.dramBytes, sample.llcBytes]);
    expect(
      image?.data.map(({ name, kind, address, tensor }) => [
        name,
        kind,
        address,
        tensor.elem,
        tensor.shape,
        tensorDigest(tensor),
      ]),
    ).toEqual(
      sample.data.map(({ name, kind, address, tensor }) => [
        name,
        kind,
        address,
        tensor.elem,
        tensor.shape,
        tensorDigest(tensor),
      ]),
    );
    expect(image && bytesOf(image)).toEqual(bytesOf(sample));
  });

  it('say nothing of a shared cache they do not use', () => {
    const image = { ...sample, llcBytes: 0, machine: { ...sample.machine, llcBytes: 0 } };
    expect(open(bytesOf(image))?.llcBytes).toBe(0);
    // The kind of note is the only thing in a binary with these bytes.
    const kind = Buffer.from([4, 0, 0x47, 0x41]);
    expect(Buffer.from(bytesOf(sample)).includes(kind)).toBe(true);
    expect(Buffer.from(bytesOf(image)).includes(kind)).toBe(false);
  });

  it('keep neighbours in one section and split at gaps and kinds', () => {
    const elf = open(bytesOf(sample));
    expect(elf?.segments.map(({ address, bytes }) => [address, bytes])).toEqual([
      [65536, 84],
      [131072, 16000],
      [200004, 3],
    ]);
    for (const { address, offset } of elf?.segments ?? []) expect((address - offset) % 64).toBe(0);
  });

  it.skipIf(!hasReadelf)('are read by readelf without a warning', () => {
    for (const image of [sample, imageOf({ code: [] }), { ...imageOf({}), programs: [] }]) {
      const { stdout, stderr } = readelf(bytesOf(image));
      expect(stderr).toBe('');
      expect(stdout.toLowerCase()).not.toContain('warning');
      expect(stdout.toLowerCase()).not.toContain('error');
    }
    const { stdout } = readelf(bytesOf(sample));
    for (const text of [
      '.afterglow.text',
      '.afterglow.tables',
      '.afterglow.const.1',
      'dense',
      'dense.in./in/0',
      'EXEC (Executable file)',
      'emb',
    ]) {
      expect(stdout).toContain(text);
    }
    execFileSync('readelf', ['--version']);
  });

  it('stream tables that do not fit in memory', () => {
    const rows = 2 ** 27;
    const image = {
      ...sample,
      dramBytes: 2 ** 34,
      data: [{ name: 'huge', kind: 'table', address: 2 ** 20, tensor: splatTensor('f32', [rows, 16], 1) } as const],
    };
    const stream = writeElf(image);
    expect(stream.size).toBeGreaterThan(rows * 64);
    let taken = 0;
    for (const chunk of stream.chunks()) {
      expect(chunk.length).toBeLessThan(2 ** 26);
      taken += chunk.length;
      if (taken > 2 ** 24) break;
    }
  });

  it('refuse images that contradict themselves', () => {
    const [w] = sample.data;
    if (!w) throw new Error('the sample has data');
    expect(() => writeElf({ ...sample, data: [w, { ...w, name: 'again', address: w.address + 4 }] })).toThrow(
      'overlap',
    );
    expect(() => writeElf({ ...sample, dramBytes: 65536 })).toThrow('high-water');
    expect(() => writeElf({ ...sample, dramBytes: 2 ** 40 })).toThrow('more card memory');
    expect(() => writeElf({ ...sample, llcBytes: 2 ** 30 })).toThrow('more shared cache');
  });
});

describe('damaged binaries', () => {
  const good = bytesOf(sample);

  /** Reads everything a binary offers; only a bug throws. */
  function exercise(source: ByteSource): Diagnostics {
    const diagnostics = new Diagnostics();
    const elf = readElf(source, diagnostics);
    if (elf) decodeImage(elf, diagnostics);
    else expect(diagnostics.hasErrors).toBe(true);
    return diagnostics;
  }

  it('are refused when cut off anywhere', () => {
    for (let size = 0; size < good.length; size += size < 512 ? 1 : 97) {
      const diagnostics = exercise(memorySource('cut.elf', good.slice(0, size)));
      expect(diagnostics.list[0]?.code).toBe('card/bad-elf');
    }
  });

  it('never throw when a byte is changed', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = good.slice();
        bytes[at] = (bytes[at] ?? 0) ^ change;
        exercise(memorySource('flipped.elf', bytes));
      }),
      { numRuns: 1500 },
    );
  });

  function edited(find: string, replace: string): Uint8Array {
    const text = Buffer.from(good).toString('latin1');
    expect(text).toContain(find);
    expect(replace.length).toBe(find.length);
    return new Uint8Array(Buffer.from(text.replace(find, replace), 'latin1'));
  }

  it('are refused when tables contradict the file', () => {
    const reasons = [
      [edited('"words":3', '"words":9'), 'leaves the text section'],
      [edited('"address":65600', '"address":75600'), 'lies in no section'],
      [edited('"address":2048,', '"address":-048,'), 'is not JSON'],
      [edited('"address":512,', '"address":5.2,'), 'is not a number of things'],
      [edited('"elem":"u8"', '"elem":"q8"'), 'element type q8'],
      [edited('"kind":"table"', '"kind":"fable"'), 'neither const nor table'],
      [edited('"sramBytes":65536', '"sramByteZ":65536'), 'sramBytes is missing'],
      [edited('"sramBytes":65536', '"sramBytes":6e999'), 'sramBytes is missing or no number'],
      [edited('"llcBytes":1048576', '"llcBytes":104.576'), 'the size of a memory'],
      [edited('"llcBytes":1048576', '"llcBytes":1024   '), 'more shared cache than its machine'],
      [edited('[2,0,1,', '[9,0,1,'), 'does not cover its program'],
    ] as const;
    for (const [bytes, reason] of reasons) {
      expect(
        exercise(memorySource('edited.elf', bytes))
          .list.map((entry) => entry.message)
          .join(),
      ).toContain(reason);
    }
  });

  it('are refused for another instruction set version, naming both', () => {
    const bytes = good.slice();
    const at = Buffer.from(bytes).indexOf(Buffer.from('Afterglow\0'));
    bytes[at + 12] = 9;
    const [first] = exercise(memorySource('future.elf', bytes)).list;
    expect(first).toMatchObject({ code: 'card/isa-version', message: expect.stringMatching(/version 9 .* accepts 3/) });
  });

  it('name every illegal instruction', () => {
    const bytes = good.slice();
    const elf = open(good);
    const program = elf?.programs[0];
    const words = program && elf.words(program);
    const at = Buffer.from(bytes).indexOf(Buffer.from(words ?? []));
    bytes[at] = 0xee;
    bytes[at + 40] = 1;
    const found = exercise(memorySource('illegal.elf', bytes)).list;
    expect(found.map(({ code, message }) => [code, message.slice(0, 14)])).toEqual([
      ['card/illegal-instruction', 'dense, word 0:'],
      ['card/illegal-instruction', 'dense, word 2:'],
    ]);
  });
});
