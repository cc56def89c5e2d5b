// Resize-19: where an output coordinate lies in the input, and which input elements it mixes with which weights. The
// formulas are those of the operator's page, one axis at a time; "length" is scale · input size, not rounded.

export interface AxisResize {
  readonly input: number;
  readonly output: number;
  readonly scale: number;
  /** Fractions of the input, for tf_crop_and_resize. */
  readonly roi: readonly [number, number];
}

const transforms: Readonly<Record<string, (x: number, axis: AxisResize) => number>> = {
  half_pixel: (x, { scale }) => (x + 0.5) / scale - 0.5,
  pytorch_half_pixel: (x, { scale, input }) => (scale * input === 1 ? -0.5 : (x + 0.5) / scale - 0.5),
  align_corners: (x, { scale, input }) => (scale * input === 1 ? 0 : (x * (input - 1)) / (scale * input - 1)),
  asymmetric: (x, { scale }) => x / scale,
  half_pixel_symmetric: (x, { scale, input, output }) => {
    const adjustment = output / (scale * input);
    return (input / 2) * (1 - adjustment) + (x + 0.5) / scale - 0.5;
  },
  tf_crop_and_resize: (x, { scale, input, roi }) => {
    const span = (roi[1] - roi[0]) * (input - 1);
    const inside = scale * input === 1 ? span / 2 : (x * span) / (scale * input - 1);
    return inside + roi[0] * (input - 1);
  },
};

/** The (fractional) input coordinate of output coordinate `x`. */
export function originalCoordinate(mode: string, x: number, axis: AxisResize): number {
  return (transforms[mode] ?? transforms['half_pixel'])(x, axis);
}

const nearestModes: Readonly<Record<string, (x: number) => number>> = {
  round_prefer_floor: (x) => Math.ceil(x - 0.5),
  round_prefer_ceil: (x) => Math.floor(x + 0.5),
  floor: Math.floor,
  ceil: Math.ceil,
};

/** The input coordinate nearest to `x`, inside the input. */
export function nearestCoordinate(mode: string, x: number, size: number): number {
  return Math.min(Math.max((nearestModes[mode] ?? nearestModes['round_prefer_floor'])(x), 0), size - 1);
}

/** Weights of consecutive input elements from `first` on; coordinates outside the input stand for its edge. */
export interface Mix {
  readonly first: number;
  readonly weights: readonly number[];
}

function cubic(x: number, a: number): number {
  const d = Math.abs(x);
  if (d <= 1) return ((a + 2) * d - (a + 3)) * d * d + 1;
  return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
}

export interface MixOptions {
  readonly mode: string;
  readonly cubicCoeff: number;
  readonly antialias: boolean;
  readonly excludeOutside: boolean;
}

/** The mix of a fractional coordinate. The fraction is kept in (0, 1]: a whole coordinate is the right end of its cell. */
export function mixAt(x: number, axis: AxisResize, options: MixOptions): Mix {
  const below = Math.ceil(x) - 1;
  const ratio = x - below;
  const reach = options.mode === 'cubic' ? 2 : 1;
  // Shrinking with antialias widens the kernel by 1/scale.
  const squeeze = options.antialias ? Math.min(axis.scale, 1) : 1;
  const start = Math.floor(-reach / squeeze) + 1;
  const weights: number[] = [];
  for (let i = start; i < 2 - start; i++) {
    const distance = (i - ratio) * squeeze;
    const outside = options.excludeOutside && (below + i < 0 || below + i >= axis.input);
    if (outside) weights.push(0);
    else if (options.mode === 'cubic') weights.push(cubic(distance, options.cubicCoeff));
    else weights.push(Math.max(0, 1 - Math.abs(distance)));
  }
  if (options.antialias || options.excludeOutside) {
    const sum = weights.reduce((a, b) => a + b, 0);
    return { first: below + start, weights: weights.map((w) => w / sum) };
  }
  return { first: below + start, weights };
}
