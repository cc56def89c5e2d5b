// Pieces of the last axis: by slice, with a step, or by split.

import { dim } from '@afterglow/core';
import type { Node, Value } from '@afterglow/ir';
import { axisOf, dimsAttr, intAttr, intsAttr, madeBy, rankOf, shapeOf, strip } from '../look.js';

export interface Piece {
  readonly source: Value;
  readonly begin: number;
  /** Just past the last element that is there. */
  readonly end: number;
  readonly step: number;
  readonly node: Node;
}

function sliced(node: Node): Piece | undefined {
  const [source] = node.operands;
  const [axes, steps] = [intsAttr(node, 'axes'), intsAttr(node, 'steps')];
  const [[begin], [end]] = [dimsAttr(node, 'starts'), dimsAttr(node, 'ends')];
  const rank = rankOf(source);
  if (!source || rank === undefined || axes.length !== 1 || axisOf(axes[0] ?? 0, rank) !== rank - 1) return undefined;
  if (begin === undefined || end === undefined || !dim.isKnown(begin) || !dim.isKnown(end)) return undefined;
  return { source: strip(source), begin, end, step: steps[0] ?? 1, node };
}

function split(node: Node, value: Value): Piece | undefined {
  const [source] = node.operands;
  const rank = rankOf(source);
  if (!source || rank === undefined || axisOf(intAttr(node, 'axis'), rank) !== rank - 1) return undefined;
  const index = node.results.indexOf(value);
  const sizes = node.results.map((result) => shapeOf(result)?.[rank - 1]);
  const before = sizes.slice(0, index).filter((size) => typeof size === 'number');
  const own = sizes[index];
  if (before.length !== index || typeof own !== 'number') return undefined;
  const begin = before.reduce((total, size) => total + size, 0);
  return { source: strip(source), begin, end: begin + own, step: 1, node };
}

/** The piece of the last axis of another value that `value` is. */
export function pieceOf(value: Value | undefined): Piece | undefined {
  const node = madeBy(value, 'slice', 'split');
  if (!node || !value) return undefined;
  return node.op.name === 'slice' ? sliced(node) : split(node, strip(value));
}

/** How two pieces make up pairs: one from each half of their source, or neighbours. */
export function pairsOf(
  first: Value | undefined,
  second: Value | undefined,
  nodes: Set<Node>,
): { readonly source: Value; readonly pairs: number; readonly interleaved: boolean } | undefined {
  const [a, b] = [pieceOf(first), pieceOf(second)];
  const size = shapeOf(a?.source)?.at(-1);
  if (!a || !b || a.source !== b.source || typeof size !== 'number' || size % 2 !== 0) return undefined;
  const pairs = size / 2;
  const isHalves =
    a.step === 1 && b.step === 1 && a.begin === 0 && a.end === pairs && b.begin === pairs && b.end === size;
  const isNeighbours =
    a.step === 2 && b.step === 2 && a.begin === 0 && b.begin === 1 && a.end >= size - 1 && b.end === size;
  if (!isHalves && !isNeighbours) return undefined;
  nodes.add(a.node);
  nodes.add(b.node);
  return { source: a.source, pairs, interleaved: isNeighbours };
}
