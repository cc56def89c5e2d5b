// Exit codes of the command line: 0 ok, 1 diagnostics, 2 usage, 3 the model needs something unsupported, 70 our bug.

import type { Diagnostic } from '@afterglow/core';

export const EXIT = { ok: 0, diagnostics: 1, usage: 2, unsupported: 3, bug: 70 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** 3 when every error says that something is unsupported, 1 when there is any other error, else 0. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): ExitCode {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return EXIT.ok;
  return errors.every(({ code }) => /\/(unsupported|no-fallback)/.test(code)) ? EXIT.unsupported : EXIT.diagnostics;
}
