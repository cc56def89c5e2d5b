// Wishes of a plan file about engines name nodes of the model; a name that is not among them is a mistake worth telling.

import { originNames } from '@afterglow/core';
import { type Func, nearestName, nodesOf } from '@afterglow/ir';
import { partitionDiagnostics as codes } from '../diagnostics.js';
import type { PartitionOptions } from '../options.js';

/** Reports every name the plan gets wrong; true when there is none. */
export function checkEngineNodes(func: Func, { plan, diagnostics }: PartitionOptions): boolean {
  const wishes = plan?.engines ?? [];
  if (wishes.length === 0) return true;
  const names = new Set([...nodesOf(func.body)].flatMap((node) => originNames(node.origin)));
  const unknown = wishes.filter(({ node }) => !names.has(node));
  for (const { node, location } of unknown)
    diagnostics.report(codes.planUnknownNode, { node, nearest: nearestName(node, [...names]) }, { location });
  return unknown.length === 0;
}
