// Ops that move elements, as slices, repeats and joins.

import { type Dim, dim } from '@afterglow/core';
import type { Decomposition, Node, NodeCondition, Value } from '@afterglow/ir';
import { countable } from '../open-sizes.js';
import { listOf, numberOf, operandOf, resultOf, Steps, typeOf } from '../steps.js';

const normal = (axis: number, rank: number) => (axis < 0 ? axis + rank : axis);

interface Sides {
  readonly axis: number;
  readonly before: Dim;
  readonly after: Dim;
}

function sidesOf(node: Node): Sides[] {
  const rank = typeOf(node.operands[0]).shape.length;
  const axes = listOf(node, 'axes');
  const pads = listOf(node, 'pads');
  return axes.map((axis, i) => {
    return { axis: normal(Number(axis), rank), before: pads[i] ?? 0, after: pads[i + axes.length] ?? 0 };
  });
}

const MIRRORED: ReadonlySet<unknown> = new Set(['reflect', 'wrap']);

/** What is repeated has to be there: at least one element, and for a reflection or wrap as many as are added. */
const paddable: NodeCondition = {
  because: 'whether it pads or cuts is not known, or how much it mirrors, or that is more than there is',
  holds: (node) => {
    const { shape } = typeOf(node.operands[0]);
    const { mode } = node.attrs;
    return sidesOf(node).every(({ axis, before, after }) => {
      const amounts = [before, after];
      const isKnown = amounts.every((amount) => typeof amount === 'number');
      const isAdded = amounts.every((amount) => dim.dimRange(amount, node.func.ranges).lo >= 0);
      if (mode === 'constant' || mode === undefined) return isKnown || isAdded;
      const least = dim.dimRange(shape[axis] ?? 0, node.func.ranges).lo;
      if (!isAdded || least < 1) return false;
      if (!MIRRORED.has(mode)) return true;
      return isKnown && Math.max(...amounts.map(Number)) <= (mode === 'reflect' ? least - 1 : least);
    });
  },
};

/** Elements added along one axis, before and after what is there. */
function padAxis(s: Steps, x: Value, { axis, before, after }: Sides, mode: unknown, fill: Value): Value {
  const { shape } = typeOf(x);
  const size = shape[axis] ?? 0;
  const sized = (n: Dim) => shape.map((own, i) => (i === axis ? n : own));
  const piece = (n: Dim, atStart: boolean): Value[] => {
    if (typeof n === 'number' && n <= 0) return [];
    switch (mode) {
      case 'edge': {
        const at = atStart ? 0 : dim.sub(size, 1);
        return [s.fill(s.slice(x, axis, at, dim.add(at, 1)), sized(n))];
      }
      case 'reflect':
        return atStart
          ? [s.slice(x, axis, n, 0, -1)]
          : [s.slice(x, axis, dim.sub(size, 2), dim.sub(dim.sub(size, 2), n), -1)];
      case 'wrap':
        return atStart ? [s.slice(x, axis, dim.sub(size, n), size)] : [s.slice(x, axis, 0, n)];
      default:
        return [s.fill(fill, sized(n))];
    }
  };
  const cut = (n: Dim) => (typeof n === 'number' && n < 0 ? -n : 0);
  // What is added comes first: a row added to one side and cut off the other leaves as many as there were, however many those are.
  const whole = s.concat([...piece(before, true), x, ...piece(after, false)], axis);
  if (cut(before) + cut(after) === 0) return whole;
  return s.slice(whole, axis, cut(before), dim.sub(typeOf(whole).shape[axis] ?? 0, cut(after)));
}

const pad: Decomposition = {
  op: 'pad',
  summary: 'a join of the operand with repeated or mirrored pieces along each axis',
  steps: ['slice', 'expand', 'concat', 'identity'],
  where: [paddable],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = operandOf(node, 0);
    const fill = node.operands[1] ?? s.number(0, typeOf(x).elem);
    const y = sidesOf(node).reduce((value, sides) => padAxis(s, value, sides, node.attrs['mode'], fill), x);
    return [y === x ? s.op('identity', [x]) : y];
  },
};

const tile: Decomposition = {
  op: 'tile',
  summary: 'repeats along new axes that are merged with the old ones',
  steps: ['reshape', 'expand'],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = operandOf(node, 0);
    const { shape } = typeOf(x);
    const repeats = listOf(node, 'repeats');
    const split = s.reshape(
      x,
      shape.flatMap((size) => [1, size]),
    );
    const wide = s.fill(
      split,
      shape.flatMap((size, i) => [repeats[i] ?? 1, size]),
    );
    return [s.reshape(wide, resultOf(node).shape)];
  },
};

const depthToSpace: Decomposition = {
  op: 'depth_to_space',
  summary: 'a transpose between two reshapes',
  steps: ['reshape', 'transpose'],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = operandOf(node, 0);
    const [n = 1, c = 1, h = 1, w = 1] = typeOf(x).shape;
    const block = numberOf(node, 'block', 1);
    const depth = dim.floorDiv(c, block * block);
    const crd = node.attrs['mode'] === 'crd';
    const split = s.reshape(x, crd ? [n, depth, block, block, h, w] : [n, block, block, depth, h, w]);
    const perm = crd ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2];
    return [s.reshape(s.op('transpose', [split], { perm }), resultOf(node).shape)];
  },
};

const spaceToDepth: Decomposition = {
  op: 'space_to_depth',
  summary: 'a transpose between two reshapes',
  steps: ['reshape', 'transpose'],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = operandOf(node, 0);
    const [n = 1, c = 1, h = 1, w = 1] = typeOf(x).shape;
    const block = numberOf(node, 'block', 1);
    const split = s.reshape(x, [n, c, dim.floorDiv(h, block), block, dim.floorDiv(w, block), block]);
    const perm = node.attrs['mode'] === 'crd' ? [0, 1, 3, 5, 2, 4] : [0, 3, 5, 1, 2, 4];
    return [s.reshape(s.op('transpose', [split], { perm }), resultOf(node).shape)];
  },
};

const countableSquare = countable('a size of the last two axes', (node) => typeOf(node.operands[0]).shape.slice(-2));

const trilu: Decomposition = {
  op: 'trilu',
  summary: 'a selection by the positions of rows and columns',
  steps: ['add', 'less_equal', 'where', 'slice'],
  where: [countableSquare],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = operandOf(node, 0);
    const { shape, elem } = typeOf(x);
    const [m = 0, n = 0] = shape.slice(-2);
    const shift = node.operands[1];
    const index = shift ? 'i64' : 'i32';
    const [own, columns] = [s.iota(m, 0, 2, index), s.iota(n, 1, 2, index)];
    const rows = shift ? s.add(own, shift) : own;
    const kept = node.attrs['upper'] === false ? [columns, rows] : [rows, columns];
    return [s.op('where', [s.op('less_equal', kept), x, s.number(0, elem)])];
  },
};

export const rearrangements: readonly Decomposition[] = [pad, tile, depthToSpace, spaceToDepth, trilu];
