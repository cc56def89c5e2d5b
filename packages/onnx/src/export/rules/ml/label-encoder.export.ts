import { isFloat } from '@afterglow/core';
import { exportFunction } from '../../export-rule.js';

/** The last of equal elements. */
const last = { axis: -1, keepdims: 0, select_last_index: 1 };

/** Every element compared with every key; the last that is equal picks the value. NaN is a key like others. */
export const labelEncoder = exportFunction('label_encoder', (n, e) => {
  const [column, keys] = [e.op('Unsqueeze', [n.in(0), e.ints([-1])]), n.in(1)];
  // The default is the value of a key in front of all others, which is always equal.
  const same = e.op('Equal', [column, keys]);
  const bothNaN = () => e.op('And', [e.op('IsNaN', [column]), e.op('IsNaN', [keys])]);
  const found = isFloat(n.elem(0)) ? e.op('Or', [same, bothNaN()]) : same;
  const hits = e.cast(found, 'i32');
  if (!n.has(3)) return e.op('Gather', [n.in(2), e.op('ArgMax', [hits], last)]);
  const always = e.op('Pad', [hits, e.ints([1, 0]), e.scalar('i32', 1), e.ints([-1])]);
  const values = e.op('Concat', [e.op('Reshape', [n.in(3), e.ints([1])]), n.in(2)], { axis: 0 });
  return e.op('Gather', [values, e.op('ArgMax', [always], last)]);
});
