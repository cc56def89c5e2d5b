// The bundle's manifest: what `afterglow compile` wrote and how to run it. Plain JSON, canonical, versioned.
// Invariant: `manifest.json` is exactly `serializeManifest` of its content, so one flipped byte is noticed.

import { type Dim, type DimJson, dim, invariant, type SizeConditionKind } from '@afterglow/core';

/** Version of this schema. A reader accepts only this one. */
export const BUNDLE_SCHEMA = 1;

/** What may hold tensors; a map is named with the type of its keys. */
export type Wrapper = 'sequence' | 'optional' | `map of ${string}`;

/** A named tensor at the border of the model or of a partition. */
export interface TensorInfo {
  readonly name: string;
  readonly elem: string;
  /** Dim expressions over the launch parameters. */
  readonly shape: readonly DimJson[];
  /** What the tensor is wrapped in, outermost first; absent for a plain tensor. Such values stay on the host. */
  readonly wrap?: readonly Wrapper[];
  /** Inside a wrapper: tensors of any rank, or none at all. `shape` is then empty and says nothing. */
  readonly open?: 'any' | 'none';
}

/**
 * What an integer input means where the graph shows it: values in `lo..hi` (inclusive, dims over the launch parameters),
 * never decreasing when `sorted`. Row numbers and bag offsets say so; made-up inputs follow it.
 */
export interface ValueRange {
  readonly lo: DimJson;
  readonly hi: DimJson;
  readonly sorted?: boolean;
}

export interface InputInfo extends TensorInfo {
  readonly values?: ValueRange;
}

/** An output of the model and the value of the partition DAG that it is. */
export interface OutputInfo extends TensorInfo {
  readonly value: string;
}

/** A dim the model leaves free: fixed at launch, within an inclusive range. */
export interface LaunchParameter {
  readonly name: string;
  readonly lo: number;
  readonly hi: number;
}

/** What a node asks of the sizes of a request. */
export interface LaunchCondition {
  readonly node: string;
  readonly kind: SizeConditionKind;
  /** One size or two, over the launch parameters. */
  readonly sizes: readonly DimJson[];
}

/** One place a partition can run: a device, the part with its program, and the program's entry. */
export interface Placement {
  /** `host`, `card0`, … */
  readonly device: string;
  readonly part: string;
  readonly entry: string;
}

/** A node of the partition DAG. Edges are value names. */
export interface PartitionInfo {
  readonly name: string;
  readonly backend: string;
  /** Every placement computes the same; the runtime picks one a request. */
  readonly placements: readonly Placement[];
  /** Values read, in the order of the entry's parameters. */
  readonly inputs: readonly {
    readonly parameter: string;
    readonly value: string;
  }[];
  /** Values written, in the order of the entry's results. */
  readonly outputs: readonly {
    readonly result: string;
    readonly value: string;
    readonly type: TensorInfo;
  }[];
}

/** A file of the bundle. */
export interface PartInfo {
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface Manifest {
  readonly schema: number;
  readonly producer: { readonly name: string; readonly version: string };
  /** Versions of the text forms and instruction sets the parts use. */
  readonly versions: Readonly<Record<string, number>>;
  readonly model: { readonly name: string };
  readonly target: {
    readonly backend: string;
    readonly machine?: string;
    readonly machineDigest?: string;
  };
  readonly precision: string;
  readonly inputs: readonly InputInfo[];
  readonly outputs: readonly OutputInfo[];
  readonly params: readonly LaunchParameter[];
  /** Absent where all sizes within the ranges are possible. */
  readonly conditions?: readonly LaunchCondition[];
  readonly partitions: readonly PartitionInfo[];
  /** Nodes that run on the host although the target was a card, with the reason. */
  readonly fallback: readonly {
    readonly node: string;
    readonly op: string;
    readonly reason: string;
  }[];
  readonly parts: readonly PartInfo[];
  /** SHA-256 of the canonical manifest without this field. */
  readonly digest: string;
}

/** The dim a checked manifest states. */
export function dimOf(json: DimJson): Dim {
  const parsed = dim.fromJson(json);
  invariant(parsed !== undefined, 'a checked manifest holds a malformed dim');
  return parsed;
}
