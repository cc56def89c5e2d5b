// What a slice takes, axis by axis, and what can be proven about sizes.

import { type Dim, dim } from '@afterglow/core';
import type { Func, Node, Value } from '@afterglow/ir';
import { dimsAttr, numbersAttr, tensorTypeOf } from '../basic/look.js';

/** Elements start, start + step, … before end, along an axis counted from the front. */
export interface Range {
  readonly axis: number;
  readonly start: Dim;
  readonly end: Dim;
  readonly step: number;
}

export const rankOf = (value: Value | undefined): number => tensorTypeOf(value)?.shape.length ?? 0;

/** An axis attribute, counted from the front. */
export function axisOf(node: Node): number {
  const axis = Number(node.attrs['axis'] ?? 0);
  return axis < 0 ? axis + rankOf(node.operands[0]) : axis;
}

/** The ranges of a `slice`. */
export function rangesOf(node: Node): readonly Range[] {
  const rank = rankOf(node.operands[0]);
  const [starts, ends] = [dimsAttr(node, 'starts'), dimsAttr(node, 'ends')];
  const steps = numbersAttr(node, 'steps') ?? [];
  return (numbersAttr(node, 'axes') ?? []).map((axis, i) => ({
    axis: axis < 0 ? axis + rank : axis,
    start: starts[i] ?? 0,
    end: ends[i] ?? 0,
    step: steps[i] ?? 1,
  }));
}

/** The attributes of a `slice` that takes `ranges`. */
export function sliceAttrs(ranges: readonly Range[]) {
  return {
    starts: ranges.map(({ start }) => start),
    ends: ranges.map(({ end }) => end),
    axes: ranges.map(({ axis }) => axis),
    steps: ranges.map(({ step }) => step),
  };
}

/** The one range of a slice that cuts a single axis without gaps. */
export function plainRange(node: Node | undefined): Range | undefined {
  if (node?.op.name !== 'slice') return undefined;
  const [range, ...others] = rangesOf(node);
  return range && others.length === 0 && range.step === 1 ? range : undefined;
}

/** True when a <= b for all sizes that the function admits. */
export function isAtMost(func: Func, a: Dim, b: Dim): boolean {
  return dim.dimRange(dim.sub(b, a), func.ranges).lo >= 0;
}

/** Where the parts of a concat or split begin along its axis; the last entry is where the last one ends. */
export function boundaries(sizes: readonly Dim[]): readonly Dim[] {
  const at: Dim[] = [0];
  for (const size of sizes) at.push(dim.add(at.at(-1) ?? 0, size));
  return at;
}
