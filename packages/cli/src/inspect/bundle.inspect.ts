// Bundles and their manifests.

import { type Bundle, MANIFEST_FILE, type Manifest, openBundle, parseManifest } from '@afterglow/bundle';
import type { Diagnostics } from '@afterglow/core';
import { describeInfo } from '@afterglow/runtime';
import { type Inspector, readText } from './inspection.js';

/** A manifest for people: what goes in and out, where what runs, how large it is. */
export function describeManifest(manifest: Manifest): string {
  const { producer, model, target, precision, params, partitions, fallback, parts } = manifest;
  const machine = target.machine === undefined ? '' : ` on ${target.machine}`;
  const lines = [
    `bundle of ${model.name}, written by ${producer.name} ${producer.version}`,
    `target: ${target.backend}${machine}, ${precision}`,
    '',
    'inputs:',
    ...manifest.inputs.map((info) => `  ${info.name}: ${describeInfo(info)}`),
    'outputs:',
    ...manifest.outputs.map((info) => `  ${info.name}: ${describeInfo(info)}`),
    ...(params.length === 0 ? [] : ['launch parameters:']),
    ...params.map(({ name, lo, hi }) => `  ${name} in ${lo}..${hi}`),
    '',
    'partitions:',
    ...partitions.map(({ name, inputs, outputs, placements }) => {
      const devices = placements.map(({ device }) => device).join(', ');
      return `  ${name.padEnd(12)} ${inputs.length} inputs, ${outputs.length} outputs, on ${devices}`;
    }),
    ...(fallback.length === 0 ? [] : ['on the host because the target cannot run them:']),
    ...fallback.map(({ node, op, reason }) => `  ${op} ${node}: ${reason}`),
    '',
    'parts:',
    ...parts.map(
      ({ name, bytes, sha256 }) =>
        `  ${name.padEnd(28)} ${bytes.toLocaleString('en-US').padStart(14)} B  sha256:${sha256.slice(0, 16)}`,
    ),
  ];
  return lines.join('\n');
}

export const inspectManifest: Inspector = ({ name, source }, diagnostics) => {
  if (name !== MANIFEST_FILE) return 'unknown';
  const text = readText(source);
  const manifest = text === undefined ? undefined : parseManifest(text, diagnostics);
  return manifest && { kind: 'manifest', text: describeManifest(manifest), json: manifest };
};

/** Checks and describes a whole bundle. */
export function inspectBundle(
  folder: string,
  open: Parameters<typeof openBundle>[1],
  diagnostics: Diagnostics,
): { kind: string; text: string; json: unknown; bundle: Bundle } | undefined {
  const bundle = openBundle(folder, open, diagnostics);
  if (!bundle) return undefined;
  const { manifest } = bundle;
  return { kind: 'bundle', text: `${describeManifest(manifest)}\n\nall digests match`, json: manifest, bundle };
}
