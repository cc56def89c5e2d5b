// Dim expressions as text: `2*S + 1`, `(H + 2) div 2`, `max(a, b)`, `"batch size"`. Reads everything `dim.printDim` prints,
// and gives the same dim back, because both ends go through the normal form of core.

import { type Diagnostics, type Dim, dim } from '@afterglow/core';
import { Cursor } from './cursor.js';
import { syntaxDiagnostics } from './diagnostics.js';
import { parseInteger, parseString } from './literals.js';
import { Comma, IntegerLiteral, LParen, Minus, Plus, RParen, Star, StringLiteral, Word } from './tokens.js';

/** Terms and factors a dim of a text may have. Real ones have a dozen; multiplying out a hostile one must not take forever. */
const MAX_PARTS = 512;
/** Arguments of one `max` or `min`, which are compared in pairs. */
const MAX_ARGUMENTS = 64;

function bounded(cursor: Cursor, d: Dim): Dim {
  if (typeof d === 'number') return d;
  const parts = d.terms.reduce((sum, term) => sum + 1 + term.atoms.length, 0);
  return parts <= MAX_PARTS ? d : cursor.fail(syntaxDiagnostics.dimTooLarge, { limit: MAX_PARTS });
}

const OPERATOR_WORDS: ReadonlySet<string> = new Set(['div', 'mod']);

function parsePrimary(cursor: Cursor): Dim {
  const token = cursor.peek();
  switch (token.tokenType) {
    case IntegerLiteral:
      return parseInteger(cursor);
    case StringLiteral:
      return dim.symbol(parseString(cursor));
    case LParen: {
      cursor.next();
      const inner = cursor.nested(() => parseDim(cursor));
      cursor.expect(RParen);
      return inner;
    }
    case Minus:
      cursor.next();
      return dim.negate(cursor.nested(() => parsePrimary(cursor)));
    case Word:
      if (OPERATOR_WORDS.has(token.image)) break;
      if (token.image === 'max' || token.image === 'min') {
        cursor.next();
        cursor.expect(LParen);
        const args = [cursor.nested(() => parseDim(cursor))];
        while (cursor.accept(Comma)) {
          if (args.length >= MAX_ARGUMENTS) cursor.fail(syntaxDiagnostics.dimTooLarge, { limit: MAX_ARGUMENTS });
          args.push(cursor.nested(() => parseDim(cursor)));
        }
        cursor.expect(RParen);
        return token.image === 'max' ? dim.max(...args) : dim.min(...args);
      }
      cursor.next();
      return dim.symbol(token.image);
  }
  return cursor.failExpected('a dim (a number, a symbol or an expression)');
}

function parseProduct(cursor: Cursor): Dim {
  let left = parsePrimary(cursor);
  for (;;) {
    if (cursor.accept(Star)) left = bounded(cursor, dim.mul(left, parsePrimary(cursor)));
    else if (cursor.acceptWord('div')) left = dim.floorDiv(left, parsePrimary(cursor));
    else if (cursor.acceptWord('mod')) left = dim.mod(left, parsePrimary(cursor));
    else return left;
  }
}

/** A dim expression at the cursor. `*`, `div`, `mod` bind tighter than `+`, `-`; all group from the left. */
export function parseDim(cursor: Cursor): Dim {
  const token = cursor.peek();
  // Nearly every dim of a real text is a number or a plain symbol.
  let left = token.tokenType === IntegerLiteral && !continues(cursor) ? parseInteger(cursor) : parseProduct(cursor);
  for (;;) {
    if (cursor.accept(Plus)) left = bounded(cursor, dim.add(left, parseProduct(cursor)));
    else if (cursor.accept(Minus)) left = bounded(cursor, dim.sub(left, parseProduct(cursor)));
    else return left;
  }
}

function continues(cursor: Cursor): boolean {
  const { tokenType, image } = cursor.peek(1);
  return tokenType === Star || (tokenType === Word && OPERATOR_WORDS.has(image));
}

/** Reads a text that is one dim expression, such as the value of a command-line option. */
export function parseDimText(text: string, file: string, diagnostics: Diagnostics): Dim | undefined {
  const cursor = Cursor.of({ file, text }, diagnostics);
  return cursor?.attempt(() => {
    const parsed = parseDim(cursor);
    if (!cursor.atEnd) cursor.failExpected('the end of the text');
    return parsed;
  });
}
