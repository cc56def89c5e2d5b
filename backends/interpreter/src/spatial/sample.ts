// Reading an image between its elements: for a fractional coordinate of one axis, which elements it mixes with which weights.
// Mixes of several axes are multiplied out to the offsets of an image.

export interface AxisMix {
  /** Coordinates inside the axis, or −1 for an element that reads as zero. */
  readonly at: readonly number[];
  readonly weights: readonly number[];
}

/** Brings the coordinate of an element inside an axis, or answers −1. */
export type Placement = (index: number, size: number) => number;

/** Outside is zero. */
export const zeros: Placement = (index, size) => (index >= 0 && index < size ? index : -1);

/** Keys' cubic convolution with a = −0.75, at distances 1 + t, t, 1 − t and 2 − t. */
function cubicWeights(t: number): readonly number[] {
  const a = -0.75;
  const near = (d: number) => ((a + 2) * d - (a + 3)) * d * d + 1;
  const far = (d: number) => ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;
  return [far(1 + t), near(t), near(1 - t), far(2 - t)];
}

/** The mix of a coordinate. A coordinate that is not finite reads as zero. */
export function axisMix(mode: string, x: number, size: number, place: Placement): AxisMix {
  if (!Number.isFinite(x)) return { at: [-1], weights: [0] };
  if (mode === 'nearest') return { at: [place(x, size)], weights: [1] };
  const below = Math.floor(x);
  if (mode === 'cubic') {
    return { at: [-1, 0, 1, 2].map((i) => place(below + i, size)), weights: cubicWeights(x - below) };
  }
  return { at: [place(below, size), place(below + 1, size)], weights: [1 - (x - below), x - below] };
}

/** Calls `visit` with each element of the image that the mixes reach, and its weight. */
export function forEachSample(
  mixes: readonly AxisMix[],
  strides: readonly number[],
  visit: (offset: number, weight: number) => void,
): void {
  const walk = (axis: number, offset: number, weight: number): void => {
    if (axis === mixes.length) {
      visit(offset, weight);
      return;
    }
    const { at, weights } = mixes[axis];
    for (let i = 0; i < at.length; i++) {
      if (at[i] >= 0 && weights[i] !== 0) walk(axis + 1, offset + at[i] * strides[axis], weight * weights[i]);
    }
  };
  walk(0, 0, 1);
}
