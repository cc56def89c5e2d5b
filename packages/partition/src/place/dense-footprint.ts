// What the dense part needs on each card. It is the same wherever tables go.

import type { Partition } from '../emit/boundary.js';
import { type ByteBounds, type Footprint, footprintOf } from '../memory.js';
import { homeKind } from '../split/home.js';

/** The sum over dense partitions, with joint transfers held twice: as they arrive and split. */
export function denseFootprint(partitions: readonly Partition[], bounds: ByteBounds): Footprint {
  const total = { constants: 0, inputs: 0, outputs: 0, temporaries: 0, total: 0 };
  for (const { phase, inputs, singles } of partitions) {
    if (phase.home !== 'dense') continue;
    const nodes = phase.instances.map((instance) => instance.node);
    const part = footprintOf({ nodes, inputs: inputs.map((entry) => entry.value), outputs: new Set(singles), bounds });
    const arriving = inputs.filter(({ from }) => from && homeKind(from.phase.home) === 'sparse');
    const split = bounds.sum(arriving.map(({ value }) => value));
    total.constants += part.constants;
    total.inputs += part.inputs;
    total.outputs += part.outputs;
    total.temporaries += part.temporaries + split;
    total.total += part.total + split;
  }
  return total;
}
