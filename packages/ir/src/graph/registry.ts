// Sets of ops by name. Nothing registers itself: a registry is made from lists and never changes.

import { invariant } from '@afterglow/core';
import type { OpDef, OpRegistry } from './op-def.js';

/** A registry of the ops in `lists`; the map is built when the first op is asked for. */
export function createRegistry(lists: readonly (readonly OpDef[])[]): OpRegistry {
  let byName: ReadonlyMap<string, OpDef> | undefined;
  const table = () => {
    byName ??= new Map(lists.flat().map((op) => [op.name, op]));
    invariant(byName.size === lists.reduce((count, list) => count + list.length, 0), 'two ops have one name');
    return byName;
  };
  return { get: (name) => table().get(name), all: () => table().values() };
}

/** `base` with more ops, such as those of a spec file outside the tree. */
export function extendRegistry(base: OpRegistry, more: readonly OpDef[]): OpRegistry {
  return createRegistry([[...base.all()], more]);
}
