// Cosines and sines as `rotary_embedding` takes them: rows for batch and position, or a table and the positions that pick rows.

import { type Builder, constTensor, type Shape, type Value } from '@afterglow/ir';
import { throughUnitAxes } from '../idiom/unit-axes.js';
import { axisOf, intAttr, madeBy, rankOf, sameShape, shapeOf } from '../look.js';
import { sameValue } from '../same-value.js';

/** Which axis of x counts heads: `[B, H, L, D]` or `[B, L, H, D]`. */
export type HeadAxis = 1 | 2;

/** Where angles `[B, 1, L, P]` or `[B, L, 1, P]` put the heads of x; undefined where they fit neither. */
export function headAxisOf(x: Value, angles: Value): HeadAxis | undefined {
  const [shape, own] = [shapeOf(x), shapeOf(angles)];
  if (shape?.length !== 4 || !own || own.length > 4) return undefined;
  const full: Shape = [...new Array(4 - own.length).fill(1), ...own];
  const [batch, second, third] = full;
  if (batch !== 1 && batch !== shape[0]) return undefined;
  if (second === 1 && third === shape[2]) return 1;
  return third === 1 && second === shape[1] ? 2 : undefined;
}

/** Angles as rows `[B, L, P]`. */
function rows(builder: Builder, angles: Value, batch: Shape[number], length: Shape[number]): Value {
  const pairs = shapeOf(angles)?.at(-1) ?? 0;
  const inner = throughUnitAxes(angles);
  const own = shapeOf(angles) ?? [];
  const isShared = own.length < 4 || own[0] === 1;
  const shape = [isShared ? 1 : batch, length, pairs];
  const flat = sameShape(shapeOf(inner), shape) ? inner : builder.value('reshape', [inner], { shape });
  return isShared && batch !== 1 ? builder.value('expand', [flat], { shape: [batch, length, pairs] }) : flat;
}

/** Table and positions where angles are rows of a matrix, picked by a matrix of positions. */
function pickOf(angles: Value): { readonly table: Value; readonly positions: Value } | undefined {
  const node = madeBy(throughUnitAxes(angles), 'gather');
  const [table, positions] = node?.operands ?? [];
  if (!node || !table || !positions || rankOf(table) !== 2 || rankOf(positions) !== 2) return undefined;
  const type = positions.type;
  const isWide = type.kind === 'tensor' && type.elem === 'i64';
  // Negative positions count from the end for gather, and are an error for the op.
  return isWide && axisOf(intAttr(node, 'axis'), 2) === 0 && !constTensor(positions) ? { table, positions } : undefined;
}

/** Operands of `rotary_embedding` behind x. */
export function anglesOf(
  builder: Builder,
  cos: Value,
  sin: Value,
  batch: Shape[number],
  length: Shape[number],
): readonly (Value | undefined)[] {
  const [c, s] = [pickOf(cos), pickOf(sin)];
  const picks = c && s && sameValue(c.positions, s.positions) ? [c.table, s.table, c.positions] : undefined;
  const fits = c && sameShape(shapeOf(c.positions), [batch, length]);
  return picks && fits ? picks : [rows(builder, cos, batch, length), rows(builder, sin, batch, length)];
}
