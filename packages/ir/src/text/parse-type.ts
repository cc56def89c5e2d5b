// Types as text: `f32[N, 784]`, `i8[64, 784]<axis=0, scale=%fc.wscale, zp=0>`, `seq<f32[?, 3]>`, `seq<f32[..]>`, `opt<i64[N]>`,
// `map<string, f32[]>`.

import { type Dim, type ElementType, isElementType } from '@afterglow/core';
import { type Cursor, parseDim, parseInteger, parseName, parseNumber, token, tokenSpan } from '@afterglow/syntax';
import {
  anySize,
  type Encoding,
  type EncodingParameter,
  mapType,
  openType,
  optionalType,
  sequenceType,
  type Type,
  tensorType,
} from '../graph/type.js';
import { typeProblem } from '../verify/check-type.js';
import { girDiagnostics } from './diagnostics.js';

function parseParameter(cursor: Cursor): EncodingParameter {
  return cursor.is(token.ValueName) ? { const: parseName(cursor, token.ValueName) } : parseNumber(cursor);
}

function parseEncoding(cursor: Cursor): Encoding {
  const fields = new Map<string, EncodingParameter>();
  let row: 'f32' | 'f16' | undefined;
  do {
    const word = cursor.expect(token.Word);
    const twice = fields.has(word.image) || (word.image === 'row' && row);
    if (twice) cursor.fail(girDiagnostics.badType, { problem: `${word.image} is written twice` }, tokenSpan(word));
    cursor.expect(token.Equals);
    if (word.image === 'row') {
      const params = cursor.expect(token.Word);
      if (params.image !== 'f32' && params.image !== 'f16') {
        cursor.fail(girDiagnostics.badType, { problem: 'parameters of rows are f32 or f16' }, tokenSpan(params));
      }
      row = params.image;
    } else if (word.image === 'axis') fields.set('axis', parseInteger(cursor));
    else if (word.image === 'scale' || word.image === 'zp') fields.set(word.image, parseParameter(cursor));
    else cursor.fail(girDiagnostics.badType, { problem: `an encoding has no ${word.image}` }, tokenSpan(word));
  } while (cursor.accept(token.Comma));
  cursor.expect(token.Greater);
  const [axis, scale, zp] = [fields.get('axis'), fields.get('scale'), fields.get('zp')];
  if (row) {
    if (fields.size > 0) cursor.fail(girDiagnostics.badType, { problem: 'a row encoding has no other parameters' });
    return { kind: 'row', params: row };
  }
  if (scale === undefined || zp === undefined) {
    return cursor.fail(girDiagnostics.badType, { problem: 'an encoding has a scale and a zp' });
  }
  return typeof axis === 'number' ? { kind: 'axis', axis, scale, zp } : { kind: 'tensor', scale, zp };
}

/** A type at the cursor. */
export function parseType(cursor: Cursor): Type {
  const start = cursor.peek();
  const type = parseNested(cursor);
  const problem = typeProblem(type);
  if (problem !== undefined) cursor.fail(girDiagnostics.badType, { problem }, tokenSpan(start));
  return type;
}

/** `f32[..]` or `f32[!]`, behind the bracket. */
function parseOpen(cursor: Cursor, elem: ElementType): Type | undefined {
  const holds = cursor.accept(token.DotDot) ? 'any' : cursor.accept(token.Bang) ? 'none' : undefined;
  if (holds === undefined) return undefined;
  cursor.expect(token.RBracket);
  return openType(elem, holds);
}

/** A type that may stand inside another. */
function parseNested(cursor: Cursor): Type {
  const word = cursor.expect(token.Word);
  const { image } = word;
  if ((image === 'seq' || image === 'opt') && cursor.accept(token.Less)) {
    const of = cursor.nested(() => parseNested(cursor));
    cursor.expect(token.Greater);
    return image === 'seq' ? sequenceType(of) : optionalType(of);
  }
  if (image === 'map' && cursor.accept(token.Less)) {
    const keys = cursor.expect(token.Word);
    if (!isElementType(keys.image)) {
      cursor.fail(girDiagnostics.badType, { problem: `there is no element type ${keys.image}` }, tokenSpan(keys));
    }
    cursor.expect(token.Comma);
    const of = cursor.nested(() => parseNested(cursor));
    cursor.expect(token.Greater);
    return mapType(keys.image, of);
  }
  if (!isElementType(image)) {
    return cursor.fail(girDiagnostics.badType, { problem: `there is no element type ${image}` }, tokenSpan(word));
  }
  cursor.expect(token.LBracket);
  const open = parseOpen(cursor, image);
  if (open) return open;
  const shape: Dim[] = [];
  if (!cursor.accept(token.RBracket)) {
    do shape.push(cursor.accept(token.Question) ? anySize() : parseDim(cursor));
    while (cursor.accept(token.Comma));
    cursor.expect(token.RBracket);
  }
  const encoding = cursor.accept(token.Less) ? parseEncoding(cursor) : undefined;
  return tensorType(image, shape, encoding);
}
