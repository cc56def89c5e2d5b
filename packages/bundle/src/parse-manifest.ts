// Reads `manifest.json`: everything is checked before anything is believed.

import { type Diagnostics, dim, isElementType, type Location } from '@afterglow/core';
import { manifestProblem } from './check-manifest.js';
import { bundleDiagnostics } from './diagnostics.js';
import { BUNDLE_SCHEMA, type Manifest } from './manifest.js';
import { manifestDigest, serializeManifest } from './serialize-manifest.js';

type Check = (value: unknown, path: string) => string | undefined;

const text: Check = (value, path) => (typeof value === 'string' ? undefined : `${path} must be a string`);
const count: Check = (value, path) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? undefined : `${path} must be a whole number`;
const optional =
  (check: Check): Check =>
  (value, path) =>
    value === undefined ? undefined : check(value, path);
const list =
  (check: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return `${path} must be a list`;
    for (const [i, item] of value.entries()) {
      const problem = check(item, `${path}[${i}]`);
      if (problem) return problem;
    }
    return undefined;
  };
const record =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return `${path} must be an object`;
    for (const [name, check] of Object.entries(fields)) {
      const problem = check((value as Record<string, unknown>)[name], path === '' ? name : `${path}.${name}`);
      if (problem) return problem;
    }
    const unknown = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
    return unknown === undefined ? undefined : `${path === '' ? '' : `${path}.`}${unknown} is not a known field`;
  };
const element: Check = (value, path) =>
  typeof value === 'string' && isElementType(value) ? undefined : `${path} must name an element type`;
/** Part names are plain file names, so that no manifest can point out of its folder. */
const partName: Check = (value, path) =>
  typeof value === 'string' && /^[\w][\w.-]*$/.test(value) ? undefined : `${path} must be a plain file name`;
const numbers: Check = (value, path) => {
  if (value === null || typeof value !== 'object') return `${path} must be an object`;
  const bad = Object.entries(value).find(([, version]) => !Number.isSafeInteger(version));
  return bad ? `${path}.${bad[0]} must be a whole number` : undefined;
};

const dimJson: Check = (value, path) => (dim.fromJson(value) === undefined ? `${path} must be a dim` : undefined);
const flag: Check = (value, path) => (typeof value === 'boolean' ? undefined : `${path} must be true or false`);
const isMapOf = (value: unknown): boolean =>
  typeof value === 'string' && value.startsWith('map of ') && isElementType(value.slice('map of '.length));
const wrapper: Check = (value, path) =>
  value === 'sequence' || value === 'optional' || isMapOf(value)
    ? undefined
    : `${path} must be sequence, optional, or map of an element type`;
const openness: Check = (value, path) =>
  value === 'any' || value === 'none' ? undefined : `${path} must be any or none`;
const conditionKind: Check = (value, path) =>
  value === 'natural' || value === 'equal' || value === 'repeats'
    ? undefined
    : `${path} must be natural, equal or repeats`;
const tensorFields = {
  name: text,
  elem: element,
  shape: list(dimJson),
  wrap: optional(list(wrapper)),
  open: optional(openness),
};
const tensorInfo = record(tensorFields);
const outputInfo = record({ ...tensorFields, value: text });
const valueRange = record({ lo: dimJson, hi: dimJson, sorted: optional(flag) });
const inputInfo = record({ ...tensorFields, values: optional(valueRange) });
const manifestShape = record({
  schema: count,
  producer: record({ name: text, version: text }),
  versions: numbers,
  model: record({ name: text }),
  target: record({
    backend: text,
    machine: optional(text),
    machineDigest: optional(text),
  }),
  precision: text,
  inputs: list(inputInfo),
  outputs: list(outputInfo),
  params: list(record({ name: text, lo: count, hi: count })),
  conditions: optional(list(record({ node: text, kind: conditionKind, sizes: list(dimJson) }))),
  partitions: list(
    record({
      name: text,
      backend: text,
      placements: list(record({ device: text, part: partName, entry: text })),
      inputs: list(record({ parameter: text, value: text })),
      outputs: list(record({ result: text, value: text, type: tensorInfo })),
    }),
  ),
  fallback: list(record({ node: text, op: text, reason: text })),
  parts: list(record({ name: partName, bytes: count, sha256: text })),
  digest: text,
});

/** Parses and checks the text of `manifest.json`; problems go to `diagnostics`. */
export function parseManifest(source: string, diagnostics: Diagnostics): Manifest | undefined {
  const extras: { location: Location } = {
    location: { kind: 'file', file: 'manifest.json' },
  };
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'not JSON';
    diagnostics.report(bundleDiagnostics.badManifest, { problem }, extras);
    return undefined;
  }
  const schema = (value as { schema?: unknown } | null)?.schema;
  if (typeof schema === 'number' && schema !== BUNDLE_SCHEMA) {
    diagnostics.report(bundleDiagnostics.version, { found: schema, accepted: BUNDLE_SCHEMA }, extras);
    return undefined;
  }
  const problem = manifestShape(value, '');
  if (problem) {
    diagnostics.report(bundleDiagnostics.badManifest, { problem }, extras);
    return undefined;
  }
  // `manifestShape` has checked every field.
  const manifest = value as Manifest;
  if (manifest.digest !== manifestDigest(manifest) || serializeManifest(manifest) !== source) {
    diagnostics.report(bundleDiagnostics.manifestDigest, {}, extras);
    return undefined;
  }
  const nonsense = manifestProblem(manifest);
  if (nonsense) {
    diagnostics.report(bundleDiagnostics.badManifest, { problem: nonsense }, extras);
    return undefined;
  }
  return manifest;
}
