// Unique-28: the different elements, or slices along an axis. A stable sort brings equal ones together, first occurrence
// first; the groups are then put in order of their first occurrence where no sorting is asked for.
// Bounds: `keyAt(slice, i)` reads element i of a slice in row-major order of the other axes.

import { arrayOf, isFloat, type Tensor } from '@afterglow/core';
import { floatsOf, integers, moved, wordsOf } from '../../data/elements.js';
import { aroundAxis, axisOf, sizeOf } from '../../data/shape.js';
import { boolAttr, kernel, optionalNumberAttr, tensorAt } from '../../kernel.js';

type Key = number | bigint | string;

function isNan(key: Key): boolean {
  return typeof key === 'number' && Number.isNaN(key);
}

function compareKeys(a: Key, b: Key): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(isNan(a)) - Number(isNan(b));
}

/** Slices of a tensor along an axis, or its elements as slices of one. */
interface Slices {
  readonly count: number;
  readonly compare: (a: number, b: number) => number;
}

function slicesOf(x: Tensor, axis: number | undefined): Slices {
  const keys = (isFloat(x.elem) ? floatsOf(x) : arrayOf(x)) as ArrayLike<Key>;
  if (axis === undefined) return { count: keys.length, compare: (a, b) => compareKeys(keys[a], keys[b]) };
  const { outer, n, inner } = aroundAxis(x.shape, axis);
  return {
    count: n,
    compare(a, b) {
      for (let o = 0; o < outer; o++) {
        for (let i = 0; i < inner; i++) {
          const order = compareKeys(keys[(o * n + a) * inner + i], keys[(o * n + b) * inner + i]);
          if (order !== 0) return order;
        }
      }
      return 0;
    },
  };
}

/** The positions of equal slices, first occurrence first, group by group. */
function groupsOf({ count, compare }: Slices, sorted: boolean): number[][] {
  const order = Array.from({ length: count }, (_, i) => i).sort((a, b) => compare(a, b) || a - b);
  const groups: number[][] = [];
  for (const at of order) {
    const group = groups.at(-1);
    if (group && compare(group[0], at) === 0) group.push(at);
    else groups.push([at]);
  }
  return sorted ? groups : groups.sort((a, b) => a[0] - b[0]);
}

/** The slices at the given positions. */
function pick(x: Tensor, axis: number | undefined, positions: readonly number[]): Tensor {
  const flat = axis === undefined;
  const { outer, n, inner } = flat ? { outer: 1, n: sizeOf(x.shape), inner: 1 } : aroundAxis(x.shape, axis);
  const from = wordsOf(arrayOf(x));
  const shape = flat ? [positions.length] : x.shape.with(axis, positions.length);
  return moved(x.elem, shape, (out) => {
    let at = 0;
    for (let o = 0; o < outer; o++) {
      for (const position of positions)
        for (let i = 0; i < inner; i++) out[at++] = from[(o * n + position) * inner + i];
    }
  });
}

export const unique = kernel('unique', (context) => {
  const x = tensorAt(context, 0);
  const given = optionalNumberAttr(context, 'axis');
  const axis = given === undefined ? undefined : axisOf(given, x.shape.length);
  const slices = slicesOf(x, axis);
  const groups = groupsOf(slices, boolAttr(context, 'sorted', true));
  const first = groups.map((group) => group[0]);
  const inverse = new Array<number>(slices.count);
  groups.forEach((group, which) => {
    for (const at of group) inverse[at] = which;
  });
  const counts = groups.map((group) => group.length);
  return [
    pick(x, axis, first),
    integers([first.length], first),
    integers([inverse.length], inverse),
    integers([counts.length], counts),
  ];
});
