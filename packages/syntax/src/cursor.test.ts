import { Diagnostics, renderDiagnostic } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cursor } from './cursor.js';
import { syntaxDiagnostics } from './diagnostics.js';
import { lex } from './lex.js';
import { parseBigInt, parseInteger, parseName, parseNumber, parseString } from './literals.js';
import { lineColumn, locate } from './source-text.js';
import { quoteName, quoteString, TextWriter } from './text-writer.js';
import * as token from './tokens.js';

function cursorOf(text: string): { cursor: Cursor; diagnostics: Diagnostics } {
  const diagnostics = new Diagnostics();
  const cursor = Cursor.of({ file: 'x', text }, diagnostics);
  if (!cursor) throw new Error(diagnostics.list.map(renderDiagnostic).join());
  return { cursor, diagnostics };
}

/** What `parse` gives for the whole text, or the code and message of the first problem. */
function read<T>(text: string, parse: (cursor: Cursor) => T): T | string {
  const { cursor, diagnostics } = cursorOf(text);
  const value = cursor.attempt(() => {
    const parsed = parse(cursor);
    cursor.expect(cursor.atEnd ? cursor.peek().tokenType : token.Semicolon);
    return parsed;
  });
  const [first] = diagnostics.list;
  return first ? `${first.code}: ${first.message}` : (value as T);
}

describe('tokens', () => {
  it('are names, numbers, strings and punctuation; comments and spaces go', () => {
    const lexed = lex(
      { file: 'x', text: '%a.0 %"b c" @main #12 x.y 1..64 -1 0x1F 1e-3 2.5 "s" // end\n-> =>' },
      new Diagnostics(),
    );
    expect(lexed?.tokens.map((t) => t.image)).toEqual([
      '%a.0',
      '%"b c"',
      '@main',
      '#12',
      'x.y',
      '1',
      '..',
      '64',
      '-',
      '1',
      '0x1F',
      '1e-3',
      '2.5',
      '"s"',
      '->',
      '=>',
      '',
    ]);
  });

  it('keep doc comments aside', () => {
    const lexed = lex({ file: 'x', text: '/// one\nx // two\n//// three\n/// four' }, new Diagnostics());
    expect(lexed?.docs.map((t) => t.image)).toEqual(['/// one', '/// four']);
    expect(lexed?.tokens.length).toBe(2);
  });

  it('report every character that starts none', () => {
    const diagnostics = new Diagnostics();
    expect(lex({ file: 'x', text: 'a § b\n"open\n$' }, diagnostics)).toBeUndefined();
    expect(
      diagnostics.list.map(({ message, location }) => [location && 'line' in location && location.line, message]),
    ).toEqual([
      [1, 'no token starts with "§"'],
      [2, "no token starts with '\"'"],
      [3, 'no token starts with "$"'],
    ]);
    expect(diagnostics.list.every(({ code }) => code === 'syntax/unexpected-character')).toBe(true);
  });
});

describe('literals', () => {
  it('are numbers of all forms', () => {
    expect(read('-0.0', parseNumber)).toBe(-0);
    expect(read('0xff', parseNumber)).toBe(255);
    expect(read('-inf', parseNumber)).toBe(Number.NEGATIVE_INFINITY);
    expect(read('nan', parseNumber)).toBeNaN();
    expect(read('1e400', parseNumber)).toBe(Number.POSITIVE_INFINITY);
    expect(read('x', parseNumber)).toBe("syntax/unexpected-token: expected a number but found 'x'");
  });

  it('keep integers exact', () => {
    expect(read('-9007199254740991', parseInteger)).toBe(-9007199254740991);
    expect(read('-9007199254740992', parseInteger)).toContain(
      'syntax/number-too-large: -9007199254740992 is too large',
    );
    expect(read('-9223372036854775808', parseBigInt)).toBe(-(2n ** 63n));
    expect(Object.is(read('-0', parseInteger), 0)).toBe(true);
    expect(read('1.5', parseInteger)).toContain('expected an integer');
  });

  it('read back every string and name that is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(read(quoteString(text), parseString)).toBe(text);
        expect(read(`%${quoteName(text)}`, (cursor) => parseName(cursor, token.ValueName))).toBe(text);
      }),
    );
  });

  it('refuse unknown escapes', () => {
    expect(read('"\\q"', parseString)).toContain('syntax/bad-string');
    expect(read('@"\\u12"', (cursor) => parseName(cursor, token.GlobalName))).toContain('syntax/bad-string');
  });
});

