// What a node reads: its operands and, for nodes with regions, the outer values its regions use.

import { type Node, type Region, type Value, walk } from '../graph/graph.js';

function definedInside(region: Region, outer: Node): boolean {
  for (let at: Region | undefined = region; at; at = at.parent?.region) if (at.parent === outer) return true;
  return false;
}

function isInside(value: Value, outer: Node): boolean {
  if (value.def.kind === 'const') return false;
  const region = value.def.kind === 'param' ? value.def.region : value.def.node.region;
  return region !== undefined && definedInside(region, outer);
}

/** Values of enclosing regions that the regions of `node` read, each once, in order; constants included. */
export function capturedValues(node: Node): Value[] {
  const captured = new Set<Value>();
  const note = (value: Value | undefined) => {
    if (value && !isInside(value, node)) captured.add(value);
  };
  for (const region of node.regions) {
    for (const inner of walk(region)) {
      for (const value of inner.operands) note(value);
      for (const own of inner.regions) for (const value of own.results) note(value);
    }
    for (const value of region.results) note(value);
  }
  return [...captured];
}

/** Everything a node reads, each once: operands first. */
export function readValues(node: Node): Value[] {
  const operands = node.operands.filter((value) => value !== undefined);
  if (node.regions.length === 0) return [...new Set(operands)];
  return [...new Set([...operands, ...capturedValues(node)])];
}
