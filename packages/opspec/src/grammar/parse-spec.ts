// Text of a `.op` file to its syntax tree. A good file is parsed in one go; a bad one is parsed again declaration by
// declaration, so that each of them can report its first error.

import type { Diagnostics } from '@afterglow/core';
import {
  createLexer,
  type LexedText,
  lex,
  locate,
  reportParserErrors,
  type SourceText,
  tokenSpan,
} from '@afterglow/syntax';
import type { IToken, Lexer } from 'chevrotain';
import { specDiagnostics } from '../diagnostics.js';
import type { SpecFile } from './ast.js';
import { type Keyword, keywords } from './keywords.js';
import { SpecParser } from './spec-parser.js';

/** Version of the op language. A change of meaning is a new number. */
export const LANGUAGE_VERSION = 1;

const starters: ReadonlySet<string> = new Set<Keyword>(['op', 'instr', 'table', 'element', 'class', 'trait', 'def']);

let kit: { readonly lexer: Lexer; readonly parser: SpecParser } | undefined;

/** Tokens of each declaration, going by keywords that start a line. Only for reporting more than one error. */
function slices(lexed: LexedText): IToken[][] {
  const parts: IToken[][] = [[]];
  for (const token of lexed.tokens.slice(0, -1)) {
    const startsLine = token.startOffset === 0 || lexed.source.text[token.startOffset - 1] === '\n';
    if (startsLine && starters.has(token.image)) parts.push([]);
    parts[parts.length - 1]?.push(token);
  }
  return parts;
}

function reportAll(parser: SpecParser, lexed: LexedText, diagnostics: Diagnostics): void {
  const [header, ...declarations] = slices(lexed);
  const end = lexed.tokens[lexed.tokens.length - 1] as IToken; // the end-of-text token
  const before = diagnostics.list.length;
  [header ?? [], ...declarations].forEach((tokens, index) => {
    parser.start(lexed, tokens);
    if (index === 0) parser.header();
    else parser.declaration();
    const following = declarations[index]?.[0] ?? end;
    reportParserErrors(lexed.source, parser.errors.slice(0, 1), following, diagnostics);
  });
  if (diagnostics.list.length > before) return;
  // The parts are fine and the whole is not: something stands between declarations.
  parser.start(lexed, lexed.tokens.slice(0, -1));
  parser.file();
  reportParserErrors(lexed.source, parser.errors.slice(0, 1), end, diagnostics);
}

/** Parses one file, or reports every declaration that does not parse and answers undefined. */
export function parseSpec(source: SourceText, diagnostics: Diagnostics): SpecFile | undefined {
  kit ??= { lexer: createLexer(Object.values(keywords)), parser: new SpecParser() };
  const { lexer, parser } = kit;
  const lexed = lex(source, diagnostics, lexer);
  if (!lexed) return undefined;
  parser.start(lexed, lexed.tokens.slice(0, -1));
  const parsed = parser.file();
  if (parser.errors.length > 0) {
    reportAll(parser, lexed, diagnostics);
    return undefined;
  }
  const { header, declarations } = parsed;
  if (header.version !== String(LANGUAGE_VERSION)) {
    const location = locate(source, tokenSpan(header.versionToken));
    const params = { found: header.version, supported: LANGUAGE_VERSION };
    diagnostics.report(specDiagnostics.unknownVersion, params, { location });
    return undefined;
  }
  return { source, family: header.family, doc: header.doc, declarations };
}
