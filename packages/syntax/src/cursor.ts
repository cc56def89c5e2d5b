// A position in a token list, with the questions a hand-written parser asks. For the large text forms, where a table-driven
// parser costs more than the text is worth; the vocabulary and messages are the same as those of the chevrotain grammars.
// Inside a parse a syntax error is thrown (and only here); `attempt` turns it into a diagnostic, so it never leaves a parser.

import type { DiagnosticSpec, Diagnostics } from '@afterglow/core';
import { EOF, type IToken, type TokenType } from 'chevrotain';
import { syntaxDiagnostics } from './diagnostics.js';
import { type LexedText, lex } from './lex.js';
import { locate, type SourceText, type Span } from './source-text.js';
import { Word } from './tokens.js';

/** How deep types and expressions may nest before a text is refused; keeps hostile input off the stack. */
export const MAX_DEPTH = 200;

class SyntaxFailure extends Error {
  readonly report: (diagnostics: Diagnostics) => void;

  constructor(report: (diagnostics: Diagnostics) => void) {
    super('syntax error');
    this.report = report;
  }
}

/** How a token is called in a message. */
export function describeToken(token: IToken): string {
  if (token.tokenType === EOF) return 'the end of the text';
  const image = token.image.length > 40 ? `${token.image.slice(0, 37)}...` : token.image;
  return `'${image}'`;
}

/** How a token type is called in a message. */
export function describeTokenType(type: TokenType): string {
  return type === EOF ? 'the end of the text' : (type.LABEL ?? `'${type.name}'`);
}

export function tokenSpan(token: IToken): Span {
  return { offset: token.startOffset, length: token.image.length };
}

export class Cursor {
  readonly source: SourceText;
  readonly diagnostics: Diagnostics;
  readonly tokens: readonly IToken[];
  /** Index of the token the next question is about. */
  index = 0;
  #depth = 0;
  readonly #end: IToken;

  constructor(lexed: LexedText, diagnostics: Diagnostics) {
    this.source = lexed.source;
    this.tokens = lexed.tokens;
    this.diagnostics = diagnostics;
    this.#end = lexed.tokens[lexed.tokens.length - 1] as IToken; // `lex` always adds the end-of-text token
  }

  /** A cursor at the start of `source`, or undefined when it does not even split into tokens (reported). */
  static of(source: SourceText, diagnostics: Diagnostics): Cursor | undefined {
    const lexed = lex(source, diagnostics);
    return lexed && new Cursor(lexed, diagnostics);
  }

  /** The current token, or the one `ahead` further on. At the end: the end-of-text token. */
  peek(ahead = 0): IToken {
    return this.tokens[this.index + ahead] ?? this.#end;
  }

  next(): IToken {
    const token = this.peek();
    if (this.index < this.tokens.length - 1) this.index++;
    return token;
  }

  get atEnd(): boolean {
    return this.peek().tokenType === EOF;
  }

  is(type: TokenType, ahead = 0): boolean {
    return this.peek(ahead).tokenType === type;
  }

  isWord(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.tokenType === Word && token.image === text;
  }

  /** Takes the current token if it is of this type. */
  accept(type: TokenType): IToken | undefined {
    return this.is(type) ? this.next() : undefined;
  }

  acceptWord(text: string): boolean {
    if (!this.isWord(text)) return false;
    this.next();
    return true;
  }

  expect(type: TokenType): IToken {
    const token = this.peek();
    if (token.tokenType !== type) return this.failExpected(describeTokenType(type));
    return this.next();
  }

  expectWord(text: string): IToken {
    if (!this.isWord(text)) return this.failExpected(`'${text}'`);
    return this.next();
  }

  /** `item (separator item)*` up to and including `close`; an empty list is fine. */
  list<T>(separator: TokenType, close: TokenType, item: () => T): T[] {
    const items: T[] = [];
    if (this.accept(close)) return items;
    do items.push(item());
    while (this.accept(separator));
    if (!this.accept(close)) this.failExpected(`${describeTokenType(separator)} or ${describeTokenType(close)}`);
    return items;
  }

  /** Runs `parse` one nesting level deeper. Use it in every rule that can call itself. */
  nested<T>(parse: () => T): T {
    if (this.#depth >= MAX_DEPTH) this.fail(syntaxDiagnostics.tooDeep, { limit: MAX_DEPTH });
    this.#depth++;
    try {
      return parse();
    } finally {
      this.#depth--;
    }
  }

  /** Abandons the parse up to the nearest `attempt`: "expected … but found …". */
  failExpected(expected: string, hint?: string): never {
    const found = describeToken(this.peek());
    return this.fail(syntaxDiagnostics.unexpectedToken, { expected, found, hint });
  }

  /** Abandons the parse up to the nearest `attempt` with any diagnostic, at `span` or the current token. */
  fail<P>(spec: DiagnosticSpec<P>, params: P, span: Span = tokenSpan(this.peek())): never {
    throw new SyntaxFailure((diagnostics) => diagnostics.report(spec, params, { location: locate(this.source, span) }));
  }

  /** Reports a problem and goes on. */
  report<P>(spec: DiagnosticSpec<P>, params: P, span: Span = tokenSpan(this.peek())): void {
    this.diagnostics.report(spec, params, { location: locate(this.source, span) });
  }

  /** The result of `parse`, or undefined when it failed; the failure is then reported. The cursor stays where it failed. */
  attempt<T>(parse: () => T): T | undefined {
    const depth = this.#depth;
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof SyntaxFailure)) throw error;
      this.#depth = depth;
      error.report(this.diagnostics);
      return undefined;
    }
  }
}
