// Loops whose iterations run into each other: the body is straight, several queues work in it, and it can run more than once.

import { type DimRange, dim } from '@afterglow/core';
import type { LirItem, LirLoop } from '@afterglow/lir';
import { CONTROL, type Unit, type UnitOptions, unitOf } from './queue-units.js';

export interface OrderOptions extends UnitOptions {
  /** Ranges of all symbols: which loops can run more than once. */
  readonly ranges: ReadonlyMap<string, DimRange>;
}

/** The units of such a loop's body; undefined for every other loop. */
export function pipelinedUnits(loop: LirLoop, options: OrderOptions): readonly Unit[] | undefined {
  if (dim.dimRange(loop.count, options.ranges).hi <= 1) return undefined;
  const units: Unit[] = [];
  for (const item of loop.body) {
    const unit = unitOf(item, options);
    if (!unit) return undefined;
    units.push(unit);
  }
  const queues = new Set(units.map(({ queue }) => queue).filter((queue) => queue !== CONTROL));
  return queues.size > 1 ? units : undefined;
}

/** Positions of the first and last instruction of a loop, counted in text order. */
export interface LoopSpan {
  readonly start: number;
  readonly end: number;
}

/** Where such loops stand in a program. */
export function pipelinedSpans(items: readonly LirItem[], options: OrderOptions): readonly LoopSpan[] {
  const spans: LoopSpan[] = [];
  let position = 0;
  const visit = (list: readonly LirItem[]): void => {
    for (const item of list) {
      if (item.kind === 'instr') {
        position++;
        continue;
      }
      const start = position;
      visit(item.body);
      if (position > start && pipelinedUnits(item, options)) spans.push({ start, end: position - 1 });
    }
  };
  visit(items);
  return spans;
}
