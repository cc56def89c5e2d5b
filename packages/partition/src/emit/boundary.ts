// What crosses the borders of a partition: which values it reads, which it hands out, and which of those travel together.
// Values of one sparse partition with equal outer dims and element type become one transfer on their last axis.
// Invariant: everything handed out is either alone or in exactly one joint transfer.

import { type Func, printType, tensorType, type Value } from '@afterglow/ir';
import { homeKind } from '../split/home.js';
import type { Instance, Instances } from '../split/instances.js';
import type { Phase } from '../split/phases.js';

export interface Partition {
  /** Name of its function, such as `sparse0`. */
  readonly name: string;
  readonly phase: Phase;
  /** Values read from outside, in order of first use; `from` is undefined for inputs of the model. */
  readonly inputs: readonly { readonly value: Value; readonly from: Partition | undefined }[];
  /** Values handed out one by one. */
  readonly singles: Value[];
  /** Groups of values handed out in one transfer. */
  readonly joints: Value[][];
  /** Why a value of a sparse partition travels alone. */
  readonly alone: Map<Value, string>;
}

type MutablePartition = { -readonly [K in keyof Partition]: Partition[K] };

/** Names in order: a lone dense partition is `dense`, several are `dense0`, …; host partitions are always numbered. */
function namesOf(phases: readonly Phase[]): string[] {
  const dense = phases.filter((phase) => phase.home === 'dense').length;
  const counts = new Map<string, number>();
  return phases.map((phase) => {
    const base = phase.home;
    const k = counts.get(base) ?? 0;
    counts.set(base, k + 1);
    if (phase.home === 'host') return `host${k}`;
    if (phase.home === 'dense') return dense === 1 ? 'dense' : `dense${k}`;
    return k === 0 ? base : `${base}.${k}`;
  });
}

/** What values must share to travel together; undefined, with a reason, where a value cannot join anything. */
function joinKey(value: Value): { readonly key: string } | { readonly alone: string } {
  if (value.type.kind !== 'tensor') return { alone: 'it is no tensor' };
  const { elem, shape, encoding } = value.type;
  if (shape.length < 2) return { alone: 'it has no axis to join on' };
  if (typeof shape.at(-1) !== 'number') return { alone: 'its last dim is not a constant' };
  if (encoding) return { alone: 'it is quantised' };
  return { key: printType(tensorType(elem, shape.slice(0, -1))) };
}

function joinOutputs(partition: MutablePartition, values: readonly Value[], results: ReadonlySet<Value>): void {
  if (values.length < 2) {
    partition.singles.push(...values);
    return;
  }
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const join = joinKey(value);
    if (results.has(value)) partition.alone.set(value, 'it is an output of the model');
    else if ('alone' in join) partition.alone.set(value, join.alone);
    else {
      const group = groups.get(join.key);
      if (group) group.push(value);
      else groups.set(join.key, [value]);
    }
  }
  for (const group of groups.values()) {
    if (group.length > 1) partition.joints.push(group);
    else for (const value of group) partition.alone.set(value, 'nothing else has its outer dims and element type');
  }
  const joined = new Set(partition.joints.flat());
  partition.singles.push(...values.filter((value) => !joined.has(value)));
}

/** The partitions of a function with their borders, in execution order. */
export function drawBoundaries(func: Func, instances: Instances, phases: readonly Phase[]): readonly Partition[] {
  const names = namesOf(phases);
  const partitionOf = new Map<Instance, MutablePartition>();
  const partitions = phases.map((phase, i) => {
    const partition: MutablePartition = {
      name: names[i] ?? '',
      phase,
      inputs: [],
      singles: [],
      joints: [],
      alone: new Map(),
    };
    for (const instance of phase.instances) partitionOf.set(instance, partition);
    return partition;
  });
  const results = new Set(func.body.results);
  const handedOut = new Map<Partition, Set<Value>>(partitions.map((partition) => [partition, new Set()]));
  for (const partition of partitions) {
    const inputs = new Map<Value, Partition | undefined>();
    for (const instance of partition.phase.instances) {
      for (const value of instance.reads) {
        const source = instances.sourceOf(value, instance.home);
        const from = source && partitionOf.get(source);
        if (from === partition || inputs.has(value)) continue;
        inputs.set(value, from);
        if (from) handedOut.get(from)?.add(value);
      }
    }
    partition.inputs = [...inputs].map(([value, from]) => ({ value, from }));
  }
  for (const result of results) {
    const source = instances.sourceOf(result, 'host');
    const from = source && partitionOf.get(source);
    if (from) handedOut.get(from)?.add(result);
  }
  for (const partition of partitions) {
    const out = handedOut.get(partition) ?? new Set();
    const ordered = partition.phase.instances.flatMap(({ node }) => node.results.filter((result) => out.has(result)));
    if (homeKind(partition.phase.home) === 'sparse') joinOutputs(partition, ordered, results);
    else partition.singles.push(...ordered);
  }
  return partitions;
}
