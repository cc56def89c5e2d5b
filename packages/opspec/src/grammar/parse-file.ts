// Text of a declaration file (ops or rules) to what its grammar answers. A good file is parsed in one go; a bad one is parsed
// again declaration by declaration, so that each of them can report its first error.

import type { Diagnostics } from '@afterglow/core';
import {
  type LexedText,
  lex,
  locate,
  MAX_DEPTH,
  reportParserErrors,
  type SourceText,
  syntaxDiagnostics,
  tokenSpan,
} from '@afterglow/syntax';
import type { IRecognitionException, IToken, Lexer } from 'chevrotain';

/** The rules of a grammar that this needs. */
export interface DeclarationParser<Parsed> {
  readonly errors: IRecognitionException[];
  start(lexed: LexedText, tokens: IToken[]): void;
  file(): Parsed;
  header(): unknown;
  declaration(): unknown;
}

export interface FileGrammar<Parsed> {
  readonly lexer: Lexer;
  readonly parser: DeclarationParser<Parsed>;
  /** Words that begin a declaration at the start of a line. */
  readonly starters: ReadonlySet<string>;
  /** Words that begin a statement, after which an expression is another one. */
  readonly statements: ReadonlySet<string>;
}

/** Tokens of each declaration, going by keywords that start a line. Only for reporting more than one error. */
function slices(lexed: LexedText, starters: ReadonlySet<string>): IToken[][] {
  const parts: IToken[][] = [[]];
  for (const token of lexed.tokens.slice(0, -1)) {
    const startsLine = token.startOffset === 0 || lexed.source.text[token.startOffset - 1] === '\n';
    if (startsLine && starters.has(token.image)) parts.push([]);
    parts[parts.length - 1]?.push(token);
  }
  return parts;
}

function reportAll<Parsed>(
  { parser, starters }: FileGrammar<Parsed>,
  lexed: LexedText,
  diagnostics: Diagnostics,
): void {
  const [header, ...declarations] = slices(lexed, starters);
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

/** Most operators in one statement; a chain of them nests in the tree, one level each. */
const MAX_OPERATORS = 1000;

/** Where an expression is nested too deeply for a recursive parser, going by brackets, prefix operators and long chains. */
function tooDeep(
  lexed: LexedText,
  statements: ReadonlySet<string>,
): { readonly token: IToken; readonly limit: number } | undefined {
  let depth = 0;
  let run = 0;
  let chain = 0;
  for (const token of lexed.tokens) {
    const { image } = token;
    if (OPENING.has(image)) depth++;
    else if (CLOSING.has(image)) depth--;
    // `if` and `not` open a level each; `-` between operands does not nest, but a run of them does.
    run = PREFIX.has(image) ? run + 1 : OPENING.has(image) ? run : 0;
    if (statements.has(image)) chain = 0;
    else if (CHAINING.has(image)) chain++;
    if (depth + run > MAX_DEPTH) return { token, limit: MAX_DEPTH };
    if (chain > MAX_OPERATORS) return { token, limit: MAX_OPERATORS };
  }
  return undefined;
}

const OPENING: ReadonlySet<string> = new Set(['(', '[', '{']);
const CLOSING: ReadonlySet<string> = new Set([')', ']', '}']);
const CHAINING: ReadonlySet<string> = new Set(['+', '-', '*', '/', 'div', 'mod', 'and', 'or', 'if', '[']);
const PREFIX: ReadonlySet<string> = new Set(['-', 'not', 'if']);

/** Parses one file, or reports every declaration that does not parse and answers undefined. */
export function parseFile<Parsed>(
  grammar: FileGrammar<Parsed>,
  source: SourceText,
  diagnostics: Diagnostics,
): Parsed | undefined {
  const { lexer, parser, statements } = grammar;
  const lexed = lex(source, diagnostics, lexer);
  if (!lexed) return undefined;
  const deep = tooDeep(lexed, statements);
  if (deep) {
    diagnostics.report(
      syntaxDiagnostics.tooDeep,
      { limit: deep.limit },
      { location: locate(source, tokenSpan(deep.token)) },
    );
    return undefined;
  }
  parser.start(lexed, lexed.tokens.slice(0, -1));
  const parsed = parser.file();
  if (parser.errors.length === 0) return parsed;
  reportAll(grammar, lexed, diagnostics);
  return undefined;
}
