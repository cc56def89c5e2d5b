// How large a graph is to the eye of whoever reads it. A reduction takes only what is smaller, so it ends.

import { tensorSize } from '@afterglow/core';
import { calleesOf, type Func, type Module, walk } from '@afterglow/ir';

/**
 * Nodes of a function, those of what it calls once for each call, so that a call is more than what is inside. A node with regions weighs
 * what it may become beside what is inside: one step cuts operands into slices, and makes lists of results.
 */
function sizeOf(func: Func, module: Module, known: Map<Func, number>): number {
  const before = known.get(func);
  if (before !== undefined) return before;
  // Functions never call themselves.
  let size = 0;
  for (const node of walk(func.body)) {
    size += node.regions.length > 0 ? 1 + 2 * (node.results.length + node.operands.length) : 1;
    for (const name of calleesOf(node)) {
      const callee = module.funcs.get(name);
      if (callee) size += sizeOf(callee, module, known);
    }
  }
  known.set(func, size);
  return size;
}

/** Nodes, results, symbols, numbers in weights, and sizes, in falling order of weight. */
export function measure(module: Module): readonly number[] {
  let [nodes, results, symbols, numbers, sizes] = [0, 0, 0, 0, 0];
  const known = new Map<Func, number>();
  for (const func of module.funcs.values()) {
    nodes += sizeOf(func, module, known);
    results += func.body.results.length;
    symbols += func.ranges.size;
    const values = [...func.body.params];
    for (const node of walk(func.body)) values.push(...node.results);
    for (const { type } of values) {
      if (type.kind === 'tensor') for (const size of type.shape) sizes += typeof size === 'number' ? size : 0;
    }
  }
  for (const { def } of module.consts.values()) {
    if (def.kind === 'const' && def.tensor.storage.kind !== 'splat') numbers += tensorSize(def.tensor);
  }
  return [nodes, results, symbols, numbers, sizes];
}

export function isSmaller(a: Module, b: Module): boolean {
  const [left, right] = [measure(a), measure(b)];
  const at = left.findIndex((size, i) => size !== right[i]);
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0);
}
