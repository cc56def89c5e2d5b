// Which scale an element belongs to, for ops whose scales are operands: one of all, one for each slice along an axis, or
// one for each block along it. Bounds: the verifier has seen that scales have the shape that this index runs over.

import { aroundAxis, axisOf } from '../data/shape.js';

export interface Granularity {
  /** Shape of the scales. */
  readonly scales: readonly number[];
  readonly axis: number;
  /** Elements along the axis that share a scale; 0 for one a slice. */
  readonly block: number;
}

/** Index of the scale of element `index` of a tensor of `shape`. */
export function scaleIndex(shape: readonly number[], { scales, axis, block }: Granularity): (index: number) => number {
  if (scales.length === 0) return () => 0;
  const { n, inner } = aroundAxis(shape, axisOf(axis, shape.length));
  if (block === 0) return (index) => Math.floor(index / inner) % n;
  const blocks = Math.ceil(n / block);
  return (index) => {
    const slice = Math.floor(index / inner);
    const outer = Math.floor(slice / n);
    return (outer * blocks + Math.floor((slice % n) / block)) * inner + (index % inner);
  };
}
