// Checks attribute values against the op's spec. Shared by the verifier and everything that makes nodes from outside data.

import { isElementType } from '@afterglow/core';
import type { AttrSpec, Attrs, AttrValue, OpDef } from '../graph/op-def.js';

function isScalarOf(spec: AttrSpec, value: AttrValue): boolean {
  switch (spec.kind) {
    case 'i64':
      return typeof value === 'number' && Number.isSafeInteger(value);
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
      if (typeof value === 'number') return Number.isSafeInteger(value);
      return typeof value === 'object' && 'kind' in value && value.kind === 'expr';
    case 'type':
      return typeof value === 'object' && 'kind' in value && value.kind !== 'expr';
  }
}

function wanted(spec: AttrSpec): string {
  const one = spec.kind === 'enum' ? `one of ${(spec.values ?? []).join(', ')}` : `of type ${spec.kind}`;
  if (!spec.list) return one;
  const count = spec.list.length === undefined ? 'a list of values' : `a list of ${spec.list.length} values`;
  return `${count}, each ${one}`;
}

/** What is wrong with one attribute value, or undefined. Defaults are filled in when a node is made: none is missing later. */
export function attrProblem(spec: AttrSpec, value: AttrValue | undefined): string | undefined {
  if (value === undefined) {
    return spec.optional ? undefined : `attribute ${spec.name} is missing`;
  }
  const good = spec.list
    ? Array.isArray(value) &&
      value.every((item: AttrValue) => isScalarOf(spec, item)) &&
      (spec.list.length === undefined || value.length === spec.list.length)
    : isScalarOf(spec, value);
  return good ? undefined : `attribute ${spec.name} is not ${wanted(spec)}`;
}

/** All problems of the attributes of one op. */
export function attrProblems(op: OpDef, attrs: Attrs): string[] {
  const problems: string[] = [];
  for (const spec of op.attrs) {
    const problem = attrProblem(spec, attrs[spec.name]);
    if (problem !== undefined) problems.push(problem);
  }
  for (const name of Object.keys(attrs)) {
    if (!op.attrs.some((spec) => spec.name === name)) problems.push(`${op.name} has no attribute ${name}`);
  }
  return problems;
}
