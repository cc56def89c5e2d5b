// Two checks around placement: sizes must be bounded before it, and what was emitted must fit after it.

import { dim } from '@afterglow/core';
import { type Func, type Module, type Node, nodesOf, type Type, type Value } from '@afterglow/ir';
import { partitionDiagnostics as codes } from '../diagnostics.js';
import type { Partition } from '../emit/boundary.js';
import { footprintOfFunc } from '../memory.js';
import type { PartitionOptions } from '../options.js';
import { cardOf } from '../split/home.js';

/** Reports symbols without an upper end in types of values on cards; memory could not be planned for them. */
export function checkBounds(func: Func, isLegal: (node: Node) => boolean, options: PartitionOptions): boolean {
  const reported = new Set<string>();
  const seen = new Set<Type>();
  const check = (value: Value | undefined) => {
    if (value?.type.kind !== 'tensor' || seen.has(value.type)) return;
    seen.add(value.type);
    for (const size of value.type.shape) {
      if (Number.isFinite(dim.dimRange(size, func.ranges).hi)) continue;
      for (const symbol of dim.symbolsOf(size)) {
        const bounded = Number.isFinite(func.ranges.get(symbol)?.hi ?? Number.POSITIVE_INFINITY);
        if (bounded || reported.has(symbol)) continue;
        reported.add(symbol);
        options.diagnostics.report(codes.unboundedDim, { symbol, value: value.name });
      }
    }
  };
  for (const node of nodesOf(func.body)) {
    if (!isLegal(node)) continue;
    for (const value of node.operands) check(value);
    for (const value of node.results) check(value);
  }
  return reported.size === 0;
}

/** Bytes each partition needs where it runs, by name. */
export function partitionBytes(module: Module, partitions: readonly Partition[]): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>();
  for (const { name } of partitions) {
    const func = module.funcs.get(name);
    if (func) bytes.set(name, footprintOfFunc(func).total);
  }
  return bytes;
}

/** Reports cards whose partitions need more than they have. */
export function checkCapacity(
  partitions: readonly Partition[],
  bytes: ReadonlyMap<string, number>,
  options: PartitionOptions,
): boolean {
  let ok = true;
  options.cards.forEach((card, index) => {
    let used = 0;
    for (const { name, phase } of partitions)
      if (phase.home === 'dense' || cardOf(phase.home) === index) used += bytes.get(name) ?? 0;
    const capacity = card.bytes - (options.reserveBytes ?? 0);
    if (used <= capacity) return;
    options.diagnostics.report(codes.overCapacity, { card: card.name, used, capacity });
    ok = false;
  });
  return ok;
}
