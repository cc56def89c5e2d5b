// What stands inside the braces of an instruction: operands, flags, memory effects, meaning, cost.

import { type Cursor, parseInteger, parseNumber, parseString, token, tokenSpan } from '@afterglow/syntax';
import type { FamilyRow, Item, Named, OperandRole, RegionNode } from './ast.js';
import { parseExpr } from './expression.js';

const ROLES: ReadonlySet<string> = new Set<OperandRole>([
  'out',
  'value',
  'count',
  'stride',
  'address',
  'signed',
  'unsigned',
]);

function named(cursor: Cursor): Named {
  const word = cursor.expect(token.Word);
  return { name: word.image, span: tokenSpan(word) };
}

function parseRow(cursor: Cursor): FamilyRow {
  const first = cursor.peek();
  const name = cursor.is(token.IntegerLiteral) ? String(parseInteger(cursor)) : cursor.expect(token.Word).image;
  const attributes = new Map<string, string | number>();
  if (cursor.accept(token.LParen)) {
    cursor.list(token.Comma, token.RParen, () => {
      const key = cursor.expect(token.Word).image;
      cursor.expect(token.Equals);
      attributes.set(key, cursor.is(token.StringLiteral) ? parseString(cursor) : parseNumber(cursor));
    });
  }
  return { name, span: tokenSpan(first), attributes };
}

function parseEach(cursor: Cursor): Item {
  const variable = named(cursor);
  cursor.expectWord('in');
  cursor.expect(token.LBrace);
  const rows: FamilyRow[] = [];
  while (!cursor.accept(token.RBrace)) rows.push(parseRow(cursor));
  return { kind: 'each', variable, rows };
}

function parseFlag(cursor: Cursor): Item {
  const flag = named(cursor);
  const open = cursor.expect(token.LBracket);
  const lo = parseInteger(cursor);
  const hi = cursor.accept(token.DotDot) ? parseInteger(cursor) : lo;
  cursor.expect(token.RBracket);
  const values: Named[] = [];
  if (cursor.accept(token.LBrace)) while (!cursor.accept(token.RBrace)) values.push(named(cursor));
  const only = cursor.acceptWord('for') ? named(cursor) : undefined;
  return { kind: 'flag', flag, bits: { lo, hi, span: tokenSpan(open) }, values, only };
}

function parseRegion(cursor: Cursor): RegionNode {
  const space = named(cursor);
  cursor.expect(token.LBracket);
  const address = parseExpr(cursor);
  cursor.expect(token.Semicolon);
  const bytes = parseExpr(cursor);
  cursor.expect(token.RBracket);
  const repeats: RegionNode['repeats'][number][] = [];
  while (cursor.acceptWord('x')) {
    const count = parseExpr(cursor);
    cursor.expectWord('by');
    repeats.push({ count, stride: parseExpr(cursor) });
  }
  const align = cursor.acceptWord('align') ? parseExpr(cursor) : undefined;
  return { space, address, bytes, repeats, align, span: space.span };
}

function parseOperand(cursor: Cursor, operand: Named): Item {
  const role = cursor.peek().image;
  if (!ROLES.has(role)) cursor.failExpected(`the role of ${operand.name} (${[...ROLES].join(', ')})`);
  cursor.next();
  const space = role === 'address' ? named(cursor) : undefined;
  return { kind: 'operand', operand, role: role as OperandRole, space }; // ROLES holds nothing else
}

function parseItem(cursor: Cursor): Item {
  const name = named(cursor);
  if (cursor.accept(token.Colon)) return parseOperand(cursor, name);
  switch (name.name) {
    case 'each':
      return parseEach(cursor);
    case 'flag':
      return parseFlag(cursor);
    case 'active':
      return { kind: 'active', condition: parseExpr(cursor) };
    case 'reads':
    case 'writes':
      return { kind: name.name, region: parseRegion(cursor) };
    case 'moves': {
      const from = named(cursor);
      cursor.expectWord('to');
      return { kind: 'moves', from, to: named(cursor), bytes: parseExpr(cursor) };
    }
    case 'macs':
      return { kind: 'macs', count: parseExpr(cursor) };
    case 'does': {
      const lines = [parseString(cursor)];
      while (cursor.is(token.StringLiteral)) lines.push(parseString(cursor));
      return { kind: 'does', text: lines.join('\n'), span: name.span };
    }
    case 'cost':
    case 'useful':
      return { kind: name.name, cycles: parseExpr(cursor) };
    case 'use': {
      const body = named(cursor);
      cursor.expect(token.LParen);
      return { kind: 'use', body, args: cursor.list(token.Comma, token.RParen, () => parseExpr(cursor)) };
    }
  }
  cursor.index--;
  return cursor.failExpected(
    "an operand 'name : role' or one of each, flag, active, reads, writes, moves, macs, does, cost, useful, use",
  );
}

/** `{ item item … }`. */
export function parseItems(cursor: Cursor): Item[] {
  cursor.expect(token.LBrace);
  const items: Item[] = [];
  while (!cursor.accept(token.RBrace)) items.push(parseItem(cursor));
  return items;
}
