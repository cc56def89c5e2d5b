// Expressions of the `.isa` language: `or`, `and`, comparisons, sums, products, calls, names, numbers; grouped from the left.

import { type Cursor, parseNumber, token, tokenSpan } from '@afterglow/syntax';
import type { BinaryOp, Expr } from './ast.js';

const COMPARISONS = new Map([
  [token.Less, '<'],
  [token.LessEqual, '<='],
  [token.Greater, '>'],
  [token.GreaterEqual, '>='],
  [token.EqualEqual, '=='],
  [token.NotEqual, '!='],
] as const);
const SUMS = new Map([
  [token.Plus, '+'],
  [token.Minus, '-'],
] as const);
const PRODUCTS = new Map([
  [token.Star, '*'],
  [token.Slash, '/'],
] as const);

type Operators = ReadonlyMap<typeof token.Plus, BinaryOp>;

function binary(op: BinaryOp, left: Expr, right: Expr): Expr {
  const end = right.span.offset + right.span.length;
  return { kind: 'binary', op, left, right, span: { offset: left.span.offset, length: end - left.span.offset } };
}

function parsePrimary(cursor: Cursor): Expr {
  const first = cursor.peek();
  const span = tokenSpan(first);
  if (cursor.accept(token.LParen)) {
    const inner = cursor.nested(() => parseExpr(cursor));
    cursor.expect(token.RParen);
    return inner;
  }
  if (cursor.is(token.Minus)) {
    cursor.next();
    return binary(
      '-',
      { kind: 'number', value: 0, span },
      cursor.nested(() => parsePrimary(cursor)),
    );
  }
  if (!cursor.is(token.Word)) return { kind: 'number', value: parseNumber(cursor), span };
  cursor.next();
  if (!cursor.accept(token.LParen)) return { kind: 'name', name: first.image, span };
  const args = cursor.list(token.Comma, token.RParen, () => cursor.nested(() => parseExpr(cursor)));
  return { kind: 'call', name: first.image, args, span };
}

function parseLevel(cursor: Cursor, operators: Operators, operand: () => Expr): Expr {
  let left = operand();
  for (;;) {
    const op = operators.get(cursor.peek().tokenType);
    if (!op) return left;
    cursor.next();
    left = binary(op, left, operand());
  }
}

function parseComparison(cursor: Cursor): Expr {
  const product = () => parseLevel(cursor, PRODUCTS, () => parsePrimary(cursor));
  return parseLevel(cursor, COMPARISONS, () => parseLevel(cursor, SUMS, product));
}

/** One expression at the cursor. */
export function parseExpr(cursor: Cursor): Expr {
  const conjunction = () => {
    let left = parseComparison(cursor);
    while (cursor.acceptWord('and')) left = binary('and', left, parseComparison(cursor));
    return left;
  };
  let left = conjunction();
  while (cursor.acceptWord('or')) left = binary('or', left, conjunction());
  return left;
}
