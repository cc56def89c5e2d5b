// The static memory plan of the functions of a graph, as it would lie in one memory.

import type { Module, SizeOf, Value } from '@afterglow/ir';
import { type MemoryBlock, type MemoryMap, planFunc } from '@afterglow/lir';

function roleOf(value: Value | undefined, results: readonly Value[]): MemoryBlock['role'] {
  if (value === undefined) return 'temp';
  if (results.includes(value)) return 'output';
  return value.def.kind === 'param' && value.def.region.parent === undefined ? 'input' : 'temp';
}

export function memoryOfGraph(module: Module, sizeOf: SizeOf): MemoryMap[] {
  return [...module.funcs.values()].map((func): MemoryMap => {
    const { storages, order } = planFunc(func, { sizeOf });
    const blocks = storages.map(({ address, bytes, start, end, values, purpose }): MemoryBlock => {
      const names = values.map(({ value }) => value.name);
      const name = names.length > 0 ? names.slice(0, 4).join(', ') : (purpose?.kind ?? '');
      return { name, role: roleOf(values[0]?.value, func.body.results), address, bytes, start, end };
    });
    return { program: func.name, memory: 'activations', length: order.end + 1, blocks };
  });
}
