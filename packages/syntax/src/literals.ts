// Numbers, strings and names as values. Integers are checked: a number of the text is never rounded silently.

import type { IToken } from 'chevrotain';
import { type Cursor, tokenSpan } from './cursor.js';
import { syntaxDiagnostics } from './diagnostics.js';
import {
  FloatLiteral,
  type GlobalName,
  HexLiteral,
  IntegerLiteral,
  Minus,
  StringLiteral,
  type TableRef,
  type ValueName,
} from './tokens.js';

/** The text of a quoted string token, or undefined when an escape is unknown. Escapes are those of JSON. */
export function unquote(image: string): string | undefined {
  if (!image.includes('\\')) {
    // JSON refuses raw tabs and control characters; our strings may hold them.
    return image.slice(1, -1);
  }
  try {
    const escaped = image.replace(/\p{Cc}/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const value: unknown = JSON.parse(escaped);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Name behind a `%name`, `@name` or `#name` token: `%"a b"` is `a b`. */
export function parseName(cursor: Cursor, type: typeof ValueName | typeof GlobalName | typeof TableRef): string {
  return nameOf(cursor, cursor.expect(type));
}

/** Name behind a `%name`, `@name` or `#name` token that was already taken. */
export function nameOf(cursor: Cursor, token: IToken): string {
  const { image } = token;
  if (image.charCodeAt(1) !== 0x22) return image.slice(1);
  return unquote(image.slice(1)) ?? cursor.fail(syntaxDiagnostics.badString, { text: image }, tokenSpan(token));
}

/** A quoted string. */
export function parseString(cursor: Cursor): string {
  const token = cursor.expect(StringLiteral);
  return unquote(token.image) ?? cursor.fail(syntaxDiagnostics.badString, { text: token.image }, tokenSpan(token));
}

/** True when a number literal (or `-`, `inf`, `nan`) comes next. */
export function startsNumber(cursor: Cursor): boolean {
  const { tokenType, image } = cursor.peek();
  if (tokenType === IntegerLiteral || tokenType === FloatLiteral || tokenType === HexLiteral) return true;
  return tokenType === Minus || image === 'inf' || image === 'nan';
}

/** An integer of any size: `-12`, `0xff`. */
export function parseBigInt(cursor: Cursor): bigint {
  const negative = cursor.accept(Minus) !== undefined;
  const token = cursor.accept(IntegerLiteral) ?? cursor.accept(HexLiteral) ?? cursor.failExpected('an integer');
  const value = BigInt(token.image);
  return negative ? -value : value;
}

/** An integer below 2^53 in magnitude. */
export function parseInteger(cursor: Cursor): number {
  const first = cursor.peek();
  const negative = cursor.accept(Minus) !== undefined;
  const token = cursor.accept(IntegerLiteral) ?? cursor.accept(HexLiteral) ?? cursor.failExpected('an integer');
  const value = Number(token.image);
  if (!Number.isSafeInteger(value)) {
    cursor.fail(syntaxDiagnostics.numberTooLarge, { text: `${negative ? '-' : ''}${token.image}` }, tokenSpan(first));
  }
  return negative && value !== 0 ? -value : value;
}

/** Any number: integers, `1e-3`, `-0.0`, `inf`, `-inf`, `nan`; hexadecimal integers too. The nearest double. */
export function parseNumber(cursor: Cursor): number {
  const negative = cursor.accept(Minus) !== undefined;
  const { tokenType, image } = cursor.peek();
  if (tokenType === IntegerLiteral || tokenType === FloatLiteral || tokenType === HexLiteral) {
    cursor.next();
    return negative ? -Number(image) : Number(image);
  }
  if (cursor.acceptWord('inf')) return negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (cursor.acceptWord('nan')) return Number.NaN;
  return cursor.failExpected('a number');
}
