// What integer inputs mean, read off the optimized graph: row numbers of a table, offsets of bags. The manifest carries it
// so that made-up inputs of a bundle make sense.

import type { ValueRange } from '@afterglow/bundle';
import { type Dim, dim } from '@afterglow/core';
import type { Use, Value } from '@afterglow/ir';

/** Ops that pass values through unchanged, from operand 0 to every result. */
const VIEWS = new Set([
  'slice',
  'reshape',
  'squeeze',
  'unsqueeze',
  'split',
  'identity',
  'expand',
  'transpose',
  'concat',
]);

function size(value: Value | undefined, axis: number): Dim | undefined {
  return value?.type.kind === 'tensor' ? value.type.shape[axis] : undefined;
}

function meaningOf(use: Use): ValueRange | undefined {
  if (use.kind !== 'operand') return undefined;
  const { op, operands, attrs } = use.node;
  if (op.name === 'embedding_bag' && use.index === 1) {
    const rows = size(operands[0], 0);
    return rows === undefined ? undefined : { lo: 0, hi: dim.toJson(dim.sub(rows, 1)) };
  }
  if (op.name === 'embedding_bag' && use.index === 2) {
    const lookups = size(operands[1], 0);
    return lookups === undefined ? undefined : { lo: 0, hi: dim.toJson(lookups), sorted: true };
  }
  if (op.name === 'gather' && use.index === 1) {
    const rows = size(operands[0], Number(attrs['axis'] ?? 0));
    return rows === undefined ? undefined : { lo: 0, hi: dim.toJson(dim.sub(rows, 1)) };
  }
  return undefined;
}

/** The parameter of the invoked function that an operand of `invoke` becomes. */
function parameterOf(use: Use): Value | undefined {
  if (use.kind !== 'operand' || use.node.op.name !== 'invoke') return undefined;
  const callee = use.node.region?.func.module.funcs.get(String(use.node.attrs['callee']));
  return callee?.body.params[use.index];
}

/** Upper end as a number when known, to keep the narrowest of several meanings. */
function top(range: ValueRange): number {
  return typeof range.hi === 'number' ? range.hi : Number.POSITIVE_INFINITY;
}

/** The narrowest meaning any reader of `value` gives it, or undefined. */
export function valuesOf(value: Value, depth = 0): ValueRange | undefined {
  let best: ValueRange | undefined;
  for (const use of value.uses) {
    const inside = parameterOf(use);
    if (inside && depth < 8) {
      const range = valuesOf(inside, depth + 1);
      if (range && (!best || top(range) < top(best))) best = range;
      continue;
    }
    const through = use.kind === 'operand' && VIEWS.has(use.node.op.name) && depth < 8;
    const found = through ? use.node.results.map((result) => valuesOf(result, depth + 1)) : [meaningOf(use)];
    for (const range of found) if (range && (!best || top(range) < top(best))) best = range;
  }
  return best;
}
