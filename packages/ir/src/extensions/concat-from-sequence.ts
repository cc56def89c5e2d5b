// Result type of `concat_from_sequence`: the items side by side along an axis, which may be a new one.

import { anySize, type Type, tensorType } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';
import { itemTypeOf, readItem, tensorItem } from './item-types.js';

export function inferConcatFromSequence(t: Inference): readonly Type[] {
  const item = itemTypeOf(t, 'sequence');
  if (!item) return [];
  const tensor = tensorItem(t, item);
  if (!tensor) return [readItem(t, item)];
  const { elem, shape } = tensor;
  const isNew = t.bool('new_axis');
  const axis = t.axis(t.int('axis'), shape.length + (isNew ? 1 : 0));
  // Items that are joined have the same size along the other axes, whatever their sequence says of each.
  const sizes = shape.map((d) => (d === anySize() ? t.fresh('item') : d));
  const joined = t.fresh('concatenated');
  return [tensorType(elem, isNew ? t.insert(sizes, axis, joined) : t.replace(sizes, axis, joined))];
}