describe('the cursor', () => {
  it('says what it expected and what it found', () => {
    const { cursor, diagnostics } = cursorOf('func @main(%x: f32 %y)\n');
    cursor.attempt(() => {
      cursor.expectWord('func');
      cursor.expect(token.GlobalName);
      cursor.expect(token.LParen);
      cursor.list(token.Comma, token.RParen, () => {
        cursor.expect(token.ValueName);
        cursor.expect(token.Colon);
        cursor.expect(token.Word);
      });
    });
    expect(diagnostics.list.map(renderDiagnostic)).toEqual([
      [
        "error syntax/unexpected-token: expected ',' or ')' but found '%y'",
        '  --> x:1:20',
        '   |  func @main(%x: f32 %y)',
        '   |                     ^^',
        '   = more: afterglow explain syntax/unexpected-token',
      ].join('\n'),
    ]);
  });

  it('stays where it failed, so that a parser can go on', () => {
    const { cursor } = cursorOf('a ; b');
    expect(cursor.attempt(() => cursor.nested(() => cursor.expect(token.Comma)))).toBeUndefined();
    expect(cursor.peek().image).toBe('a');
    expect(cursor.acceptWord('b')).toBe(false);
    expect(cursor.acceptWord('a')).toBe(true);
    expect(cursor.accept(token.Semicolon)).toBeDefined();
    expect(cursor.isWord('b')).toBe(true);
    cursor.next();
    expect(cursor.atEnd).toBe(true);
    expect(cursor.next()).toBe(cursor.next());
  });

  it('lets other errors through', () => {
    const { cursor } = cursorOf('a');
    expect(() =>
      cursor.attempt(() => {
        throw new TypeError('ours');
      }),
    ).toThrow('ours');
  });

  it('refuses to nest without end', () => {
    const { cursor, diagnostics } = cursorOf('a');
    const dive = (): unknown => cursor.nested(dive);
    cursor.attempt(dive);
    expect(diagnostics.list.map(({ code }) => code)).toEqual([syntaxDiagnostics.tooDeep.code]);
    expect(cursor.attempt(() => cursor.nested(() => 1))).toBe(1);
  });
});

describe('places', () => {
  it('count lines and columns from 1', () => {
    const source = { file: 'x', text: 'ab\n\ncd\r\nlast' };
    expect(lineColumn(source, 0)).toEqual({ line: 1, column: 1 });
    expect(lineColumn(source, 3)).toEqual({ line: 2, column: 1 });
    expect(lineColumn(source, 5)).toEqual({ line: 3, column: 2 });
    expect(locate(source, { offset: 4, length: 99 })).toEqual({
      kind: 'text',
      file: 'x',
      line: 3,
      column: 1,
      length: 2,
      lineText: 'cd',
    });
    expect(locate(source, { offset: source.text.length, length: 0 })).toMatchObject({ line: 4, column: 5, length: 1 });
  });

  it('leave out lines that are too long to show', () => {
    expect(locate({ file: 'x', text: 'x'.repeat(5000) }, { offset: 10, length: 1 })).not.toHaveProperty('lineText');
  });
});

describe('the writer', () => {
  it('indents blocks and keeps empty lines empty', () => {
    const out = new TextWriter();
    out.block('a {', '}', () => out.line('b\n\nc'));
    expect(out.toString()).toBe('a {\n  b\n\n  c\n}\n');
  });
});
