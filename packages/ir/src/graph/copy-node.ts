// Copies nodes, with their regions, to the place a builder fills: another function, or another module. Types and names
// are kept as they are (inference would invent new symbols for sizes that depend on data), so the symbols of the copied
// nodes must mean the same where they arrive.

import { invariant } from '@afterglow/core';
import type { Builder } from './builder.js';
import type { Node, Region, Value } from './graph.js';
import { addParam, link, mutable, newNode, newRegion, setRegionResult } from './mutate.js';

/** Where each value of the original is found in the copy; results of copied nodes are added to it. */
export type ValueMap = Map<Value, Value>;

function lookup(map: ValueMap, value: Value): Value {
  const copy = map.get(value);
  invariant(copy, `${value.name}: read by a copied node, but not copied itself`);
  return copy;
}

function copyRegion(builder: Builder, region: Region, map: ValueMap): Region {
  const copy = newRegion(builder.func, undefined);
  for (const param of region.params) map.set(param, addParam(copy, param.name, param.type));
  const inside = builder.at(copy);
  for (let node = region.first; node; node = node.next) copyNode(inside, node, map);
  region.results.forEach((value, index) => setRegionResult(copy, index, lookup(map, value)));
  return copy;
}

/** Adds a copy of `node` that reads the counterparts of its operands. */
export function copyNode(builder: Builder, node: Node, map: ValueMap): Node {
  const copy = newNode(builder.func, {
    op: node.op,
    operands: node.operands.map((value) => value && lookup(map, value)),
    attrs: node.attrs,
    types: node.results.map((result) => result.type),
    names: node.results.map((result) => result.name),
    origin: node.origin,
  });
  for (const region of node.regions) {
    const inner = copyRegion(builder, region, map);
    mutable.region(inner).parent = copy;
    mutable.node(copy).regions.push(inner);
  }
  node.results.forEach((result, index) => {
    const made = copy.results[index];
    if (made) map.set(result, made);
  });
  link(builder.region, copy, builder.anchor);
  builder.options.onAdd?.(copy);
  return copy;
}
