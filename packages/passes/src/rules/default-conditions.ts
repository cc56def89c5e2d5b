// Conditions that every pattern has without writing them: a rewrite must neither repeat work, nor move work into a loop, nor forget
// that a constant broadcasts.

import type { Node } from '@afterglow/ir';
import { tensorTypeOf } from '../basic/look.js';
import type { Found, MatchedNode, MatchedNumber } from './match-pattern.js';
import type { NodePattern } from './pattern.js';

/** How a node of a pattern is called in a reason: by the name that the rule gives it, or by its op. */
function label({ results }: NodePattern, node: Node): string {
  const name = results.find((result) => result !== '_');
  return name === undefined ? `the ${node.op.name} inside` : `the ${node.op.name} ${name}`;
}

/** True when every reader of the node's results is part of the match. */
function isReadInside({ node }: MatchedNode, inside: ReadonlySet<Node>): boolean {
  return node.results.every((result) =>
    [...result.uses].every((use) => use.kind === 'operand' && inside.has(use.node)),
  );
}

function hasUnnamedReaders({ pattern, node }: MatchedNode): boolean {
  return node.results.some((result, i) => {
    const name = pattern.results[i] ?? (i === 0 && pattern.results.length === 0 ? 'first' : '_');
    return name === '_' && result.uses.size > 0;
  });
}

/** True when a constant of an element-wise node has an axis that no other operand has. */
function widens({ value, reader }: MatchedNumber, numbers: ReadonlySet<unknown>): boolean {
  const shape = tensorTypeOf(value)?.shape ?? [];
  if (!reader.op.traits.has('elementwise') || shape.length === 0) return false;
  const others = reader.operands
    .filter((other) => other !== undefined && !numbers.has(other))
    .map((other) => tensorTypeOf(other)?.shape ?? []);
  return shape.some((size, axis) => {
    const fromBack = shape.length - axis;
    return !others.some((other) => {
      const at = other.length - fromBack;
      return at >= 0 && (size === 1 || other[at] === size);
    });
  });
}

/** Why a match must be left alone, or undefined. */
export function defaultDecline({ nodes, numbers }: Found): string | undefined {
  const [root] = nodes;
  const inside = new Set(nodes.map(({ node }) => node));
  for (const matched of nodes) {
    const { pattern, node } = matched;
    if (hasUnnamedReaders(matched)) return `another result of ${label(pattern, node)} is read`;
    if (matched === root || pattern.shared) continue;
    if (node.region !== root?.node.region) return `${label(pattern, node)} is computed in an outer region`;
    if (!isReadInside(matched, inside)) return `${label(pattern, node)} is read elsewhere`;
  }
  const values = new Set(numbers.map(({ value }) => value));
  const wide = numbers.find((one) => widens(one, values));
  return wide && `a constant widens what it is combined with`;
}

/** What a rule says whose replacement has no type, or another than what it replaces. */
export const TYPE_REASON = 'the result would have another type';
