// The table of origins at the end of a text. An entry refers only to entries before it, so the table cannot be circular.

import type { Origin } from '@afterglow/core';
import { type Cursor, parseName, parseString, token, tokenSpan } from '@afterglow/syntax';
import { girDiagnostics } from './diagnostics.js';

function parseLeaf(cursor: Cursor): Origin {
  const name = parseString(cursor);
  return cursor.acceptWord('at') ? { kind: 'node', name, source: parseString(cursor) } : { kind: 'node', name };
}

function parsePart(cursor: Cursor, known: ReadonlyMap<string, Origin>): Origin {
  const ref = cursor.accept(token.TableRef);
  if (!ref) return parseLeaf(cursor);
  const origin = known.get(ref.image);
  return origin ?? cursor.fail(girDiagnostics.undefinedOrigin, { ref: ref.image }, tokenSpan(ref));
}

function parseOrigin(cursor: Cursor, known: ReadonlyMap<string, Origin>): Origin {
  cursor.expectWord('loc');
  if (!cursor.acceptWord('fused')) return parseLeaf(cursor);
  cursor.expect(token.LParen);
  const by = parseString(cursor);
  cursor.expect(token.Colon);
  const parts = cursor.list(token.Comma, token.RParen, () => parsePart(cursor, known));
  return { kind: 'fused', by, parts };
}

/** One line `#k = loc …` into `known`. */
export function parseOriginEntry(cursor: Cursor, known: Map<string, Origin>): void {
  const ref = cursor.peek();
  parseName(cursor, token.TableRef);
  cursor.expect(token.Equals);
  const origin = parseOrigin(cursor, known);
  if (known.has(ref.image)) {
    cursor.report(girDiagnostics.redefined, { what: 'origin', name: ref.image }, tokenSpan(ref));
  }
  known.set(ref.image, origin);
}
