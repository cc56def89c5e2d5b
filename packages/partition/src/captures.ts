// Values a node needs from outside: its operands, and what its regions read from the graph around them.

import { type Node, type Region, type Value, walk } from '@afterglow/ir';

function isInside(value: Value, node: Node): boolean {
  let region: Region | undefined =
    value.def.kind === 'param' ? value.def.region : value.def.kind === 'result' ? value.def.node.region : undefined;
  for (; region; region = region.parent?.region) if (region.parent === node) return true;
  return false;
}

/** All values from outside that `node` or its regions read, constants included, in order of first use. */
export function valuesReadBy(node: Node): Value[] {
  const read = new Set<Value>();
  for (const operand of node.operands) if (operand) read.add(operand);
  const capture = (value: Value | undefined) => {
    if (value && !isInside(value, node)) read.add(value);
  };
  for (const region of node.regions) {
    for (const inner of walk(region)) {
      for (const operand of inner.operands) capture(operand);
      for (const nested of inner.regions) for (const result of nested.results) capture(result);
    }
    for (const result of region.results) capture(result);
  }
  return [...read];
}
