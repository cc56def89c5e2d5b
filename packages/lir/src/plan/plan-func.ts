// A static memory plan for a function of the graph: an address for every value that takes memory, so that everything needed
// at one time lies apart. What may share memory is decided by `memoryLayout`; this gives the addresses.

import { ELEMENT_TYPES } from '@afterglow/core';
import {
  type Func,
  type MemoryLayout,
  type MemoryStorage,
  memoryLayout,
  type SizeOf,
  sizeEvaluator,
  type Value,
} from '@afterglow/ir';
import { planMemory } from './plan-memory.js';

export interface FuncPlanOptions {
  /** Sizes that memory is planned for; without it the upper bound of each size. */
  readonly sizeOf?: SizeOf;
  /** Every storage begins at a multiple of it; by default at one of its largest element's size. */
  readonly align?: number;
}

export interface PlannedStorage extends MemoryStorage {
  readonly address: number;
}

export interface PlannedValue {
  readonly address: number;
  readonly bytes: number;
}

export interface FuncPlan extends MemoryLayout {
  readonly storages: readonly PlannedStorage[];
  /** Bytes of memory, from address 0. */
  readonly bytes: number;
  /** Where each value lies. Constants, values without bytes and what is no tensor are missing. */
  readonly values: ReadonlyMap<Value, PlannedValue>;
}

/** Fits every element type. */
const ANY_ALIGN = 16;

/** Alignment that typed arrays ask for: the size of the largest element that lies in a storage. */
function elementAlign({ values }: MemoryStorage): number {
  if (values.length === 0) return ANY_ALIGN;
  const bits = values.map(({ value: { type } }) => (type.kind === 'tensor' ? ELEMENT_TYPES[type.elem].bits : 0));
  return Math.max(8, ...bits) / 8;
}

/** Evaluates sizes with every symbol at its upper bound; one without a bound counts as its least size, and at least 1. */
export function upperBounds(func: Func): SizeOf {
  return sizeEvaluator(
    new Map([...func.ranges].map(([name, { lo, hi }]) => [name, Number.isFinite(hi) ? hi : Math.max(1, lo)])),
  );
}

/** Plans the memory of `func`. Functions that it invokes are planned for their own upper bounds. */
export function planFunc(func: Func, options: FuncPlanOptions = {}): FuncPlan {
  const { sizeOf = upperBounds(func), align } = options;
  const callees = new Map<string, number>();
  const calls = (name: unknown): number => {
    const callee = typeof name === 'string' ? func.module.funcs.get(name) : undefined;
    if (!callee || callee === func) return 0;
    const bytes = callees.get(callee.name) ?? planFunc(callee, align === undefined ? {} : { align }).bytes;
    callees.set(callee.name, bytes);
    return bytes;
  };
  const layout = memoryLayout(func.body, {
    sizeOf,
    calls: (node) => (node.op.name === 'invoke' ? calls(node.attrs['callee']) : 0),
  });
  const requests = layout.storages.map((storage, i) => {
    const { bytes, start, end } = storage;
    return { name: String(i), bytes, align: align ?? elementAlign(storage), start, end };
  });
  const { addresses, highWater } = planMemory(requests);
  const storages = layout.storages.map((storage, i) => ({ ...storage, address: addresses.get(String(i)) ?? 0 }));
  const values = new Map<Value, PlannedValue>();
  for (const { address, values: inside } of storages) {
    for (const { value, offset, bytes } of inside) values.set(value, { address: address + offset, bytes });
  }
  return { ...layout, storages, bytes: highWater, values };
}
