// Whether a manifest of the right form makes sense: names are unique, every value has one writer that runs before its readers,
// every partition has somewhere to run. The digest proves who wrote it, not that it holds together.

import { dim } from '@afterglow/core';
import { dimOf, type Manifest, type PartitionInfo, type TensorInfo } from './manifest.js';

/** The first thing that does not hold together, or undefined. */
export function manifestProblem(manifest: Manifest): string | undefined {
  const { inputs, outputs, params, partitions, parts } = manifest;
  return (
    repeated('input', inputs) ??
    repeated('output', outputs) ??
    repeated('parameter', params) ??
    repeated('partition', partitions) ??
    repeated('part', parts) ??
    emptyRange(manifest) ??
    placementProblem(manifest) ??
    valueProblem(manifest)
  );
}

function repeated(what: string, entries: readonly { readonly name: string }[]): string | undefined {
  const seen = new Set<string>();
  for (const { name } of entries) {
    if (seen.has(name)) return `there are two ${what}s ${name}`;
    seen.add(name);
  }
  return undefined;
}

function emptyRange({ params }: Manifest): string | undefined {
  const empty = params.find(({ lo, hi }) => lo > hi);
  return empty && `no size is possible for ${empty.name}, which is in ${empty.lo}..${empty.hi}`;
}

function placementProblem({ partitions, parts }: Manifest): string | undefined {
  const known = new Set(parts.map(({ name }) => name));
  for (const { name, placements } of partitions) {
    if (placements.length === 0) return `partition ${name} has no placement`;
    const missing = placements.find(({ part }) => !known.has(part));
    if (missing) return `partition ${name} runs ${missing.part}, which is no part of the bundle`;
  }
  return undefined;
}

/** Partitions stand in an order of execution, so one walk finds values without a writer, with two, and circles. */
function valueProblem({ inputs, outputs, partitions }: Manifest): string | undefined {
  const types = new Map<string, TensorInfo>(inputs.map((info) => [info.name, info]));
  for (const partition of partitions) {
    const unwritten = partition.inputs.find(({ value }) => !types.has(value));
    if (unwritten) return `partition ${partition.name} reads ${unwritten.value}, which nothing writes before it`;
    const problem = writeAll(partition, types);
    if (problem !== undefined) return problem;
  }
  for (const output of outputs) {
    const type = types.get(output.value);
    if (!type) return `output ${output.name} is ${output.value}, which nothing writes`;
    if (!sameType(type, output)) return `output ${output.name} is declared otherwise than ${output.value}, which it is`;
  }
  return undefined;
}

function writeAll({ name, outputs }: PartitionInfo, types: Map<string, TensorInfo>): string | undefined {
  for (const { value, type } of outputs) {
    if (types.has(value)) return `partition ${name} writes ${value} a second time`;
    types.set(value, type);
  }
  return undefined;
}

function sameType(a: TensorInfo, b: TensorInfo): boolean {
  const text = ({ elem, shape, wrap = [] }: TensorInfo) =>
    [...wrap, elem, ...shape.map((json) => dim.printSize(dimOf(json)))].join(' ');
  return text(a) === text(b);
}
