// Copies of modules and functions. Tensors are shared (they never change); everything else is new.

import { invariant } from '@afterglow/core';
import { Builder, createFunc, createModule, setRange, setResultNames } from '../graph/builder.js';
import { copyRegion, type ValueMap } from '../graph/copy-node.js';
import type { Func, Module, Use, Value } from '../graph/graph.js';
import { newConst } from '../graph/mutate.js';

/** Copies ask a registry for nothing: nodes bring their ops. */
const NO_OPS = { get: () => undefined, all: () => [] };

function readerOf(use: Use): Func {
  return use.kind === 'operand' ? use.node.func : use.region.func;
}

function copyConst(value: Value, to: Module, map: ValueMap): void {
  invariant(value.def.kind === 'const', `${value.name} is a constant`);
  map.set(value, newConst(to, value.name, value.type, value.def.tensor));
}

/**
 * Copies `func` into `module` under `name`. In another module, constants it reads are taken over (under their names where
 * free); `map` may already say what some values become.
 */
export function cloneFuncInto(module: Module, func: Func, name: string = func.name, map: ValueMap = new Map()): Func {
  invariant(!module.funcs.has(name), `@${name} exists already`);
  if (module !== func.module) {
    for (const value of func.module.consts.values()) {
      if (!map.has(value) && [...value.uses].some((use) => readerOf(use) === func)) copyConst(value, module, map);
    }
  }
  const copy = createFunc(module, name);
  for (const [symbol, range] of func.ranges) setRange(copy, symbol, range);
  setResultNames(copy, func.resultNames);
  copyRegion(new Builder(copy.body, { registry: NO_OPS }), func.body, map);
  return copy;
}

/** A copy of a whole module, with the same names. */
export function cloneModule(module: Module, name: string = module.name): Module {
  const copy = createModule(name);
  const map: ValueMap = new Map();
  for (const value of module.consts.values()) copyConst(value, copy, map);
  for (const func of module.funcs.values()) cloneFuncInto(copy, func, func.name, map);
  return copy;
}
