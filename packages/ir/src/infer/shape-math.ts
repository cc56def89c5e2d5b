// Arithmetic on dims and shapes that spec files call by name. Every function answers for symbolic dims too, and abandons the
// inference with a plain message where there is no answer.

import { type Dim, dim } from '@afterglow/core';
import type { Shape } from '../graph/type.js';
import { eitherSize } from './common-size.js';
import { stop } from './stop.js';

/** Longest shape or list a spec may build; hostile attributes must not allocate without bound. */
const LONGEST_LIST = 65_536;

export abstract class ShapeMath {
  /** Notes a problem and goes on. */
  abstract problem(text: string): void;
  /** True when two dims are equal, or are taken to be from now on. */
  abstract same(a: Dim, b: Dim): boolean;

  /** True once a requirement of the spec did not hold: what fails after that only repeats it. */
  protected refused = false;

  protected fail(text: string): never {
    if (!this.refused) this.problem(text);
    return stop();
  }

  show(shape: Shape): string {
    return `[${shape.map(dim.printSize).join(', ')}]`;
  }

  /** True when two dims that broadcast are equal, or are taken to be from now on. */
  abstract sameInBroadcast(a: Dim, b: Dim): boolean;

  /**
   * NumPy broadcasting of any number of shapes. A known size wins over a symbol: the symbol is then that size or 1. Of two
   * that are not known, and not taken as equal, either may be 1.
   */
  broadcast(...shapes: readonly Shape[]): Shape {
    return shapes.reduce((left, right) => this.#broadcastTwo(left, right), []);
  }

  #broadcastTwo(a: Shape, b: Shape): Shape {
    const rank = Math.max(a.length, b.length);
    return Array.from({ length: rank }, (_, i) => {
      const x = a[i - (rank - a.length)] ?? 1;
      const y = b[i - (rank - b.length)] ?? 1;
      if (x === y || y === 1) return x;
      if (x === 1) return y;
      if (typeof x === 'number' && typeof y !== 'number') return x;
      if (typeof y === 'number' && typeof x !== 'number') return y;
      const { lo, hi } = dim.dimRange(dim.sub(x, y));
      if (lo <= 0 && hi >= 0) return this.sameInBroadcast(x, y) ? x : eitherSize(x, y);
      return this.fail(
        `shapes ${this.show(a)} and ${this.show(b)} do not broadcast: axis ${i} is ${dim.printDim(x)} and ${dim.printDim(y)}`,
      );
    });
  }

  /** An axis counted from the front; negative ones count from the back. */
  axis(axis: number, rank: number): number {
    const normal = axis < 0 ? axis + rank : axis;
    if (!Number.isInteger(axis) || normal < 0 || normal >= rank) {
      return this.fail(`axis ${axis} is out of range for rank ${rank}`);
    }
    return normal;
  }

  /** Several axes counted from the front, each at most once. */
  axes(axes: readonly number[], rank: number): readonly number[] {
    const normal = axes.map((axis) => this.axis(axis, rank));
    if (new Set(normal).size < normal.length) this.fail(`axes [${axes.join(', ')}] name an axis twice`);
    return normal;
  }

  permute(shape: Shape, perm: readonly number[]): Shape {
    const sorted = [...perm].sort((a, b) => a - b);
    if (perm.length !== shape.length || sorted.some((axis, i) => axis !== i)) {
      this.fail(`[${perm.join(', ')}] is not a permutation of ${shape.length} axes`);
    }
    return perm.map((axis) => this.at(shape, axis));
  }

  /** Without the given axes. */
  drop(shape: Shape, axes: number | readonly number[]): Shape {
    const gone = new Set(this.axes(typeof axes === 'number' ? [axes] : axes, shape.length));
    return shape.filter((_, i) => !gone.has(i));
  }

  /** With `size` at the given axes of the result. */
  insert(shape: Shape, axes: number | readonly number[], size: Dim): Shape {
    const list = typeof axes === 'number' ? [axes] : axes;
    const at = new Set(this.axes(list, shape.length + list.length));
    let next = 0;
    return Array.from({ length: shape.length + list.length }, (_, i) => (at.has(i) ? size : (shape[next++] ?? 1)));
  }

