// Text to tokens. Tokens carry offsets only; lines and columns come from `locate` when a message needs them.

import type { Diagnostics } from '@afterglow/core';
import { createTokenInstance, EOF, type IToken, Lexer, type TokenType } from 'chevrotain';
import { syntaxDiagnostics } from './diagnostics.js';
import { locate, type SourceText } from './source-text.js';
import { vocabulary } from './tokens.js';

export interface LexedText {
  readonly source: SourceText;
  /** Ends with one end-of-text token. */
  readonly tokens: readonly IToken[];
  /** `///` comments in order, outside the token stream. */
  readonly docs: readonly IToken[];
}

/** Makes a lexer for the shared vocabulary and the keywords of one grammar. Make one a grammar: it compiles tables. */
export function createLexer(keywords: readonly TokenType[] = []): Lexer {
  return new Lexer(vocabularyOf(keywords), {
    positionTracking: 'onlyOffset',
    ensureOptimizations: true,
    skipValidations: true,
  });
}

/** Token types of a grammar: the shared vocabulary with keywords where they must be matched, before `Word`. */
export function vocabularyOf(keywords: readonly TokenType[] = []): TokenType[] {
  const [space, ...rest] = vocabulary;
  // A keyword must come before its own prefixes, or `traits` would be matched as `trait` and then as a mere word.
  const longestFirst = [...keywords].sort((a, b) => b.name.length - a.name.length);
  return [...(space ? [space] : []), ...longestFirst, ...rest];
}

let sharedLexer: Lexer | undefined;

/** Splits `source` into tokens; characters that start no token are reported, all of them. */
export function lex(source: SourceText, diagnostics: Diagnostics, lexer?: Lexer): LexedText | undefined {
  sharedLexer ??= createLexer();
  const { tokens, groups, errors } = (lexer ?? sharedLexer).tokenize(source.text);
  for (const error of errors) {
    const code = source.text.codePointAt(error.offset) ?? 0;
    const character = code === 0x22 ? "'\"'" : JSON.stringify(String.fromCodePoint(code));
    const location = locate(source, { offset: error.offset, length: 1 });
    diagnostics.report(syntaxDiagnostics.unexpectedCharacter, { character }, { location });
  }
  if (errors.length > 0) return undefined;
  const end = source.text.length;
  tokens.push(createTokenInstance(EOF, '', end, end, Number.NaN, Number.NaN, Number.NaN, Number.NaN));
  return { source, tokens, docs: groups['docs'] ?? [] };
}
