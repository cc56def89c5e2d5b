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
    partitions: [],
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
