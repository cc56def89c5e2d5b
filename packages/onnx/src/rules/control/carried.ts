// Types for the carried values of a body: those of the initial values where the body keeps them, else with symbols for the
// sizes that change from one iteration to the next.

import type { Dim } from '@afterglow/core';
import { coveringType, freshSymbol, optionalType, type Type, tensorType } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { Subgraph } from '../../import/import-graph.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Each round frees at least one size, so a body of sensible rank ends long before. */
const MOST_ROUNDS = 16;

export interface Carried {
  readonly body: Subgraph;
  /** Types of the carried values after the last iteration. */
  readonly types: readonly Type[];
}

/**
 * Imports the body until its carried values come out as they went in, but for the sizes that have become symbols.
 * `nextOf` picks the carried values among the body's results.
 */
export function importCarried(
  n: NodeReader,
  b: ImportBuilder,
  initial: readonly Type[],
  importBody: (types: readonly Type[]) => Subgraph,
  nextOf: (body: Subgraph) => readonly Type[],
): Carried {
  const { symbols } = n.context.session;
  const free = new Set<Dim>();
  let params = initial;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const body = importBody(params);
    const next = nextOf(body);
    const freed = params.map((param, i) => {
      const [before, after] = [symbols.resolveType(param), symbols.resolveType(next[i] ?? param)];
      if (after === before) return before;
      if (before.kind !== 'tensor' || after.kind !== 'tensor' || before.elem !== after.elem) {
        return (
          widened(b, before, after) ??
          n.invalid(`carried value ${i} goes in as ${before.key} and comes out as ${after.key}`)
        );
      }
      if (before.shape.length !== after.shape.length) {
        n.unsupported(`carried value ${i} of another rank after an iteration (${before.key}, then ${after.key})`);
      }
      const shape = before.shape.map((size, axis) => {
        if (size === after.shape[axis] || free.has(size)) return size;
        const symbol = freshSymbol(b.func, 'carried');
        free.add(symbol);
        if (size === 1) symbols.leaveApart(symbol);
        return symbol;
      });
      return tensorType(before.elem, shape);
    });
    if (freed.every((type, i) => type === symbols.resolveType(params[i] ?? type))) {
      return { body, types: params.map((type) => afterLast(b, type, free)) };
    }
    b.discard(body.region);
    params = freed;
  }
  return n.unsupported('carried values whose sizes never settle');
}

/**
 * A sequence or optional that covers what goes in and what comes out. A value that comes out for an optional is taken as
 * one that is there.
 */
function widened(b: ImportBuilder, before: Type, after: Type): Type | undefined {
  if (before.kind === 'tensor') return undefined;
  const held = before.kind === 'optional' && after.kind !== 'optional' ? optionalType(after) : after;
  return coveringType([before, held], () => freshSymbol(b.func, 'carried'));
}

/** What changes inside has one size for each iteration, and another one at the end. */
function afterLast(b: ImportBuilder, type: Type, free: ReadonlySet<Dim>): Type {
  if (type.kind !== 'tensor' || !type.shape.some((size) => free.has(size))) return type;
  return tensorType(
    type.elem,
    type.shape.map((size) => (free.has(size) ? freshSymbol(b.func, 'carried') : size)),
  );
}
