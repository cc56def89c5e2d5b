// Are two values computed in the same way? Exporters repeat index arithmetic instead of sharing it, so patterns compare
// by structure. Invariant: `true` only when both are equal for every input.

import { constTensor, type Node, producer, type Value } from '@afterglow/ir';
import { knownIntegers, strip } from './look.js';

/** How deep structure is compared; index arithmetic is short, and an answer of `false` is always safe. */
const MAX_DEPTH = 16;

function sameAttrs(a: Node, b: Node): boolean {
  // Attributes are plain data with interned dims and types, so a deep comparison ends at identical leaves.
  const same = (x: unknown, y: unknown): boolean =>
    Object.is(x, y) ||
    (Array.isArray(x) && Array.isArray(y) && x.length === y.length && x.every((e, i) => same(e, y[i])));
  const names = new Set([...Object.keys(a.attrs), ...Object.keys(b.attrs)]);
  return [...names].every((name) => same(a.attrs[name], b.attrs[name]));
}

/** True when `a` and `b` are provably equal. */
export function sameValue(a: Value, b: Value, depth = MAX_DEPTH): boolean {
  const [x, y] = [strip(a), strip(b)];
  if (x === y) return true;
  if (x.type !== y.type || depth === 0) return false;
  if (constTensor(x) || constTensor(y)) {
    const [p, q] = [knownIntegers(x), knownIntegers(y)];
    return p !== undefined && q !== undefined && p.length === q.length && p.every((entry, i) => entry === q[i]);
  }
  const [m, n] = [producer(x), producer(y)];
  if (!m || !n || m.op !== n.op || !m.op.traits.has('pure') || m.regions.length > 0) return false;
  if (m.results.indexOf(x) !== n.results.indexOf(y) || m.operands.length !== n.operands.length) return false;
  if (!sameAttrs(m, n)) return false;
  return m.operands.every((operand, i) => {
    const other = n.operands[i];
    return operand && other ? sameValue(operand, other, depth - 1) : operand === other;
  });
}
