// A group of generic instructions as one loop over tiles.

import { invariant } from '@afterglow/core';
import type { LowerContext } from '../build/context.js';
import { emitPointwiseLoop } from '../build/pointwise.js';
import { compose, type Member } from '../fuse/compose.js';

/** Members in program order; they have been found to make a loop. */
export function lowerGroup(context: LowerContext, members: readonly Member[]): void {
  const loop = compose(members);
  invariant(!('because' in loop), 'groups are made of instructions that compose');
  emitPointwiseLoop(context, loop);
}
