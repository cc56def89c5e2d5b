// What differs between two nodes that are taken for the same one.

import { type AttrValue, attrsEqual, type Node, printAttrValue, type Value } from '@afterglow/ir';

export interface Change {
  /** `op`, `attribute act`, `operand 1`, `type of result 0`, `results`, `place`. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** Whether a value of one graph is the value of the other. */
export type SameValue = (a: Value | undefined, b: Value | undefined) => boolean;

function show(value: Value | undefined): string {
  return value ? `%${value.name}` : '_';
}

function showAttr(node: Node, key: string): string {
  const value: AttrValue | undefined = node.attrs[key];
  const spec = node.op.attrs.find(({ name }) => name === key);
  return value === undefined ? 'none' : printAttrValue(spec ?? { kind: 'string' }, value);
}

function pairwise<T, U>(a: readonly T[], b: readonly U[]): (readonly [T | undefined, U | undefined])[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => [a[i], b[i]]);
}

export function nodeChanges(a: Node, b: Node, same: SameValue): Change[] {
  const changes: Change[] = [];
  const note = (what: string, before: string, after: string) => changes.push({ what, before, after });
  if (a.op.name !== b.op.name) note('op', a.op.name, b.op.name);
  for (const key of new Set([...Object.keys(a.attrs), ...Object.keys(b.attrs)])) {
    if (!attrsEqual(a.attrs[key], b.attrs[key])) note(`attribute ${key}`, showAttr(a, key), showAttr(b, key));
  }
  for (const [i, [before, after]] of pairwise(a.operands, b.operands).entries()) {
    if (!same(before, after)) note(`operand ${i}`, show(before), show(after));
  }
  for (const [i, [before, after]] of pairwise(a.results, b.results).entries()) {
    if (before?.type !== after?.type) {
      note(`type of result ${i}`, before?.type.key ?? 'none', after?.type.key ?? 'none');
    }
  }
  for (const [i, [before, after]] of pairwise(a.regions, b.regions).entries()) {
    for (const [k, [left, right]] of pairwise(before?.results ?? [], after?.results ?? []).entries()) {
      if (!same(left, right)) note(`yield ${k} of region ${i}`, show(left), show(right));
    }
  }
  return changes;
}
