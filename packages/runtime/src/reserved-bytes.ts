// What the bounds of free sizes cost: a device keeps memory for the largest request its program takes, whatever is sent.

import { dimOf, type Manifest, type PartitionInfo, type TensorInfo } from '@afterglow/bundle';
import { dim, isElementType, packedBytes } from '@afterglow/core';

/**
 * Bytes of a partition's inputs and outputs with every launch parameter at its upper bound. Undefined where a size has none, as
 * on the host, or where a value is no tensor.
 */
export function reservedBytes(manifest: Manifest, partition: PartitionInfo): number | undefined {
  const ranges = new Map(manifest.params.map(({ name, lo, hi }) => [name, { lo, hi }]));
  const types = new Map<string, TensorInfo>(manifest.inputs.map((input) => [input.name, input]));
  for (const { outputs } of manifest.partitions) for (const { value, type } of outputs) types.set(value, type);
  const values = [...partition.inputs, ...partition.outputs].map(({ value }) => types.get(value));
  let total = 0;
  for (const type of values) {
    if (!type || type.wrap || !isElementType(type.elem) || type.elem === 'string') return undefined;
    const sizes = type.shape.map((json) => dim.dimRange(dimOf(json), ranges).hi);
    total += packedBytes(
      type.elem,
      sizes.reduce((product, size) => product * size, 1),
    );
  }
  return Number.isSafeInteger(total) ? total : undefined;
}
