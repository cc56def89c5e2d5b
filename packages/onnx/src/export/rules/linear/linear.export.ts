// Linear algebra beyond matrix products.

import { dim } from '@afterglow/core';
import { exportFunction, exportRule } from '../../export-rule.js';

export const det = exportRule('det', (n, e) => e.op('Det', n.all()));

/** The diagonal: both axes last and as one, of which every (size + 1)-th element is taken. */
export const diagonal = exportFunction('diagonal', (n, e) => {
  const rank = n.rank(0);
  const [first = 0, second = 0] = [n.int('first'), n.int('second')].map((axis) => (axis < 0 ? axis + rank : axis));
  const others = Array.from({ length: rank }, (_, i) => i).filter((axis) => axis !== first && axis !== second);
  const size = n.shape(0)[first] ?? 0;
  const last = e.op('Transpose', [n.in(0)], { perm: [...others, first, second] });
  const flat = e.op('Reshape', [last, e.ints([...others.map(() => 0), -1])]);
  const end = e.ints([Number.MAX_SAFE_INTEGER]);
  const taken = e.op('Slice', [flat, e.ints([0]), end, e.ints([-1]), e.dims([dim.add(size, 1)])]);
  // The axis that stays goes back to its place among the others.
  const at = first - (second < first ? 1 : 0);
  const perm = others.map((_, i) => i);
  perm.splice(at, 0, others.length);
  return e.op('Transpose', [taken], { perm });
});
