// Text of a `.isa` file to its syntax tree. Syntax errors are reported with their place; after one, parsing goes on at the
// next declaration, so that one run shows them all.

import type { Diagnostics } from '@afterglow/core';
import {
  Cursor,
  lex,
  lineColumn,
  parseInteger,
  parseNumber,
  parseString,
  type SourceText,
  token,
  tokenSpan,
} from '@afterglow/syntax';
import type { Declaration, IsaFile, Item, Named } from './ast.js';
import { parseExpr } from './expression.js';
import { parseItems } from './parse-items.js';

const STARTS = new Set(['chapter', 'section', 'word', 'format', 'machine', 'space', 'queue', 'let', 'body', 'instr']);

/** Collects `///` comments by the line they stand on: a declaration owns the block that ends on the line above it. */
class DocComments {
  readonly #byLine = new Map<number, string>();
  readonly #source: SourceText;

  constructor(source: SourceText, docs: readonly { readonly startOffset: number; readonly image: string }[]) {
    this.#source = source;
    for (const doc of docs) {
      this.#byLine.set(lineColumn(source, doc.startOffset).line, doc.image.replace(/^\/\/\/ ?/, ''));
    }
  }

  above(offset: number): string {
    const lines: string[] = [];
    for (let line = lineColumn(this.#source, offset).line - 1; ; line--) {
      const text = this.#byLine.get(line);
      if (text === undefined) return lines.join('\n').trim();
      lines.unshift(text);
    }
  }
}

export function parseNamed(cursor: Cursor): Named {
  const word = cursor.expect(token.Word);
  return { name: word.image, span: tokenSpan(word) };
}

/** A number that must not be negative, such as a bit position. */
function parseCount(cursor: Cursor): number {
  return cursor.is(token.Minus) ? cursor.failExpected('a number that is not negative') : parseInteger(cursor);
}

function parseBraces<T>(cursor: Cursor, item: () => T): T[] {
  cursor.expect(token.LBrace);
  const items: T[] = [];
  while (!cursor.accept(token.RBrace)) items.push(item());
  return items;
}

function parseFormat(cursor: Cursor, doc: string): Declaration {
  const format = parseNamed(cursor);
  cursor.expect(token.LBrace);
  cursor.expectWord('reg');
  const count = parseCount(cursor);
  cursor.expectWord('of');
  const width = parseCount(cursor);
  cursor.expectWord('from');
  const registers = { count, width, from: parseCount(cursor) };
  let immediate: { width: number; from: number } | undefined;
  if (cursor.acceptWord('imm')) {
    const bits = parseCount(cursor);
    cursor.expectWord('from');
    immediate = { width: bits, from: parseCount(cursor) };
  }
  cursor.expect(token.RBrace);
  return { kind: 'format', format, registers, immediate, doc };
}

function parseInstruction(cursor: Cursor, doc: string): Declaration {
  const first = cursor.peek();
  const quoted = cursor.is(token.StringLiteral);
  const pattern = { name: quoted ? parseString(cursor) : cursor.expect(token.Word).image, span: tokenSpan(first) };
  if (quoted) cursor.expectWord('from');
  else cursor.expect(token.Equals);
  const opcode = parseCount(cursor);
  cursor.expect(token.Colon);
  const format = parseNamed(cursor);
  cursor.expectWord('on');
  const queue = parseNamed(cursor);
  const kernel = cursor.acceptWord('kernel') ? parseNamed(cursor).name : undefined;
  return { kind: 'instruction', pattern, opcode, format, queue, kernel, items: parseItems(cursor), doc };
}

function parseDeclaration(cursor: Cursor, docs: DocComments): Declaration {
  const first = cursor.expect(token.Word);
  const span = tokenSpan(first);
  const doc = docs.above(first.startOffset);
  switch (first.image) {
    case 'chapter':
    case 'section':
      return { kind: first.image, title: parseString(cursor), doc, span };
    case 'word': {
      const bits = parseCount(cursor);
      const fields = parseBraces(cursor, () => {
        const field = parseNamed(cursor);
        const lo = parseCount(cursor);
        cursor.expect(token.DotDot);
        return { ...field, lo, hi: parseCount(cursor) };
      });
      return { kind: 'word', bits, fields, span };
    }
    case 'format':
      return parseFormat(cursor, doc);
    case 'machine': {
      const fields = parseBraces(cursor, () => {
        const fieldDoc = docs.above(cursor.peek().startOffset);
        return { ...parseNamed(cursor), doc: fieldDoc };
      });
      return { kind: 'machine', fields };
    }
    case 'space': {
      const space = parseNamed(cursor);
      cursor.expect(token.Equals);
      const number = parseCount(cursor);
      const shared = cursor.acceptWord('shared');
      cursor.expectWord('capacity');
      return { kind: 'space', space, number, shared, capacity: parseNamed(cursor), doc };
    }
    case 'queue': {
      const queue = parseNamed(cursor);
      cursor.expect(token.Equals);
      return { kind: 'queue', queue, number: parseCount(cursor), doc };
    }
    case 'let': {
      const variable = parseNamed(cursor);
      cursor.expect(token.Equals);
      return { kind: 'let', variable, value: parseExpr(cursor) };
    }
    case 'body': {
      const body = parseNamed(cursor);
      cursor.expect(token.LParen);
      const params = cursor.list(token.Comma, token.RParen, () => parseNamed(cursor));
      const items: readonly Item[] = parseItems(cursor);
      return { kind: 'body', body, params, items };
    }
    case 'instr':
      return parseInstruction(cursor, doc);
  }
  cursor.index--;
  return cursor.failExpected(`a declaration (${[...STARTS].join(', ')})`);
}

/** Parses a `.isa` text; undefined when it had syntax errors (all reported). */
export function parseIsa(source: SourceText, diagnostics: Diagnostics): IsaFile | undefined {
  const lexed = lex(source, diagnostics);
  if (!lexed) return undefined;
  const cursor = new Cursor(lexed, diagnostics);
  const docs = new DocComments(source, lexed.docs);
  const header = cursor.attempt(() => {
    cursor.expectWord('isa');
    const { name } = parseNamed(cursor);
    cursor.expectWord('version');
    return { name, version: parseNumber(cursor) };
  });
  if (!header) return undefined;
  const declarations: Declaration[] = [];
  let failed = false;
  while (!cursor.atEnd) {
    const declaration = cursor.attempt(() => parseDeclaration(cursor, docs));
    if (declaration) {
      declarations.push(declaration);
      continue;
    }
    failed = true;
    skipToDeclaration(cursor, source);
  }
  return failed ? undefined : { ...header, declarations };
}

/** After an error: the next keyword at the start of a line. */
function skipToDeclaration(cursor: Cursor, source: SourceText): void {
  while (!cursor.atEnd) {
    cursor.next();
    const next = cursor.peek();
    if (STARTS.has(next.image) && lineColumn(source, next.startOffset).column === 1) return;
  }
}
