// Codes of everything that can be wrong with a spec file that parses.

import { diagnostic } from '@afterglow/core';

/** A problem whose message says it all; `hint` where there is something to do about it. */
export interface Told {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** A code of which every report brings its own message. */
export function told({ code, explanation }: { readonly code: string; readonly explanation: string }) {
  return diagnostic<Told>({
    code,
    severity: 'error',
    message: ({ message }) => message,
    hint: ({ hint }) => hint,
    explanation,
  });
}

export const specDiagnostics = {
  unknownVersion: diagnostic<{ readonly found: string; readonly supported: number }>({
    code: 'spec/unknown-version',
    severity: 'error',
    message: ({ found, supported }) =>
      `this file is written in version ${found} of the op language; this reader knows ${supported}`,
    explanation: 'The first line of a spec file names the version of the language.\n\n```text\nopspec 99\n```',
  }),
  duplicateName: told({
    code: 'spec/duplicate-name',
    explanation: 'Two things have one name.\n\n```text\nop twice(x: T[..S], x: T[..S]) -> (y: T[..S])\n```',
  }),
  unknownName: told({
    code: 'spec/unknown-name',
    explanation:
      'An expression uses a name that nothing before it binds: operands bind dims, ranks and element types; `attr` and `let` bind the rest.\n\n```text\nop f(x: T[N]) -> (y: T[M])\n```',
  }),
  unknownType: told({
    code: 'spec/unknown-type',
    explanation:
      'An element type, class, attribute kind or type variable does not exist.\n\n```text\nop f(x: f33[N]) -> (y: Q[N])\n```',
  }),
  wrongType: told({
    code: 'spec/wrong-type',
    explanation:
      'An expression has another type than its place asks for.\n\n```text\nop f(x: T[..S]) -> (y: T[rank(S) == 2])\n```',
  }),
  badDefault: told({
    code: 'spec/bad-default',
    explanation: 'The default of an attribute is not a value of its kind.\n\n```text\nattr axis : i64 = "last"\n```',
  }),
  badOperand: told({
    code: 'spec/bad-operand',
    explanation:
      'Operands stand in the order required, optional, variadic, and a shape has at most one `..` part that binds.\n\n```text\nop f(xs: T[..S] ..., y: T[..S]) -> (z: T[..S])\n```',
  }),
  badExtension: told({
    code: 'spec/bad-extension',
    explanation:
      'An op whose results are computed in TypeScript says so with `extension`, and then says nothing about shapes.\n\n```text\nop loop(xs: V ...) -> (ys: V ...)\n```',
  }),
  missingGuard: told({
    code: 'spec/missing-guard',
    explanation:
      'A dim that only an optional operand binds, or an optional attribute, is read where it may be missing.\n\n```text\nop f(x: T[N], w?: T[M]) -> (y: T[N + M])\n```',
  }),
  unusedName: told({
    code: 'spec/unused-name',
    explanation: 'A `let` has no effect, because nothing reads it.\n\n```text\nlet a = axis(axis, S)\n```',
  }),
  unsetFamily: told({
    code: 'spec/no-family',
    explanation:
      'A file with ops names their family in its head.\n\n```text\nopspec 1\nop f(x: T[N]) -> (y: T[N])\n```',
  }),
};
