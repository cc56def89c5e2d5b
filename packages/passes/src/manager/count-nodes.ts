// The size of a module as reports state it.

import { type Module, walk } from '@afterglow/ir';

/** Nodes of all functions, those inside regions included. */
export function countNodes(module: Module): number {
  let count = 0;
  for (const func of module.funcs.values()) for (const _ of walk(func.body)) count++;
  return count;
}
