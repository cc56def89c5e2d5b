// Slices that share out one axis of a value are one split.
//
//   %a = slice(%x) {starts = [0], ends = [3], axes = [1], steps = [1]}        %x : f32[N, 8]
//   %b = slice(%x) {starts = [5], ends = [8], axes = [1], steps = [1]}
//   →
//   %a, _, %b = split(%x) {axis = 1, sizes = [3, 2, 3]}
//
// Fires for two slices or more that do not overlap; a split of which one part is read becomes a slice again, so both rules end.

import { fusedOrigin } from '@afterglow/core';
import { type Node, producer, type Value } from '@afterglow/ir';
import { tensorTypeOf } from '../basic/look.js';
import { defineRule } from '../manager/rule.js';
import { plainRange } from './ranges.js';

/** Values of more readers are not looked at: each slice asks for all of them. */
const MOST_READERS = 1024;

interface Piece {
  readonly slice: Node;
  readonly start: number;
  readonly end: number;
}

interface Shared {
  readonly node: Node;
  readonly source: Value;
  readonly axis: number;
  readonly size: number;
  readonly pieces: readonly Piece[];
}

function piecesOf(source: Value, axis: number, region: Node['region']): Piece[] {
  const pieces: Piece[] = [];
  for (const use of source.uses) {
    const slice = use.kind === 'operand' && use.node.region === region ? use.node : undefined;
    const range = plainRange(slice);
    if (!slice || range?.axis !== axis || typeof range.start !== 'number' || typeof range.end !== 'number') continue;
    if (range.end > range.start) pieces.push({ slice, start: range.start, end: range.end });
  }
  return pieces.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The place after which the source is there. */
function anchorAfter(source: Value, node: Node): Node | undefined {
  const maker = producer(source);
  if (maker) return maker.region === node.region ? maker.next : undefined;
  return source.def.kind === 'param' && source.def.region === node.region ? node.region?.first : undefined;
}

export const slicesToSplit = defineRule<Shared>({
  name: 'slices-to-split',
  summary: 'slices that share out one axis of a value are one split',
  root: 'slice',
  match: (node) => {
    const [source] = node.operands;
    const range = plainRange(node);
    const size = range && tensorTypeOf(source)?.shape[range.axis];
    if (!source || !range || typeof size !== 'number' || source.uses.size > MOST_READERS) return undefined;
    const pieces = piecesOf(source, range.axis, node.region);
    const own = pieces.filter(({ slice }) => slice === node);
    // The first slice of the axis stands for all, so that each is looked at once.
    return own.length === 1 && pieces.length > 1 && pieces[0]?.slice === node
      ? { node, source, axis: range.axis, size, pieces }
      : undefined;
  },
  where: [
    {
      if: ({ pieces }) => pieces.every(({ start }, i) => i === 0 || start >= (pieces[i - 1]?.end ?? 0)),
      because: 'slices overlap',
    },
    {
      if: ({ source, node }) => anchorAfter(source, node) !== undefined,
      because: 'the value is computed in an outer region',
    },
  ],
  build: ({ node, source, axis, size, pieces }, rewriter) => {
    const sizes: number[] = [];
    const index = new Map<Node, number>();
    let at = 0;
    for (const { slice, start, end } of pieces) {
      if (start > at) sizes.push(start - at);
      index.set(slice, sizes.length);
      sizes.push(end - start);
      at = end;
    }
    if (at < size) sizes.push(size - at);
    const anchor = anchorAfter(source, node);
    if (!anchor) return { because: 'there is no place for it' };
    const origin = fusedOrigin(
      'slices-to-split',
      pieces.map(({ slice }) => slice.origin),
    );
    const split = rewriter
      .before(anchor, origin)
      .add('split', [source], { axis, sizes }, { resultCount: sizes.length });
    const parts = pieces.map(({ slice }) => split.results[index.get(slice) ?? 0]);
    if (pieces.some(({ slice }, i) => slice.results[0]?.type !== parts[i]?.type)) {
      rewriter.erase(split);
      return { because: 'the sizes are equal but not provably so' };
    }
    for (const [i, { slice }] of pieces.entries()) {
      const [part, name] = [parts[i], slice.results[0]?.name];
      if (!part || name === undefined) continue;
      rewriter.replace(slice, [part]);
      rewriter.rename(part, name);
    }
    return undefined;
  },
});
