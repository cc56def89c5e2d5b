// Messages between the runtime and a device worker. Tensors cross as plain bytes.

import {
  type Diagnostic,
  type HostValue,
  readTensorBytes,
  type Tensor,
  tensorBytes,
  tensorFromBytes,
} from '@afterglow/core';
import type { DeviceCounters, DeviceEvent } from './device.js';

/** A tensor as it crosses a thread border; strings and nested values stay on the host thread. */
export interface WireTensor {
  readonly name: string;
  readonly elem: Tensor['elem'];
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export interface OpenMessage {
  readonly kind: 'open';
  readonly backend: string;
  readonly part: string;
  readonly folder: string;
}

export interface LaunchMessage {
  readonly kind: 'launch';
  readonly id: number;
  readonly entry: string;
  readonly inputs: readonly WireTensor[];
  readonly params: readonly (readonly [string, number])[];
  readonly trace: boolean;
  readonly maxWork: number | undefined;
}

export type ToWorker = OpenMessage | LaunchMessage;

export type FromWorker =
  | { readonly kind: 'opened'; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly kind: 'done';
      readonly id: number;
      readonly outputs: readonly WireTensor[];
      readonly counters: DeviceCounters;
      readonly events: readonly DeviceEvent[];
      readonly copyInMs: number;
      readonly copyOutMs: number;
    }
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly kind: 'crashed'; readonly id: number; readonly message: string };

/** Tensors of a map in wire form, or undefined when one of them is not a plain tensor. */
export function toWire(values: ReadonlyMap<string, HostValue>): WireTensor[] | undefined {
  const wire: WireTensor[] = [];
  for (const [name, value] of values) {
    if (!('elem' in value) || value.elem === 'string') return undefined;
    const bytes = new Uint8Array(tensorBytes(value));
    readTensorBytes(value, 0, bytes);
    wire.push({ name, elem: value.elem, shape: value.shape, bytes });
  }
  return wire;
}

export function fromWire(wire: readonly WireTensor[]): Map<string, HostValue> {
  return new Map(wire.map(({ name, elem, shape, bytes }) => [name, tensorFromBytes(elem, shape, bytes)]));
}
