// What chevrotain grammars say when a text does not fit, in plain words, and how that becomes a located diagnostic.

import type { Diagnostics } from '@afterglow/core';
import {
  EOF,
  type IParserErrorMessageProvider,
  type IRecognitionException,
  type IToken,
  type TokenType,
} from 'chevrotain';
import { describeToken, describeTokenType, tokenSpan } from './cursor.js';
import { syntaxDiagnostics } from './diagnostics.js';
import { locate, type SourceText } from './source-text.js';

/** `'a', 'b' or 'c'`, without repetitions; long lists are cut. */
function alternatives(types: readonly TokenType[]): string {
  const names = [...new Set(types.map(describeTokenType))];
  const shown = names.length > 8 ? [...names.slice(0, 7), 'something else'] : names;
  const last = shown.pop() ?? 'something else';
  return shown.length === 0 ? last : `${shown.join(', ')} or ${last}`;
}

function firsts(paths: readonly (readonly TokenType[])[]): TokenType[] {
  return paths.flatMap((path) => path.slice(0, 1));
}

/** Messages for chevrotain parsers: only the "expected …" half; `reportParserErrors` adds what was found. */
export const plainErrorMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => describeTokenType(expected),
  buildNotAllInputParsedMessage: () => describeTokenType(EOF),
  buildNoViableAltMessage: ({ expectedPathsPerAlt }) => alternatives(expectedPathsPerAlt.flatMap(firsts)),
  buildEarlyExitMessage: ({ expectedIterationPaths }) => alternatives(firsts(expectedIterationPaths)),
};

/** Reports the errors of a parser that uses `plainErrorMessages`. `end` stands in where the text ended too early. */
export function reportParserErrors(
  source: SourceText,
  errors: readonly IRecognitionException[],
  end: IToken,
  diagnostics: Diagnostics,
): void {
  for (const error of errors) {
    const token = Number.isNaN(error.token.startOffset) ? end : error.token;
    const found = describeToken(token);
    const location = locate(source, tokenSpan(token));
    diagnostics.report(
      syntaxDiagnostics.unexpectedToken,
      { expected: error.message, found, hint: undefined },
      { location },
    );
  }
}
