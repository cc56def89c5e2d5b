// The files that a folder holds because a bundle was written there: what a new bundle may replace.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Diagnostics } from '@afterglow/core';
import { MANIFEST_FILE } from '../bundle.js';
import { parseManifest } from '../parse-manifest.js';

const MAX_BYTES = 64 * 1024 * 1024;

/** Names of the manifest and its parts; empty when the folder holds no manifest that reads as one of ours. */
export function bundleFiles(folder: string): ReadonlySet<string> {
  const path = join(folder, MANIFEST_FILE);
  if (!existsSync(path) || !statSync(path).isFile() || statSync(path).size > MAX_BYTES) return new Set();
  const manifest = parseManifest(readFileSync(path, 'utf8'), new Diagnostics());
  if (!manifest) return new Set();
  return new Set([MANIFEST_FILE, ...manifest.parts.map(({ name }) => name)]);
}
