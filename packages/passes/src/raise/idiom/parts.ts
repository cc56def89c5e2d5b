// The nodes a pattern is made of: who else reads them, where they stand, what the fused node comes from.
// A raise is only worth it when the steps go away, so every rule asks `closed` before it fires.

import { fusedOrigin, type Origin } from '@afterglow/core';
import { type Node, producer, type Value } from '@afterglow/ir';
import type { Condition } from '../../manager/rule.js';
import { strip } from '../look.js';
import { ARITHMETIC } from './polynomial.js';

/** What every match of a pattern of several nodes has. */
export interface Parts {
  /** The node whose result is replaced. */
  readonly root: Node;
  /** All nodes the result is computed by from the operands of the new node; the root may be among them. */
  readonly nodes: ReadonlySet<Node>;
}

/** Nodes that only say another shape, which patterns are read through. */
const VIEWS: ReadonlySet<string> = new Set(['reshape', 'squeeze', 'unsqueeze', 'identity']);

/** True when nobody but the pattern reads what its steps compute; views of a step count as part of it. */
export function isClosed({ root, nodes }: Parts): boolean {
  const isInside = (node: Node): boolean =>
    nodes.has(node) || node === root || (VIEWS.has(node.op.name) && isRead(node));
  const isRead = (node: Node): boolean =>
    node.results.every((result) => [...result.uses].every((use) => use.kind === 'operand' && isInside(use.node)));
  return [...nodes].every((node) => node === root || isRead(node));
}

export const closed: Condition<Parts> = {
  if: isClosed,
  because: 'a step of it is read elsewhere, so that it would stay',
};

export const oneRegion: Condition<Parts> = {
  if: ({ root, nodes }) => [...nodes].every((node) => node.region === root.region),
  because: 'a step of it is computed in an outer region',
};

/** The two conditions every raise of several nodes has. */
export const wholePattern: readonly Condition<Parts>[] = [closed, oneRegion];

/** Origin of what replaces a pattern. */
export function originOf(rule: string, { root, nodes }: Parts): Origin | undefined {
  return fusedOrigin(
    rule,
    [...new Set([...nodes, root])].sort((a, b) => a.id - b.id).map((node) => node.origin),
  );
}

/** Values in reach of `from` through sums and products, nearest first, `from` included. */
export function arithmeticCone(from: readonly (Value | undefined)[], limit = 32): readonly Value[] {
  const found = new Set<Value>();
  for (const value of from) if (value) found.add(strip(value));
  for (const value of found) {
    if (found.size >= limit) break;
    const node = producer(value);
    if (!node || !ARITHMETIC.has(node.op.name)) continue;
    for (const operand of node.operands) if (operand) found.add(strip(operand));
  }
  return [...found];
}
