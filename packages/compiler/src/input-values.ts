// What integer inputs mean, read off the optimized graph: row numbers of a table, offsets of bags, sizes. The manifest carries
// it so that made-up inputs of a bundle make sense.

import type { ValueRange } from '@afterglow/bundle';
import { type Dim, dim } from '@afterglow/core';
import type { Node, Use, Value } from '@afterglow/ir';

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
  'cast',
]);

function size(value: Value | undefined, axis: number): Dim | undefined {
  return value?.type.kind === 'tensor' ? value.type.shape[axis] : undefined;
}

/** Positions along an axis of operand 0. */
function positions({ operands, attrs }: Node, axis = Number(attrs['axis'] ?? 0)): ValueRange | undefined {
  const [x] = operands;
  const length = size(x, axis < 0 && x?.type.kind === 'tensor' ? axis + x.type.shape.length : axis);
  return length === undefined ? undefined : { lo: 0, hi: dim.toJson(dim.sub(length, 1)) };
}

function bagOffsets({ operands }: Node): ValueRange | undefined {
  const lookups = size(operands[1], 0);
  return lookups === undefined ? undefined : { lo: 0, hi: dim.toJson(lookups), sorted: true };
}

/** Entries that fit every operand: each size stays, or all of them become one axis. */
function reshapeSizes({ operands, attrs }: Node): ValueRange | undefined {
  const [x, shape] = operands;
  if (x?.type.kind !== 'tensor') return undefined;
  const count = size(shape, 0);
  if (count === 1) return { lo: -1, hi: -1 };
  return count === x.type.shape.length && attrs['allow_zero'] !== true ? { lo: 0, hi: 0 } : undefined;
}

/** Small enough for a first look. */
const FEW = 4;
const one = () => ({ lo: 1, hi: 1 });
const few = () => ({ lo: 1, hi: FEW });

/** What operand `index` of an op means, by `op index`. */
const MEANINGS: Readonly<Record<string, (node: Node) => ValueRange | undefined>> = {
  'embedding_bag 1': (node) => positions(node, 0),
  'embedding_bag 2': bagOffsets,
  'gather 1': positions,
  'gather_elements 1': positions,
  'scatter_elements 1': positions,
  // Sizes of 1 fit everything.
  'dynamic_expand 1': one,
  'dynamic_reshape 1': reshapeSizes,
  'dynamic_splat 0': few,
  'dynamic_tile 1': () => ({ lo: 1, hi: 2 }),
  'dynamic_slice 1': () => ({ lo: 0, hi: 0 }),
  'dynamic_slice 2': few,
  'dynamic_slice 4': one,
  'range 0': () => ({ lo: 0, hi: 0 }),
  'range 1': few,
  'range 2': one,
  'one_hot 1': few,
  'top_k 1': one,
};

function meaningOf(use: Use): ValueRange | undefined {
  return use.kind === 'operand' ? MEANINGS[`${use.node.op.name} ${use.index}`]?.(use.node) : undefined;
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
