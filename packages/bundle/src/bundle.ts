// A bundle in hand: a checked manifest and its parts. Parts may lie on disk or in memory; readers see byte sources.

import { type ByteSource, type Diagnostics, type Location, sha256Hex } from '@afterglow/core';
import { bundleDiagnostics } from './diagnostics.js';
import type { Manifest } from './manifest.js';
import { parseManifest } from './parse-manifest.js';

export const MANIFEST_FILE = 'manifest.json';

export interface Bundle {
  readonly manifest: Manifest;
  /** A part by name; undefined when the manifest has no such part. */
  open(part: string): ByteSource | undefined;
}

/** SHA-256 of a whole source, in pieces of 1 MiB unless the platform does it. */
export function sourceDigest(source: ByteSource): string {
  if (source.sha256) return source.sha256(0, source.size);
  function* pieces(): Generator<Uint8Array> {
    const step = 1 << 20;
    for (let at = 0; at < source.size; at += step) {
      const piece = new Uint8Array(Math.min(step, source.size - at));
      source.read(at, piece);
      yield piece;
    }
  }
  return sha256Hex(pieces());
}

/** Upper limit of a manifest's size; a model with a million partitions is not a model. */
const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;

/**
 * Opens a bundle and checks every part against the manifest, so that a damaged file is refused by name before anything
 * runs. `open` answers a file of the bundle's folder.
 */
export function openBundle(
  folder: string,
  open: (name: string) => ByteSource | undefined,
  diagnostics: Diagnostics,
): Bundle | undefined {
  const file = open(MANIFEST_FILE);
  if (!file) {
    diagnostics.report(bundleDiagnostics.missingManifest, { folder });
    return undefined;
  }
  if (file.size > MAX_MANIFEST_BYTES) {
    diagnostics.report(bundleDiagnostics.badManifest, {
      problem: `it has ${file.size} bytes`,
    });
    return undefined;
  }
  const bytes = new Uint8Array(file.size);
  file.read(0, bytes);
  const manifest = parseManifest(new TextDecoder().decode(bytes), diagnostics);
  if (!manifest) return undefined;
  const parts = new Map<string, ByteSource>();
  const before = diagnostics.list.length;
  for (const part of manifest.parts) {
    const location: Location = { kind: 'file', file: part.name };
    const source = open(part.name);
    if (!source) diagnostics.report(bundleDiagnostics.missingPart, { part: part.name }, { location });
    else if (source.size !== part.bytes) {
      const params = {
        part: part.name,
        found: source.size,
        expected: part.bytes,
      };
      diagnostics.report(bundleDiagnostics.partSize, params, { location });
    } else if (sourceDigest(source) !== part.sha256) {
      diagnostics.report(bundleDiagnostics.partDigest, { part: part.name }, { location });
    } else parts.set(part.name, source);
  }
  if (diagnostics.list.length > before) return undefined;
  return { manifest, open: (name) => parts.get(name) };
}
