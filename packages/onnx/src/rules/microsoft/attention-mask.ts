// Masks of com.microsoft's attention operators as something to add to the scores: what is masked gets a large negative number
// (`mask_filter_value`), not -Infinity, so that a query without a key weighs all keys by their scores.

import type { ElementType } from '@afterglow/core';
import { build, type Shape, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';
import { positionsAlong, shapeOf } from '../attention/heads.js';

interface MaskOptions {
  readonly elem: ElementType;
  /** [B, H, T, D]. */
  readonly keys: Value;
}

/** Operand `index` as what is added to the scores of [B, H, L, T]; undefined where it is missing. */
export function maskBias(n: NodeReader, b: ImportBuilder, index: number, options: MaskOptions): Value | undefined {
  if (!n.has(index)) return undefined;
  const isOpen = openKeys(n, b, index, options);
  const filter = b.scalar(options.elem, n.maybeFloat('mask_filter_value') ?? -10000);
  return build.where(b, isOpen, b.scalar(options.elem, 0), filter);
}

/** True for keys that may be looked at. */
function openKeys(n: NodeReader, b: ImportBuilder, index: number, { keys }: MaskOptions): Value {
  const [mask, shape] = [n.in(index), n.shape(index)];
  const raw = () => build.greater(b, mask, b.scalar(n.elem(index), 0));
  const [first, second = 0, third = 0] = shape;
  switch (shape.length) {
    case 1:
      return openRange(n, b, index, keys, shape);
    case 2:
      return b.reshape(raw(), [first ?? 0, 1, 1, second]);
    case 3:
      return b.reshape(raw(), [first ?? 0, 1, second, third]);
    default:
      return n.unsupported(`a mask of rank ${shape.length}`);
  }
}

/** Ends of the keys in use, one for each batch entry, and their starts after all ends. */
function openRange(n: NodeReader, b: ImportBuilder, index: number, keys: Value, shape: Shape): Value {
  const [batch = 0] = shapeOf(n, keys);
  const [entries = 0] = shape;
  const positions = positionsAlong(n, b, keys, 2);
  const mask = b.cast(n.in(index), 'i64');
  if (entries === batch || n.context.session.symbols.unify(entries, batch)) {
    return build.less(b, positions, b.reshape(mask, [batch, 1, 1, 1]));
  }
  if (typeof batch !== 'number' || entries !== 2 * batch) n.unsupported('a mask of cumulated lengths');
  const [ends, starts] = build.split(b, mask, { axis: 0, sizes: [batch, batch] });
  if (!ends || !starts) n.invalid('a split has two parts');
  const started = build.greaterEqual(b, positions, b.reshape(starts, [batch, 1, 1, 1]));
  return build.logicalAnd(b, started, build.less(b, positions, b.reshape(ends, [batch, 1, 1, 1])));
}

/** The sum of what is there. */
export function sumOf(b: ImportBuilder, ...terms: readonly (Value | undefined)[]): Value | undefined {
  const [first, ...rest] = terms.filter((term) => term !== undefined);
  return rest.reduce((sum, term) => sum && build.add(b, sum, term), first);
}
