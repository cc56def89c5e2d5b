// A bundle for `view`: its partitions as a graph, the graph of those that run on the host, sizes, and card memory.

import { type Manifest, openBundle, type TensorInfo } from '@afterglow/bundle';
import type { Folder } from '@afterglow/bundle/node';
import { type Diagnostics, dim, ELEMENT_TYPES, type ElementType } from '@afterglow/core';
import { type Module, ops, parseModule, type Type, tensorType } from '@afterglow/ir';
import type { BundleGraph, ViewRecorder } from '@afterglow/report';
import { describeInfo } from '@afterglow/runtime';
import { readText } from '../inspect/inspection.js';
import { memoriesOf } from './memories-of.js';

function isElementType(name: string): name is ElementType {
  return Object.hasOwn(ELEMENT_TYPES, name);
}

function typeOf(info: TensorInfo): Type | string {
  const shape = info.shape.map((size) => dim.fromJson(size));
  const plain = info.wrap === undefined && info.open === undefined && isElementType(info.elem);
  if (!plain || !isElementType(info.elem) || shape.some((size) => size === undefined)) return describeInfo(info);
  return tensorType(
    info.elem,
    shape.filter((size) => size !== undefined),
  );
}

function graphOf({ inputs, outputs, params, partitions }: Manifest): BundleGraph {
  return {
    inputs: inputs.map((info) => ({ name: info.name, type: typeOf(info) })),
    outputs: outputs.map(({ name, value }) => [name, value]),
    params,
    partitions: partitions.map((part) => ({
      name: part.name,
      devices: part.placements.map(({ device }) => device),
      inputs: part.inputs.map(({ parameter, value }) => [parameter, value]),
      outputs: part.outputs.map(({ value, type }) => ({ name: value, type: typeOf(type) })),
    })),
  };
}

/** The graph of the host's partitions, where the bundle has one that reads. */
function hostModule(manifest: Manifest, folder: Folder, diagnostics: Diagnostics): Module | undefined {
  const part = manifest.parts.find(({ name }) => name.endsWith('.gir'));
  const source = part && folder.open(part.name);
  const text = source && readText(source);
  const open = (name: string) => folder.open(name);
  return text === undefined
    ? undefined
    : parseModule(text, { file: part?.name ?? '', registry: ops, open, diagnostics });
}

export async function recordBundle(
  path: string,
  folder: Folder,
  recorder: ViewRecorder,
  diagnostics: Diagnostics,
): Promise<void> {
  const bundle = openBundle(path, (name) => folder.open(name), diagnostics);
  if (!bundle) return;
  const { manifest } = bundle;
  recorder.bundle(graphOf(manifest), hostModule(manifest, folder, diagnostics));
  const devices = [
    ...new Set(manifest.partitions.flatMap((part) => part.placements.map(({ device }) => device))),
  ].sort();
  for (const device of devices) {
    const placed = manifest.partitions.filter((part) => part.placements.some((place) => place.device === device));
    const files = new Set(
      placed.flatMap((part) => part.placements.filter((p) => p.device === device).map((p) => p.part)),
    );
    const parts = manifest.parts.filter(({ name }) => files.has(name));
    recorder.device({
      device,
      partitions: placed.map(({ name }) => name),
      parts: parts.map(({ name, bytes }) => [name, bytes]),
      figures: [],
    });
    for (const { name } of parts) {
      const source = folder.open(name);
      if (source) recorder.memory(device, await memoriesOf(source, (other) => folder.open(other)));
    }
  }
  for (const { node, op, reason } of manifest.fallback.slice(0, 12)) {
    recorder.note(`On the host, because the target cannot run it: ${op} ${node}: ${reason}`);
  }
  if (manifest.fallback.length > 12) recorder.note(`and ${manifest.fallback.length - 12} more nodes on the host`);
}
