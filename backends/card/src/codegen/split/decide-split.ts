// Whether one node is split over the engines, and why: the row of the table that holds, or the plan file.

import { type Dim, type DimRange, dim } from '@afterglow/core';
import { elementwiseLowerings } from '../lower/elementwise.lower.js';
import { type Measure, SPLIT_RULES, SPLITS_OF, type SplitBy, type SplitRule } from './split-rules.js';

export interface SplitDecision {
  /** Undefined: one engine does all of it. */
  readonly by: SplitBy | undefined;
  readonly because: string;
}

/** Ways an op can be split. */
export function splitsOf(op: string): readonly SplitBy[] {
  return SPLITS_OF[op] ?? (Object.hasOwn(elementwiseLowerings, op) ? ['rows'] : []);
}

function measuresOf(
  shape: readonly Dim[],
  ranges: ReadonlyMap<string, DimRange>,
  groups: number,
): Record<Measure, number> {
  const sizes = shape.map((size) => Math.max(1, dim.dimRange(size, ranges).hi));
  const volume = (list: readonly number[]) => list.reduce((a, b) => a * b, 1);
  return {
    width: sizes.at(-1) ?? 1,
    batch: volume(sizes.slice(0, -1)),
    inner: volume(sizes.slice(1)),
    elements: volume(sizes),
    channels: sizes[1] ?? 1,
    matrices: volume(sizes.slice(0, -2)),
    rank: sizes.length,
    lines: sizes[2] ?? 1,
    groups,
  };
}

function missed(rule: SplitRule, found: Record<Measure, number>, engines: number): string | undefined {
  for (const [measure, least] of Object.entries(rule.least)) {
    const value = found[measure as Measure]; // the keys of the rule are measures
    const needed = least === 'engines' ? engines : least;
    if (value < needed) return `${measure} ${value} < ${needed}`;
  }
  for (const [measure, most] of Object.entries(rule.most ?? {})) {
    const value = found[measure as Measure]; // as above
    if (value > most) return `${measure} ${value} > ${most}`;
  }
  return undefined;
}

function held(rule: SplitRule, found: Record<Measure, number>, engines: number): string {
  const parts = Object.entries(rule.least).map(([measure, least]) => {
    return `${measure} ${found[measure as Measure]} ≥ ${least === 'engines' ? engines : least}`; // as above
  });
  return parts.length > 0 ? parts.join(', ') : 'always';
}

/** What the table says of an op whose result has this shape; `groups` are those of a convolution. */
export function decideSplit(
  op: string,
  shape: readonly Dim[],
  ranges: ReadonlyMap<string, DimRange>,
  engines: number,
  groups = 1,
): SplitDecision {
  const elementwise = Object.hasOwn(elementwiseLowerings, op);
  const found = measuresOf(shape, ranges, groups);
  const rules = SPLIT_RULES.filter(({ ops }) => ops.includes(op) || (elementwise && ops.includes('element-wise')));
  const misses: string[] = [];
  for (const rule of rules) {
    const problem = missed(rule, found, engines);
    if (problem === undefined) return { by: rule.by, because: held(rule, found, engines) };
    misses.push(problem);
  }
  return { by: undefined, because: misses.length > 0 ? misses.join('; ') : 'no rule splits this op' };
}
