// Whether instructions make one loop over tiles, and what it costs: the loop is written for one engine, operands in card memory, and
// what it moves and issues is counted. (A formula beside each lowering would say the same less exactly, and would have to be kept so.)

import { type Dim, dim } from '@afterglow/core';
import { type LaunchParam, type LirItem, type LirLoop, paramRanges } from '@afterglow/lir';
import { ProgramBuilder } from '../build/program-builder.js';
import { cardDef } from '../card-set.js';
import { groupWriter } from '../lower/group.lower.js';
import type { Member, NoComposition } from './compose.js';
import type { FuseLimits } from './find-groups.js';

export interface Loop {
  /** Bytes moved, and those its DMAs and instructions are worth, at the bounds of all sizes. */
  readonly cost: number;
}

/** What a DMA and an instruction cost besides their bytes, in bytes. */
const ISSUE_COST = 256;

function costOf(items: readonly LirItem[], bound: (size: Dim) => number): number {
  return items.reduce((sum, item) => {
    if (item.kind === 'loop') return sum + Math.max(0, bound(item.count)) * costOf(item.body, bound);
    const { scalars } = cardDef(item.op);
    const size = (name: string) => Math.max(0, bound(item.scalars[scalars.indexOf(name)] ?? 0));
    const bytes = item.op.startsWith('dma.') ? size('n0') * size('n1') * size('n2') : 0;
    return sum + bytes + ISSUE_COST;
  }, 0);
}

/** `members` as a group has them; `loops` of the model stand around them. */
export function loopOfMembers(
  members: readonly Member[],
  params: readonly LaunchParam[],
  loops: readonly LirLoop[],
  limits: FuseLimits,
): Loop | NoComposition {
  const write = groupWriter(members);
  if ('because' in write) return write;
  const ranges = new Map(paramRanges(params));
  for (const { index, count } of loops) {
    ranges.set(index, { lo: 0, hi: Math.max(0, dim.dimRange(count, ranges).hi - 1) });
  }
  const b = new ProgramBuilder(ranges, [], { add: (key) => key });
  write({ b, ...limits });
  // Tiles are cut to fit, as far as there is room for one element of each.
  const needed = b.buffers.reduce((sum, { memory, bytes }) => sum + (memory === 'sram' ? bytes : 0), 0);
  const fits = needed <= limits.sramBytes;
  return { cost: fits ? costOf(b.items, (size) => b.bound(size)) : Number.POSITIVE_INFINITY };
}
