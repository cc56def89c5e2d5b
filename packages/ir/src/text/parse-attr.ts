// Attribute values as text, read as the op's spec says.

import { type Diagnostics, isElementType } from '@afterglow/core';
import {
  Cursor,
  parseDim,
  parseInteger,
  parseName,
  parseNumber,
  parseString,
  token,
  tokenSpan,
} from '@afterglow/syntax';
import type { AttrSpec, AttrValue, OpDef } from '../graph/op-def.js';
import { attrProblem } from '../verify/check-attr.js';
import { girDiagnostics } from './diagnostics.js';
import { parseType } from './parse-type.js';

function parseWord(cursor: Cursor): string {
  return cursor.is(token.StringLiteral) ? parseString(cursor) : cursor.expect(token.Word).image;
}

function parseScalar(cursor: Cursor, spec: AttrSpec): AttrValue {
  switch (spec.kind) {
    case 'i64':
      return parseInteger(cursor);
    case 'f64':
      return parseNumber(cursor);
    case 'bool':
      if (cursor.acceptWord('true')) return true;
      return cursor.acceptWord('false') ? false : cursor.failExpected("'true' or 'false'");
    case 'string':
    case 'enum':
      return parseWord(cursor);
    case 'elem': {
      const word = cursor.peek();
      const name = parseWord(cursor);
      if (isElementType(name)) return name;
      return cursor.fail(girDiagnostics.badType, { problem: `there is no element type ${name}` }, tokenSpan(word));
    }
    case 'dim':
      return parseDim(cursor);
    case 'func':
      return parseName(cursor, token.GlobalName);
    case 'type':
      return parseType(cursor);
  }
}

function parseValue(cursor: Cursor, spec: AttrSpec): AttrValue {
  if (!spec.list) return parseScalar(cursor, spec);
  cursor.expect(token.LBracket);
  return cursor.list(token.Comma, token.RBracket, () => parseScalar(cursor, spec));
}

/** `{name = value, …}` after its opening brace, into `attrs`. Problems of single attributes are reported, not thrown. */
export function parseAttrs(
  cursor: Cursor,
  op: Pick<OpDef, 'name' | 'attrs'>,
  attrs: Record<string, AttrValue>,
): boolean {
  let ok = true;
  cursor.list(token.Comma, token.RBrace, () => {
    const name = cursor.peek();
    const key = parseWord(cursor);
    cursor.expect(token.Equals);
    const spec = op.attrs.find((candidate) => candidate.name === key);
    if (!spec) {
      const known = op.attrs.map((candidate) => candidate.name).join(', ');
      const problem = `there is no attribute ${key}${known === '' ? '' : ` (there are ${known})`}`;
      cursor.fail(girDiagnostics.badAttribute, { op: op.name, problem }, tokenSpan(name));
    }
    const value = parseValue(cursor, spec);
    const problem = Object.hasOwn(attrs, key) ? `attribute ${key} is written twice` : attrProblem(spec, value);
    if (problem !== undefined) {
      cursor.report(girDiagnostics.badAttribute, { op: op.name, problem }, tokenSpan(name));
      ok = false;
    } else attrs[key] = value;
  });
  return ok;
}

/** The value of one attribute that is a text of its own, or undefined with the problem reported. */
export function parseAttrText(spec: AttrSpec, text: string, diagnostics: Diagnostics): AttrValue | undefined {
  const cursor = Cursor.of({ file: spec.name, text }, diagnostics);
  const value = cursor?.attempt(() => {
    const read = parseValue(cursor, spec);
    return cursor.atEnd ? read : cursor.failExpected('the end of the text');
  });
  return value !== undefined && attrProblem(spec, value) === undefined ? value : undefined;
}

/** Reads dims of a `where` clause: `N in 1..64`, `N in 1..`. */
export function parseRange(cursor: Cursor): { symbol: string; lo: number; hi: number } {
  const symbol = cursor.is(token.StringLiteral) ? parseString(cursor) : cursor.expect(token.Word).image;
  cursor.expectWord('in');
  const lo = parseInteger(cursor);
  cursor.expect(token.DotDot);
  const bounded = cursor.is(token.IntegerLiteral) || cursor.is(token.HexLiteral) || cursor.is(token.Minus);
  return { symbol, lo, hi: bounded ? parseInteger(cursor) : Number.POSITIVE_INFINITY };
}
