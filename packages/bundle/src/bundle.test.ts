import { createHash } from 'node:crypto';
import { Diagnostics, memorySource } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { MANIFEST_FILE, openBundle } from './bundle.js';
import { BUNDLE_SCHEMA, type Manifest } from './manifest.js';
import { serializeManifest } from './serialize-manifest.js';

const encoder = new TextEncoder();
const parts = new Map([
  ['card0.elf', Uint8Array.from({ length: 40 }, (_, i) => i)],
  ['plan.yaml', encoder.encode('plan 1\n')],
]);

function manifest(changes: Partial<Manifest> = {}): Omit<Manifest, 'digest'> {
  return {
    schema: BUNDLE_SCHEMA,
    producer: { name: 'afterglow', version: '0.0.0' },
    versions: { gir: 1 },
    model: { name: 'm' },
    target: { backend: 'card', machine: 'six-cards' },
    precision: 'fp16',
    inputs: [{ name: 'x', elem: 'f32', shape: ['batch', 13], values: { lo: 0, hi: 9, sorted: true } }],
    outputs: [{ name: 'y', elem: 'f32', shape: ['batch', ['*', 2, 'batch']], value: 'y' }],
    params: [{ name: 'batch', lo: 1, hi: 64 }],
    partitions: [
      {
        name: 'dense',
        backend: 'card',
        placements: [{ device: 'card0', part: 'card0.elf', entry: 'dense' }],
        inputs: [{ parameter: 'x', value: 'x' }],
        outputs: [{ result: 'y', value: 'y', type: { name: 'y', elem: 'f32', shape: ['batch', ['*', 2, 'batch']] } }],
      },
    ],
    fallback: [],
    parts: [...parts].map(([name, bytes]) => ({
      name,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
    ...changes,
  };
}

function folder(
  changes: ReadonlyMap<string, Uint8Array | undefined> = new Map(),
  text = serializeManifest(manifest()),
) {
  const files = new Map<string, Uint8Array | undefined>([[MANIFEST_FILE, encoder.encode(text)], ...parts, ...changes]);
  return (name: string) => {
    const bytes = files.get(name);
    return bytes && memorySource(name, bytes);
  };
}

function codes(open: ReturnType<typeof folder>): string[] {
  const diagnostics = new Diagnostics();
  const bundle = openBundle('out', open, diagnostics);
  expect(bundle === undefined).toBe(diagnostics.hasErrors);
  return diagnostics.list.map(({ code, location }) => (location?.kind === 'file' ? `${code} ${location.file}` : code));
}

describe('openBundle', () => {
  it('opens what was written', () => {
    const diagnostics = new Diagnostics();
    const bundle = openBundle('out', folder(), diagnostics);
    expect(diagnostics.list).toEqual([]);
    expect(bundle?.manifest.params).toEqual([{ name: 'batch', lo: 1, hi: 64 }]);
    expect(bundle?.open('card0.elf')?.size).toBe(40);
    expect(bundle?.open('other')).toBeUndefined();
  });

  it('names the part of any flipped byte', () => {
    for (const [name, bytes] of parts) {
      for (let at = 0; at < bytes.length; at++) {
        const damaged = bytes.slice();
        damaged[at] = (damaged[at] as number) ^ (1 << (at % 8));
        expect(codes(folder(new Map([[name, damaged]])))).toEqual([`bundle/part-digest ${name}`]);
      }
    }
  });

  it('notices every flipped bit pattern of the manifest', () => {
    const text = encoder.encode(serializeManifest(manifest()));
    for (let at = 0; at < text.length; at++) {
      const damaged = text.slice();
      damaged[at] = (damaged[at] as number) ^ (1 << (at % 7));
      const found = codes(folder(new Map([[MANIFEST_FILE, damaged]])));
      expect(found, `byte ${at}`).toHaveLength(1);
      expect(found[0]).toMatch(/^bundle\/(bad-manifest|manifest-digest|version) manifest\.json$/);
    }
  });

  it('refuses an edited manifest', () => {
    const text = serializeManifest(manifest()).replace('"hi": 64', '"hi": 65');
    expect(codes(folder(undefined, text))).toEqual(['bundle/manifest-digest manifest.json']);
  });

  it('says what is missing or cut short, all at once', () => {
    const changes = new Map([
      ['card0.elf', undefined],
      ['plan.yaml', encoder.encode('plan')],
    ]);
    expect(codes(folder(changes))).toEqual(['bundle/missing-part card0.elf', 'bundle/part-size plan.yaml']);
    expect(codes(folder(new Map([[MANIFEST_FILE, undefined]])))).toEqual(['bundle/missing-manifest']);
  });

  it('refuses other schemas, unknown fields and part names that leave the folder', () => {
    expect(codes(folder(undefined, serializeManifest(manifest({ schema: 9 }))))).toEqual([
      'bundle/version manifest.json',
    ]);
    const escaping = manifest({ parts: [{ name: '../secret', bytes: 1, sha256: '00' }] });
    expect(codes(folder(undefined, serializeManifest(escaping)))).toEqual(['bundle/bad-manifest manifest.json']);
    const unknown = { ...manifest(), extra: 1 } as Omit<Manifest, 'digest'>;
    expect(codes(folder(undefined, serializeManifest(unknown)))).toEqual(['bundle/bad-manifest manifest.json']);
    expect(codes(folder(undefined, 'not json'))).toEqual(['bundle/bad-manifest manifest.json']);
  });

  it('writes the same text whatever the order of fields', () => {
    const { schema, ...rest } = manifest();
    expect(serializeManifest({ ...rest, schema })).toBe(serializeManifest(manifest()));
  });
});

describe('a manifest that does not hold together', () => {
  const [dense] = manifest().partitions;
  if (!dense) throw new Error('the manifest above has a partition');
  const [result] = dense.outputs;
  if (!result) throw new Error('its partition has an output');
  const other = { ...dense, name: 'other', outputs: [{ ...result, value: 'z' }] };
  const reads = (value: string) => [{ parameter: 'x', value }];
  const cases: Readonly<Record<string, [Partial<Manifest>, string]>> = {
    'two inputs of a name': [{ inputs: [...manifest().inputs, ...manifest().inputs] }, 'two inputs x'],
    'a partition without a place': [{ partitions: [{ ...dense, placements: [] }] }, 'dense has no placement'],
    'a program that is no part': [
      { partitions: [{ ...dense, placements: [{ device: 'card0', part: 'card9.elf', entry: 'dense' }] }] },
      'card9.elf',
    ],
    'a circle': [
      {
        partitions: [
          { ...dense, inputs: reads('z') },
          { ...other, inputs: reads('y') },
        ],
      },
      'reads z, which nothing writes before it',
    ],
    'a value with two writers': [{ partitions: [dense, { ...other, outputs: dense.outputs }] }, 'y a second time'],
    'an output nobody writes': [{ partitions: [] }, 'output y is y, which nothing writes'],
    'an output of another type': [
      { outputs: [{ name: 'y', elem: 'i64', shape: ['batch', ['*', 2, 'batch']], value: 'y' }] },
      'declared otherwise',
    ],
    'an empty range': [{ params: [{ name: 'batch', lo: 2, hi: 1 }] }, 'no size is possible for batch'],
  };
  for (const [what, [changes, words]] of Object.entries(cases)) {
    it(`is refused: ${what}`, () => {
      const diagnostics = new Diagnostics();
      expect(openBundle('out', folder(new Map(), serializeManifest(manifest(changes))), diagnostics)).toBeUndefined();
      expect(diagnostics.list.map(({ code }) => code)).toEqual(['bundle/bad-manifest']);
      expect(diagnostics.list[0]?.message).toContain(words);
    });
  }
});
