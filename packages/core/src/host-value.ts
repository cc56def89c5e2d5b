// What a model takes and answers at its boundary: tensors, and on the host also sequences, optionals and maps of them.

import { tensorsEqual } from './tensor/identity.js';
import type { Tensor } from './tensor/tensor.js';

export interface HostSequence {
  readonly kind: 'sequence';
  readonly items: readonly HostValue[];
}

export interface HostOptional {
  readonly kind: 'optional';
  /** Absent when the optional is empty. */
  readonly value?: HostValue;
}

/** Values by key, in the order in which they were put in; no key comes twice. */
export interface HostMap {
  readonly kind: 'map';
  /** A vector of integers or strings. */
  readonly keys: Tensor;
  /** One for each key. */
  readonly values: readonly HostValue[];
}

export type HostValue = Tensor | HostSequence | HostOptional | HostMap;

export function isTensorValue(value: HostValue): value is Tensor {
  return 'storage' in value;
}

/** True when both have the same structure and bitwise equal tensors. */
export function hostValuesEqual(a: HostValue, b: HostValue): boolean {
  if (isTensorValue(a) || isTensorValue(b)) return isTensorValue(a) && isTensorValue(b) && tensorsEqual(a, b);
  if (a.kind === 'sequence' && b.kind === 'sequence') return allEqual(a.items, b.items);
  if (a.kind === 'map' && b.kind === 'map') return tensorsEqual(a.keys, b.keys) && allEqual(a.values, b.values);
  if (a.kind !== 'optional' || b.kind !== 'optional') return false;
  if (a.value === undefined || b.value === undefined) return a.value === b.value;
  return hostValuesEqual(a.value, b.value);
}

function allEqual(a: readonly HostValue[], b: readonly HostValue[]): boolean {
  return a.length === b.length && a.every((x, i) => hostValuesEqual(x, b[i] as HostValue));
}
