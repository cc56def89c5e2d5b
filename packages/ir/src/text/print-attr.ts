// Attributes as text, in the order of the op's spec, defaults included: `{strides = [1, 1], act = relu}`.

import { type Dim, dim, printNumber } from '@afterglow/core';
import { quoteName } from '@afterglow/syntax';
import type { Node } from '../graph/graph.js';
import type { AttrKind, AttrSpec, AttrValue } from '../graph/op-def.js';
import type { Type } from '../graph/type.js';

/** Words that would read as something else than the string they spell. */
const RESERVED: ReadonlySet<string> = new Set(['true', 'false', 'inf', 'nan', '_']);

/** A string: a bare word where that is unambiguous, else quoted. */
export function printWord(text: string): string {
  return /^[A-Za-z_][\w.]*$/.test(text) && !RESERVED.has(text) ? text : JSON.stringify(text);
}

function isType(value: AttrValue): value is Type {
  return typeof value === 'object' && 'kind' in value && value.kind !== 'expr';
}

function isDim(value: AttrValue): value is Dim {
  return typeof value === 'number' || (typeof value === 'object' && 'kind' in value && value.kind === 'expr');
}

function printScalar(kind: AttrKind, value: AttrValue): string {
  if (typeof value === 'number') return kind === 'f64' ? printNumber(value) : String(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return kind === 'func' ? `@${quoteName(value)}` : printWord(value);
  if (isType(value)) return value.key;
  if (isDim(value)) return dim.printDim(value);
  return `[${value.map((item) => printScalar(kind, item)).join(', ')}]`;
}

/** The text of one attribute value. */
export function printAttrValue(spec: Pick<AttrSpec, 'kind'>, value: AttrValue): string {
  return printScalar(spec.kind, value);
}

/** The attribute that prints between the op and its operands: the first single function, as in `invoke @dense(%x)`. */
export function calleeAttr(attrs: readonly AttrSpec[]): AttrSpec | undefined {
  return attrs.find((spec) => spec.kind === 'func' && !spec.list && !spec.optional);
}

/** `{name = value, …}` with a leading space, or nothing. Attributes the spec does not know come last, by name. */
export function printAttrs(node: Node): string {
  const { op, attrs } = node;
  const names = Object.keys(attrs);
  if (names.length === 0) return '';
  const callee = calleeAttr(op.attrs);
  const parts: string[] = [];
  for (const spec of op.attrs) {
    const value = attrs[spec.name];
    if (value !== undefined && spec !== callee) parts.push(`${spec.name} = ${printScalar(spec.kind, value)}`);
  }
  if (names.length > op.attrs.length || names.some((name) => !op.attrs.some((spec) => spec.name === name))) {
    const unknown = names.filter((name) => !op.attrs.some((spec) => spec.name === name)).sort();
    for (const name of unknown) parts.push(`${quoteName(name)} = ${printScalar('string', attrs[name] ?? '')}`);
  }
  return parts.length === 0 ? '' : ` {${parts.join(', ')}}`;
}
