// Small questions about values at the border of a run.

import type { HostValue, Tensor } from '@afterglow/core';

export function asTensor(value: HostValue): Tensor | undefined {
  return 'elem' in value ? value : undefined;
}

/** Text such as `f32[4, 13]` for messages. */
export function describeValue(value: HostValue): string {
  const tensor = asTensor(value);
  if (tensor) return `${tensor.elem}[${tensor.shape.join(', ')}]`;
  return 'kind' in value ? `a ${value.kind}` : 'a value';
}
