// Checks attributes against the spec of an op, so that everything behind it can rely on their kinds.

import { type Dim, dim, isElementType } from '@afterglow/core';
import type { AttrSpec, Attrs, AttrValue } from '../graph/op-def.js';
import type { Type } from '../graph/type.js';

export function isDim(value: AttrValue | undefined): value is Dim {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return typeof value === 'object' && 'kind' in value && value.kind === 'expr';
}

export function isType(value: AttrValue | undefined): value is Type {
  if (typeof value !== 'object' || !('kind' in value)) return false;
  return value.kind === 'tensor' || value.kind === 'sequence' || value.kind === 'optional';
}

/** Short text of an attribute value for a message. */
export function showAttr(value: AttrValue): string {
  if (Array.isArray(value)) return `[${value.slice(0, 8).map(showAttr).join(', ')}${value.length > 8 ? ', …' : ''}]`;
  if (isType(value)) return value.key;
  if (isDim(value)) return dim.printDim(value);
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function fits(spec: AttrSpec, value: AttrValue): boolean {
  switch (spec.kind) {
    case 'i64':
      return Number.isSafeInteger(value);
    case 'f64':
      return typeof value === 'number';
    case 'bool':
      return typeof value === 'boolean';
    case 'string':
    case 'func':
      return typeof value === 'string';
    case 'elem':
      return typeof value === 'string' && isElementType(value);
    case 'enum':
      return typeof value === 'string' && (spec.values ?? []).includes(value);
    case 'dim':
      return isDim(value);
    case 'type':
      return isType(value);
  }
}

function kindName(spec: AttrSpec): string {
  const one = spec.kind === 'enum' ? `one of ${(spec.values ?? []).join(', ')}` : spec.kind;
  return spec.list ? `a list of ${one}` : one;
}

/** What is wrong with `attrs`, one text a problem. */
export function attrProblems(specs: readonly AttrSpec[], attrs: Attrs): string[] {
  const problems: string[] = [];
  let known = 0;
  for (const spec of specs) {
    const value = Object.hasOwn(attrs, spec.name) ? attrs[spec.name] : undefined;
    if (value === undefined) {
      if (spec.optional === undefined && spec.default === undefined) problems.push(`attribute ${spec.name} is missing`);
      continue;
    }
    known++;
    const list = Array.isArray(value) ? (value as readonly AttrValue[]) : undefined;
    const good = spec.list ? list?.every((entry) => fits(spec, entry)) === true : !list && fits(spec, value);
    if (!good) problems.push(`attribute ${spec.name} is ${showAttr(value)}, which is not ${kindName(spec)}`);
    const length = spec.list?.length;
    if (good && length !== undefined && list && list.length !== length) {
      problems.push(`attribute ${spec.name} has ${list.length} entries instead of ${length}`);
    }
  }
  if (Object.keys(attrs).length > known) {
    const names = new Set(specs.map((spec) => spec.name));
    for (const [name, value] of Object.entries(attrs)) {
      if (value !== undefined && !names.has(name)) problems.push(`there is no attribute ${name}`);
    }
  }
  return problems;
}