  /** With the sizes of the given axes replaced: by one size, or by one for each axis. */
  replace(shape: Shape, axes: number | readonly number[], sizes: Dim | Shape): Shape {
    const list = this.axes(typeof axes === 'number' ? [axes] : axes, shape.length);
    const result = [...shape];
    if (Array.isArray(sizes) && sizes.length !== list.length) {
      this.fail(`there are ${list.length} axes and ${sizes.length} sizes for them`);
    }
    list.forEach((axis, i) => {
      result[axis] = Array.isArray(sizes) ? this.at(sizes as Shape, i) : (sizes as Dim);
    });
    return result;
  }

  /** Entry of a list; negative positions count from the end. */
  at<T>(list: readonly T[], index: number): T {
    const value = list[index < 0 ? index + list.length : index];
    return value === undefined ? this.fail(`there is no entry ${index} in a list of ${list.length}`) : value;
  }

  /** Entries `from` up to, not including, `to`; negative positions count from the end, positions beyond it are cut. */
  slice<T>(list: readonly T[], from = 0, to = list.length): readonly T[] {
    return list.slice(from, to);
  }

  /** 0, 1, … n - 1. */
  range(n: number): readonly number[] {
    if (n > LONGEST_LIST) this.fail(`a list of ${n} entries is too long`);
    return Array.from({ length: Math.max(0, n) }, (_, i) => i);
  }

  /** A dim that must be a number for the op to have a type. */
  known(d: Dim): number {
    return typeof d === 'number' ? d : this.fail(`${dim.printDim(d)} must be a known number here`);
  }

  sum(dims: readonly Dim[]): Dim {
    return dims.reduce<Dim>(dim.add, 0);
  }

  /** Where parts of these sizes begin when they stand one after the other. */
  begins(sizes: readonly Dim[]): readonly Dim[] {
    let next: Dim = 0;
    return sizes.map((size) => {
      const begin = next;
      next = dim.add(next, size);
      return begin;
    });
  }

  floorDiv(a: Dim, b: Dim): Dim {
    return b === 0 ? this.fail('division by zero') : dim.floorDiv(a, b);
  }

  mod(a: Dim, b: Dim): Dim {
    return b === 0 ? this.fail('division by zero') : dim.mod(a, b);
  }

  /** Division rounded up, for divisors of either sign. */
  ceilDiv(a: Dim, b: Dim): Dim {
    if (b === 0) return this.fail('division by zero');
    return typeof b === 'number' && b < 0 ? dim.ceilDiv(dim.negate(a), -b) : dim.ceilDiv(a, b);
  }

  /** Integer division rounded down. */
  intDiv(a: number, b: number): number {
    return b === 0 ? this.fail('division by zero') : Math.floor(a / b);
  }

  intMod(a: number, b: number): number {
    return b === 0 ? this.fail('division by zero') : a - b * Math.floor(a / b);
  }

  /** False when `a != b` certainly does not hold. */
  differ(a: Dim, b: Dim): boolean {
    return a !== b;
  }

  /** False when `a < b` certainly does not hold. */
  less(a: Dim, b: Dim): boolean {
    return dim.dimRange(dim.sub(a, b)).lo < 0;
  }

  /** False when `a <= b` certainly does not hold. */
  lessEqual(a: Dim, b: Dim): boolean {
    return dim.dimRange(dim.sub(a, b)).lo <= 0;
  }

  /** False when `divisor` certainly does not divide `d`. */
  divides(divisor: number, d: Dim): boolean {
    if (divisor === 0) return false;
    const rest = dim.mod(d, Math.abs(divisor));
    return typeof rest !== 'number' || rest === 0;
  }

  /** False when a shape certainly does not broadcast to another. */
  broadcasts(from: Shape, to: Shape): boolean {
    const shift = to.length - from.length;
    return shift >= 0 && from.every((d, i) => this.#fits(d, this.at(to, i + shift)));
  }

  #fits(d: Dim, wanted: Dim): boolean {
    if (d === 1 || d === wanted) return true;
    if (typeof d === 'number') return this.same(d, wanted);
    const { lo, hi } = dim.dimRange(dim.sub(d, wanted));
    // An open size may be 1 whatever is wanted; where it is taken as equal, more is known from now on.
    if (lo <= 0 && hi >= 0) this.sameInBroadcast(d, wanted);
    return true;
  }

  /** True when two shapes are equal, or are taken to be from now on. */
  sameShape(a: Shape, b: Shape): boolean {
    return a.length === b.length && a.every((d, i) => this.same(d, this.at(b, i)));
  }
}
