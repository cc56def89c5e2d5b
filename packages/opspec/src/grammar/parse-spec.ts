// Text of a `.op` file to its syntax tree.

import type { Diagnostics } from '@afterglow/core';
import { createLexer, locate, type SourceText, tokenSpan } from '@afterglow/syntax';
import { specDiagnostics } from '../diagnostics.js';
import type { SpecFile } from './ast.js';
import { type Keyword, keywords } from './keywords.js';
import { type FileGrammar, parseFile } from './parse-file.js';
import { SpecParser } from './spec-parser.js';

/** Version of the op language. A change of meaning is a new number. */
export const LANGUAGE_VERSION = 1;

let grammar: FileGrammar<ReturnType<SpecParser['file']>> | undefined;

/** Parses one file, or reports every declaration that does not parse and answers undefined. */
export function parseSpec(source: SourceText, diagnostics: Diagnostics): SpecFile | undefined {
  grammar ??= {
    lexer: createLexer(Object.values(keywords)),
    parser: new SpecParser(),
    starters: new Set<Keyword>(['op', 'instr', 'table', 'element', 'class', 'trait', 'def']),
    statements: new Set<Keyword>(['let', 'require', 'work', 'attr', 'op', 'instr', 'def', 'table']),
  };
  const parsed = parseFile(grammar, source, diagnostics);
  if (!parsed) return undefined;
  const { header, declarations } = parsed;
  if (header.version !== String(LANGUAGE_VERSION)) {
    const location = locate(source, tokenSpan(header.versionToken));
    const params = { found: header.version, supported: LANGUAGE_VERSION };
    diagnostics.report(specDiagnostics.unknownVersion, params, { location });
    return undefined;
  }
  return { source, family: header.family, doc: header.doc, declarations };
}
