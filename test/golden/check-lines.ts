// Compares an output with CHECK lines; see `golden-file.ts`.

import type { CheckLine } from './golden-file.js';

/** A pattern for the text of a check: `{{…}}` is a regular expression, runs of blanks match any. */
function pattern(text: string): RegExp {
  const parts = text.split(/\{\{(.*?)\}\}/);
  const escaped = parts.map((part, i) =>
    i % 2 === 1 ? `(?:${part})` : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\s+/g, '\\s+'),
  );
  return new RegExp(escaped.join(''));
}

/** What is wrong with `output`, or undefined. */
export function checkProblem(checks: readonly CheckLine[], output: string): string | undefined {
  const lines = output.split('\n');
  let at = 0;
  const problem = ({ line, text }: CheckLine, what: string) => `line ${line}: "${text}" ${what}\n\n${output}`;
  for (const [i, check] of checks.entries()) {
    const matches = (index: number, which: CheckLine) => pattern(which.text).test(lines[index] ?? '');
    const find = (which: CheckLine) => lines.findIndex((_, index) => index >= at && matches(index, which));
    if (check.kind === 'next') {
      if (!matches(at, check)) return problem(check, `does not stand in output line ${at + 1}`);
      at++;
    } else if (check.kind === 'check') {
      const found = find(check);
      if (found < 0) return problem(check, `is not found from output line ${at + 1} on`);
      at = found + 1;
    } else {
      const next = checks.slice(i + 1).find(({ kind }) => kind !== 'not');
      const end = next ? find(next) : lines.length;
      const found = find(check);
      if (found >= 0 && (end < 0 || found < end)) return problem(check, `stands in output line ${found + 1}`);
    }
  }
  return undefined;
}
