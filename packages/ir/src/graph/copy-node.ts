// Copies nodes, with their regions, to the place a builder fills: another function, or another module. Types and names
// are kept as they are (inference would invent new symbols for sizes that depend on data), so the symbols of the copied
// nodes must mean the same where they arrive, or `dims` must say what they become.

import { type Dim, invariant } from '@afterglow/core';
import type { Builder } from './builder.js';
import type { Func, Node, Region, Value } from './graph.js';
import { addParam, link, mutable, newNode, newRegion, setRegionResult } from './mutate.js';
import { substituteAttrs } from './substitute-symbols.js';
import { substituteType, type Type } from './type.js';

/** Where each value of the original is found in the copy; results of copied nodes are added to it. */
export type ValueMap = Map<Value, Value>;

export interface CopyOptions {
  /** Replaces symbols in the types and attributes of what is copied. */
  readonly dims?: (name: string) => Dim | undefined;
}

/** True for values that code of `func` may read as they are. */
function belongsTo(func: Func, value: Value): boolean {
  switch (value.def.kind) {
    case 'const':
      return value.def.module === func.module;
    case 'param':
      return value.def.region.func === func;
    case 'result':
      return value.def.node.func === func;
  }
}

/** The counterpart of `value` in `func`: a value that was not copied stays itself, where it can be read. */
export function mapped(map: ValueMap, value: Value, func: Func): Value {
  const copy = map.get(value);
  if (copy) return copy;
  invariant(belongsTo(func, value), `${value.name}: read by a copied node, but not copied itself`);
  return value;
}

/** Copies parameters, nodes and results of `region` to the end of the region that `builder` fills. */
export function copyRegion(builder: Builder, region: Region, map: ValueMap, options: CopyOptions = {}): void {
  const { dims } = options;
  for (const param of region.params) {
    const type = dims ? substituteType(param.type, dims) : param.type;
    map.set(param, addParam(builder.region, param.name, type));
  }
  for (let node = region.first; node; node = node.next) copyNode(builder, node, map, options);
  region.results.forEach((value, index) => {
    setRegionResult(builder.region, index, mapped(map, value, builder.func));
  });
}

/** Adds a copy of `node` that reads the counterparts of its operands. */
export function copyNode(builder: Builder, node: Node, map: ValueMap, options: CopyOptions = {}): Node {
  const { func } = builder;
  const { dims } = options;
  const retype = (type: Type): Type => (dims ? substituteType(type, dims) : type);
  const regions = node.regions.map((region) => {
    const inner = newRegion(func, undefined);
    copyRegion(builder.at(inner), region, map, options);
    return inner;
  });
  const copy = newNode(func, {
    op: node.op,
    operands: node.operands.map((value) => value && mapped(map, value, func)),
    attrs: dims ? substituteAttrs(node.op, node.attrs, dims) : node.attrs,
    types: node.results.map((result) => retype(result.type)),
    names: node.results.map((result) => result.name),
    origin: node.origin,
  });
  for (const inner of regions) {
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
