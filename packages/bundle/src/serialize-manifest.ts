// Canonical JSON of a manifest and its own digest.

import { sha256Hex } from '@afterglow/core';
import type { Manifest } from './manifest.js';

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => [key, canonical(field)]),
  );
}

/** JSON with sorted keys, two-space indent and a final newline: the same value is the same bytes. */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(canonical(value), undefined, 2)}\n`;
}

/** The digest field of a manifest: SHA-256 of its canonical JSON without that field. */
export function manifestDigest(manifest: Omit<Manifest, 'digest'>): string {
  const { digest: _, ...rest } = manifest as Manifest;
  return sha256Hex([new TextEncoder().encode(canonicalJson(rest))]);
}

/** Text of `manifest.json`. */
export function serializeManifest(manifest: Omit<Manifest, 'digest'>): string {
  return canonicalJson({ ...manifest, digest: manifestDigest(manifest) });
}
