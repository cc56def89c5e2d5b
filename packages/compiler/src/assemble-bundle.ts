// Turns a partitioned module and the artifacts of its devices into a bundle: files and the manifest that names them.

import { createHash } from 'node:crypto';
import type { Artifact, ArtifactPart } from '@afterglow/backend-api';
import {
  BUNDLE_SCHEMA,
  type Bundle,
  type InputInfo,
  type LaunchCondition,
  MANIFEST_FILE,
  type Manifest,
  type PartitionInfo,
  serializeManifest,
  type TensorInfo,
  type Wrapper,
} from '@afterglow/bundle';
import { type OutputFile, textFile } from '@afterglow/bundle/node';
import { type ByteSource, dim, invariant, memorySource } from '@afterglow/core';
import { conditionKey, type Module, type Node, nodesOf, sizeConditions, type Type } from '@afterglow/ir';
import { mainOf } from './main-func.js';
import { nameOf } from './narrow-sizes.js';
import { placementOf } from './placement-of.js';

/** An artifact and the backend and device it was made for. */
export interface PlacedArtifact {
  readonly device: string;
  readonly backend: string;
  readonly artifact: Artifact;
}

export interface AssembleInput {
  readonly module: Module;
  readonly artifacts: readonly PlacedArtifact[];
  readonly inputs: readonly InputInfo[];
  readonly producer: { readonly name: string; readonly version: string };
  readonly target: Manifest['target'];
  readonly precision: string;
  readonly versions: Readonly<Record<string, number>>;
  readonly fallback: Manifest['fallback'];
  /** Further files for people, such as the plan. */
  readonly extras: readonly { readonly name: string; readonly text: string }[];
}

export function describeType(name: string, type: Type): TensorInfo {
  const wrap: Wrapper[] = [];
  let inner = type;
  for (; inner.kind !== 'tensor' && inner.kind !== 'open'; inner = inner.of) {
    wrap.push(inner.kind === 'map' ? `map of ${inner.keys}` : inner.kind);
  }
  const { elem } = inner;
  const info =
    inner.kind === 'open'
      ? { name, elem, shape: [], open: inner.holds }
      : { name, elem, shape: inner.shape.map(dim.toJson) };
  return wrap.length === 0 ? info : { ...info, wrap };
}

function describePartition(node: Node, module: Module, artifacts: readonly PlacedArtifact[]): PartitionInfo {
  const callee = module.funcs.get(String(node.attrs['callee']));
  invariant(callee, `@main invokes ${String(node.attrs['callee'])}, which the module lacks`);
  const devices = placementOf(node);
  const placements = devices.map((device) => {
    const placed = artifacts.find((candidate) => candidate.device === device);
    invariant(placed, `nothing was compiled for ${device}`);
    return { device, part: placed.artifact.main, entry: callee.name };
  });
  const backend = artifacts.find(({ device }) => device === devices[0])?.backend ?? '';
  return {
    name: callee.name,
    backend,
    placements,
    inputs: callee.body.params.map((param, i) => ({ parameter: param.name, value: node.operands[i]?.name ?? '' })),
    outputs: node.results.map((result, i) => {
      const name = callee.resultNames[i] ?? result.name;
      return { result: name, value: result.name, type: describeType(name, result.type) };
    }),
  };
}

/** What the nodes of all partitions ask of the launch parameters, each once. */
function conditionsOf(module: Module): Pick<Manifest, 'conditions'> {
  const { ranges } = mainOf(module);
  const found = new Map<string, LaunchCondition>();
  for (const func of module.funcs.values()) {
    for (const condition of sizeConditions(func)) {
      const { kind, sizes } = condition;
      if (!sizes.every((d) => [...dim.symbolsOf(d)].every((name) => ranges.has(name)))) continue;
      const key = conditionKey(condition);
      if (!found.has(key)) found.set(key, { node: nameOf(condition), kind, sizes: sizes.map(dim.toJson) });
    }
  }
  return found.size === 0 ? {} : { conditions: [...found.values()] };
}

/** A part with its digest, taken in one pass over its pieces. */
function measure(part: ArtifactPart): { name: string; bytes: number; sha256: string } {
  const hash = createHash('sha256');
  let bytes = 0;
  for (const chunk of part.chunks()) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { name: part.name, bytes, sha256: hash.digest('hex') };
}

/** A bundle that is not written yet: its files in order, the manifest last. */
export interface AssembledBundle {
  readonly manifest: Manifest;
  readonly files: readonly OutputFile[];
  /** The bundle in memory, for running it without writing it. */
  readonly inMemory: () => Bundle;
}

function inMemory(manifest: Manifest, parts: readonly ArtifactPart[]): Bundle {
  const sources = new Map<string, ByteSource>();
  return {
    manifest,
    open(name) {
      const part = parts.find((candidate) => candidate.name === name);
      const info = manifest.parts.find((candidate) => candidate.name === name);
      if (!part || !info) return undefined;
      const known = sources.get(name);
      if (known) return known;
      const bytes = new Uint8Array(info.bytes);
      let at = 0;
      for (const chunk of part.chunks()) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
      const source = memorySource(name, bytes);
      sources.set(name, source);
      return source;
    },
  };
}

export function assembleBundle(input: AssembleInput): AssembledBundle {
  const main = mainOf(input.module);
  const extras: ArtifactPart[] = input.extras.map(({ name, text }) => textFile(name, text));
  const parts = [...input.artifacts.flatMap(({ artifact }) => artifact.parts), ...extras];
  const withoutDigest: Omit<Manifest, 'digest'> = {
    schema: BUNDLE_SCHEMA,
    producer: input.producer,
    versions: Object.assign({ ...input.versions }, ...input.artifacts.map(({ artifact }) => artifact.versions)),
    model: { name: input.module.name },
    target: input.target,
    precision: input.precision,
    inputs: input.inputs,
    outputs: main.body.results.map((value, i) => {
      const name = main.resultNames[i] ?? value.name;
      return { ...describeType(name, value.type), value: value.name };
    }),
    params: [...main.ranges].map(([name, { lo, hi }]) => ({ name, lo, hi })),
    ...conditionsOf(input.module),
    partitions: [...nodesOf(main.body)].map((node) => describePartition(node, input.module, input.artifacts)),
    fallback: input.fallback,
    parts: parts.map(measure),
  };
  const text = serializeManifest(withoutDigest);
  // What was just serialized reads back as the manifest with its digest.
  const manifest = JSON.parse(text) as Manifest;
  return { manifest, files: [...parts, textFile(MANIFEST_FILE, text)], inMemory: () => inMemory(manifest, parts) };
}
