// What a model takes and answers at its boundary: tensors, and on the host also sequences and optionals of them.

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

export type HostValue = Tensor | HostSequence | HostOptional;

export function isTensorValue(value: HostValue): value is Tensor {
  return 'storage' in value;
}

/** True when both have the same structure and bitwise equal tensors. */
export function hostValuesEqual(a: HostValue, b: HostValue): boolean {
  if (isTensorValue(a) || isTensorValue(b)) return isTensorValue(a) && isTensorValue(b) && tensorsEqual(a, b);
  if (a.kind === 'sequence' && b.kind === 'sequence') {
    const { items } = b;
    return a.items.length === items.length && a.items.every((x, i) => hostValuesEqual(x, items[i] as HostValue));
  }
  if (a.kind !== 'optional' || b.kind !== 'optional') return false;
  if (a.value === undefined || b.value === undefined) return a.value === b.value;
  return hostValuesEqual(a.value, b.value);
}
