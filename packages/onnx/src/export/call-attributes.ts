// Attributes of an op as attributes of an ONNX node, kind by kind, and back. What an ONNX attribute cannot hold exactly (a
// double, a size with symbols, a type) is text, in the grammar of `.gir`.
// Invariant: decoding what was encoded gives equal attributes; anything else in a file is refused, not guessed.

import { Diagnostics } from '@afterglow/core';
import {
  type AttrSpec,
  type Attrs,
  type AttrValue,
  attrProblem,
  type OpDef,
  parseAttrText,
  printAttrValue,
} from '@afterglow/ir';
import type { AttributeSpec } from '../model/graph-builder.js';
import type { AttributeProto } from '../model/proto.js';
import { decodeUtf8 } from '../wire/utf8.js';

const isFloat32 = (value: AttrValue) => typeof value === 'number' && Object.is(Math.fround(value), value);

/** A value as ONNX has it, or undefined where only text is exact. */
function native(spec: AttrSpec, value: AttrValue): Omit<AttributeSpec, 'name'> | undefined {
  const list = Array.isArray(value) ? (value as readonly AttrValue[]) : undefined;
  const every = (test: (entry: AttrValue) => boolean) => (list ? list.every(test) : test(value));
  switch (spec.kind) {
    case 'i64':
    case 'dim':
      if (!every((entry) => typeof entry === 'number')) return undefined;
      return list ? { kind: 'ints', value: list as readonly number[] } : { kind: 'int', value: value as number };
    case 'f64':
      if (!every(isFloat32)) return undefined;
      return list ? { kind: 'floats', value: list as readonly number[] } : { kind: 'float', value: value as number };
    case 'bool':
      return list ? { kind: 'ints', value: list.map(Number) } : { kind: 'int', value: Number(value) };
    case 'string':
    case 'enum':
    case 'elem':
    case 'func':
      return list ? { kind: 'strings', value: list as readonly string[] } : { kind: 'string', value: String(value) };
    case 'type':
      return undefined;
  }
}

/** The attributes of a call of `op`, in the order of its spec. */
export function encodeCallAttributes(op: OpDef, attrs: Attrs): readonly AttributeSpec[] {
  return op.attrs.flatMap((spec): AttributeSpec[] => {
    const value = attrs[spec.name];
    if (value === undefined) return [];
    const encoded = native(spec, value) ?? { kind: 'string' as const, value: printAttrValue(spec, value) };
    return [{ name: spec.name, ...encoded }];
  });
}

/** Reads attributes back; undefined when one is unknown, missing, or not of the kind that the op's spec says. */
export function decodeCallAttributes(
  op: OpDef,
  given: (name: string) => AttributeProto | undefined,
): Attrs | undefined {
  const attrs: Record<string, AttrValue> = {};
  for (const spec of op.attrs) {
    const proto = given(spec.name);
    const value = proto ? decode(spec, proto) : spec.default;
    if (value !== undefined && attrProblem(spec, value) === undefined) attrs[spec.name] = value;
    else if (proto || !spec.optional) return undefined;
  }
  return attrs;
}

function decode(spec: AttrSpec, proto: AttributeProto): AttrValue | undefined {
  const isWord = spec.kind === 'string' || spec.kind === 'enum' || spec.kind === 'elem' || spec.kind === 'func';
  const integer = (value: bigint): AttrValue => (spec.kind === 'bool' ? value !== 0n : Number(value));
  switch (proto.kind) {
    case 'int':
      return integer(proto.i);
    case 'ints':
      return proto.ints.map(integer);
    case 'float':
      return proto.f;
    case 'floats':
      return proto.floats;
    case 'strings':
      return proto.strings.map((bytes) => decodeUtf8(bytes) ?? '');
    case 'string': {
      const text = decodeUtf8(proto.s);
      return text === undefined || isWord ? text : parseAttrText(spec, text, new Diagnostics());
    }
    default:
      return undefined;
  }
}
