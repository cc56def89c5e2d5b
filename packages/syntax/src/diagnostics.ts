// Codes of everything that can be wrong with a text before anybody asks what it means.

import { diagnostic } from '@afterglow/core';

export const syntaxDiagnostics = {
  unexpectedCharacter: diagnostic<{ readonly character: string }>({
    code: 'syntax/unexpected-character',
    severity: 'error',
    message: ({ character }) => `no token starts with ${character}`,
    hint: ({ character }) =>
      character === "'\"'" ? 'a string ends on the line it starts on, with another "' : undefined,
    explanation: [
      'The text contains a character that no token of the language starts with, or a string that is not closed.',
      '',
      '```text',
      'require kernel[0] § 0',
      '```',
    ].join('\n'),
  }),
  unexpectedToken: diagnostic<{
    readonly expected: string;
    readonly found: string;
    readonly hint?: string | undefined;
  }>({
    code: 'syntax/unexpected-token',
    severity: 'error',
    message: ({ expected, found }) => `expected ${expected} but found ${found}`,
    hint: ({ hint }) => hint,
    explanation: [
      'The grammar allows something else at this place.',
      '',
      '```text',
      'func @main(%x: f32[N, 4] -> (%y: f32[N, 4])',
      "//                      ^ expected ')' but found '->'",
      '```',
    ].join('\n'),
  }),
  badString: diagnostic<{ readonly text: string }>({
    code: 'syntax/bad-string',
    severity: 'error',
    message: ({ text }) => `${text} is not a string: an escape in it is unknown`,
    hint: () => 'escapes are \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX',
    explanation: 'Strings use the escapes of JSON.\n\n```text\n"C:\\qfile"\n```',
  }),
  numberTooLarge: diagnostic<{ readonly text: string }>({
    code: 'syntax/number-too-large',
    severity: 'error',
    message: ({ text }) => `${text} is too large for an integer here (the limit is 2^53 - 1)`,
    explanation: 'Sizes, offsets and integer attributes are exact below 2^53.\n\n```text\nf32[9007199254740993]\n```',
  }),
  tooDeep: diagnostic<{ readonly limit: number }>({
    code: 'syntax/too-deep',
    severity: 'error',
    message: ({ limit }) => `nested more than ${limit} levels deep`,
    explanation: 'Expressions and types may nest only so deep.\n\n```text\n((((((…))))))\n```',
  }),
  dimTooLarge: diagnostic<{ readonly limit: number }>({
    code: 'syntax/dim-too-large',
    severity: 'error',
    message: ({ limit }) => `a dim expression has more than ${limit} parts`,
    explanation:
      'Sizes are kept multiplied out, so their length is bounded.\n\n```text\n(a + b + c + d) * (a + b + c + d) * …\n```',
  }),
};
