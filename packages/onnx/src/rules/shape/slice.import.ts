import { type Dim, dim } from '@afterglow/core';
import { build, freshSymbol, type Type, tensorType, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

type Bounds = readonly (Dim | undefined)[];

/**
 * A bound counted from the front and clamped as ONNX does, or undefined when its sign cannot be told. Backwards, a start before
 * the first element becomes the first one, unless there is none, and an end the place before it.
 */
function clampBound(n: NodeReader, which: 'start' | 'end', bound: Dim, size: Dim, step: number): Dim | undefined {
  const { symbols } = n.context.session;
  const least = step > 0 || which === 'start' ? 0 : -1;
  const most = step > 0 ? size : dim.sub(size, 1);
  if (bound === Number.POSITIVE_INFINITY) return most;
  if (bound === Number.NEGATIVE_INFINITY) return symbols.min(least, most);
  if (symbols.isNonNegative(bound) && step > 0) return symbols.max(symbols.min(bound, most), least);
  if (!symbols.isNonNegative(bound) && !symbols.isNegative(bound)) return undefined;
  const at = symbols.isNegative(bound) ? dim.add(bound, size) : bound;
  if (step > 0) return symbols.max(at, least);
  return at === most ? most : symbols.min(symbols.max(at, least), most);
}

function staticSlice(
  n: NodeReader,
  b: ImportBuilder,
  starts: Bounds,
  ends: Bounds,
  givenAxes: readonly number[] | undefined,
  steps: Bounds | undefined,
): Value | undefined {
  const shape = n.shape(0);
  const axes = n.axes(givenAxes ?? starts.map((_, i) => i), shape.length);
  if (starts.length !== ends.length || axes.length !== starts.length)
    n.invalid('starts, ends and axes differ in length');
  if (steps && steps.length !== starts.length) n.invalid('starts and steps differ in length');
  const [from, to, by]: [Dim[], Dim[], number[]] = [[], [], []];
  for (const [i, axis] of axes.entries()) {
    const [start, end, step] = [starts[i], ends[i], steps ? steps[i] : 1];
    const size = shape[axis] ?? 0;
    if (start === undefined || end === undefined || typeof step !== 'number') return undefined;
    if (step === 0) n.invalid('a step is 0');
    const [first, last] = [clampBound(n, 'start', start, size, step), clampBound(n, 'end', end, size, step)];
    if (first === undefined || last === undefined) return undefined;
    from.push(first);
    to.push(last);
    by.push(Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, step)));
  }
  return build.slice(b, n.in(0), { starts: from, ends: to, axes, steps: by });
}

/** Bounds as a value of 64-bit integers when only some of start, end, axes and steps are. */
function sameIndexType(n: NodeReader, b: ImportBuilder): (Value | undefined)[] {
  const operands = [1, 2, 3, 4].map((i) => n.maybe(i));
  const wide = [1, 2, 3, 4].some((i) => n.has(i) && n.elem(i) === 'i64');
  return wide ? operands.map((value) => value && b.cast(value, 'i64')) : operands;
}

/**
 * ONNX Slice: bounds were attributes up to opset 9, and are operands with steps since 10. Bounds that follow from shapes
 * give exact sizes, others a slice at run time.
 */
export const slice = importRule('ai.onnx', 'Slice', {
  '1-9': (n, b) =>
    staticSlice(n, b, n.ints('starts').map(endless), n.ints('ends').map(endless), n.maybeInts('axes'), undefined) ??
    n.invalid('its bounds cannot be resolved'),
  '10-': (n, b) => {
    const [starts, ends, steps] = [n.bounds(1), n.bounds(2), n.has(4) ? n.bounds(4) : undefined];
    const axes = n.has(3) ? n.knownIntegers(3) : undefined;
    if (starts && ends && (steps || !n.has(4)) && (axes || !n.has(3))) {
      const made = staticSlice(n, b, starts, ends, axes, steps);
      if (made) return made;
    }
    const [first, last, over, by] = sameIndexType(n, b);
    const count = n.shape(1)[0];
    const along = n.has(3) ? axes : typeof count === 'number' ? Array.from({ length: count }, (_, i) => i) : undefined;
    const options = along ? { types: [slicedType(n, b, along, lengthsOf(n, along))] } : {};
    return build.dynamicSlice(b, n.in(0), first ?? n.in(1), last ?? n.in(2), over, by, options);
  },
});

/** Where a bound of either sign lies, of which the one below 0 is counted from the end. */
function boundOfEitherSign(n: NodeReader, bound: Dim, size: Dim): Dim {
  const { symbols } = n.context.session;
  const isNegative = dim.min(1, dim.max(0, dim.negate(bound)));
  const fromEnd = dim.mul(isNegative, dim.max(0, dim.add(bound, size)));
  return symbols.min(dim.add(fromEnd, dim.max(0, bound)), size);
}

/** How many elements are left of each axis, where the bounds say so and the step is forward. */
function lengthsOf(n: NodeReader, axes: readonly number[]): readonly (Dim | undefined)[] {
  const [starts, ends, steps] = [n.bounds(1), n.bounds(2), n.has(4) ? n.bounds(4) : undefined];
  const shape = n.shape(0);
  return n.axes(axes, shape.length).map((axis, i) => {
    const [start, end, step] = [starts?.[i], ends?.[i], n.has(4) ? steps?.[i] : 1];
    const size = shape[axis] ?? 0;
    if (start === undefined || end === undefined || typeof step !== 'number' || step <= 0) return undefined;
    const first = clampBound(n, 'start', start, size, step) ?? boundOfEitherSign(n, start, size);
    const last = clampBound(n, 'end', end, size, step) ?? boundOfEitherSign(n, end, size);
    return dim.max(0, dim.ceilDiv(dim.sub(last, first), step));
  });
}

/** Only the sizes of the sliced axes are unknown; what they come to may be known all the same. */
function slicedType(
  n: NodeReader,
  b: ImportBuilder,
  axes: readonly number[],
  lengths: readonly (Dim | undefined)[],
): Type {
  const shape = [...n.shape(0)];
  for (const [i, axis] of n.axes(axes, shape.length).entries()) {
    const sliced = freshSymbol(b.func, 'sliced', shape[axis] ?? 0);
    const length = lengths[i];
    if (length !== undefined) n.context.session.symbols.expect(sliced, length);
    shape[axis] = sliced;
  }
  return tensorType(n.elem(0), shape);
}

/** Attributes beyond 2^53 arrive saturated. */
function endless(bound: number): number {
  return Math.abs(bound) === Number.MAX_SAFE_INTEGER ? Math.sign(bound) * Number.POSITIVE_INFINITY : bound;
}
