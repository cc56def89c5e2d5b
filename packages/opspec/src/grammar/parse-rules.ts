// Text of a `.rw` file to its syntax tree.

import type { Diagnostics } from '@afterglow/core';
import { createLexer, locate, type SourceText, tokenSpan } from '@afterglow/syntax';
import { ruleDiagnostics } from '../check/rules/diagnostics.js';
import { type FileGrammar, parseFile } from './parse-file.js';
import type { RuleFile } from './rule-ast.js';
import { allRuleKeywords } from './rule-keywords.js';
import { RuleParser } from './rule-parser.js';

/** Version of the rule language. A change of meaning is a new number. */
export const RULE_LANGUAGE_VERSION = 1;

let grammar: FileGrammar<ReturnType<RuleParser['file']>> | undefined;

/** Parses one file, or reports every declaration that does not parse and answers undefined. */
export function parseRules(source: SourceText, diagnostics: Diagnostics): RuleFile | undefined {
  grammar ??= {
    lexer: createLexer(allRuleKeywords),
    parser: new RuleParser(),
    starters: new Set(['rule', 'def']),
    statements: new Set(['rule', 'def', 'match', 'let', 'when', 'where', 'rewrite']),
  };
  const parsed = parseFile(grammar, source, diagnostics);
  if (!parsed) return undefined;
  const { header, declarations } = parsed;
  if (header.version !== String(RULE_LANGUAGE_VERSION)) {
    const location = locate(source, tokenSpan(header.versionToken));
    const params = { found: header.version, supported: RULE_LANGUAGE_VERSION };
    diagnostics.report(ruleDiagnostics.unknownVersion, params, { location });
    return undefined;
  }
  return { source, group: header.group, doc: header.doc, declarations };
}
