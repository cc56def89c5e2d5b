// Whether instructions make one loop over tiles, and what it would cost.

import { type Dim, dim } from '@afterglow/core';
import { type LaunchParam, paramRanges } from '@afterglow/lir';
import { pointwiseCost } from '../build/pointwise.js';
import { compose, type Member, type NoComposition } from './compose.js';
import type { FuseLimits } from './find-groups.js';

export interface Loop {
  /** Bytes moved, and those its DMAs and instructions are worth, at the bounds of all sizes. */
  readonly cost: number;
}

/** `members` in program order. */
export function loopOfMembers(
  members: readonly Member[],
  params: readonly LaunchParam[],
  { sramBytes }: FuseLimits,
): Loop | NoComposition {
  const ranges = paramRanges(params);
  const bound = (size: Dim) => dim.dimRange(size, ranges).hi;
  const loop = compose(members);
  return 'because' in loop ? loop : { cost: pointwiseCost(loop, bound, sramBytes) };
}
