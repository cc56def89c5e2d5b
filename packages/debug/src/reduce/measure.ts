// How large a graph is to the eye of whoever reads it. A reduction takes only what is smaller, so it ends.

import { tensorSize } from '@afterglow/core';
import { type Module, walk } from '@afterglow/ir';

/** Nodes, results, symbols, numbers in weights, and sizes, in falling order of weight. */
export function measure(module: Module): readonly number[] {
  let [nodes, results, symbols, numbers, sizes] = [0, 0, 0, 0, 0];
  for (const func of module.funcs.values()) {
    results += func.body.results.length;
    symbols += func.ranges.size;
    const values = [...func.body.params];
    for (const node of walk(func.body)) {
      nodes++;
      values.push(...node.results);
    }
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
