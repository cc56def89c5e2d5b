// A golden: one `.gir` file that holds a command, its input, and what it must print, all but the input in comments, so that
// the file itself is something to run commands on.
//
//   // RUN: opt --passes=canonicalize        the command line, without the file
//   gir 1 …                                  the input
//   // EXPECT:                               then the exact output, a comment a line; vitest's -u writes it
//   // gir 1 …
//
// Or, where most of the output is noise, lines that must occur in this order; `{{…}}` is a regular expression:
//
//   // CHECK: text          in some later line
//   // CHECK-NEXT: text     in the line after the one found before
//   // CHECK-NOT: text      in no line up to the next one found, or the end

export interface CheckLine {
  readonly kind: 'check' | 'next' | 'not';
  readonly text: string;
  /** Line of the golden, from 1. */
  readonly line: number;
}

export interface GoldenFile {
  /** Words of each RUN line; all of them must print the same. */
  readonly runs: readonly (readonly string[])[];
  readonly checks: readonly CheckLine[];
  /** True when the output is stated whole. */
  readonly exact: boolean;
  /** The file with `output` as its expectation. */
  withOutput(output: string): string;
}

const RUN = /^\/\/ RUN: (.+)$/gm;
const EXPECT = '// EXPECT:\n';
const CHECK = /^\/\/ CHECK(-NEXT|-NOT)?: (.+)$/;

/** Words of a command line: quotes keep words together and are no part of them. */
function wordsOf(text: string): string[] {
  const words = text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

function checkLine(text: string, index: number): CheckLine[] {
  const [whole, how, what = ''] = CHECK.exec(text) ?? [];
  if (whole === undefined) return [];
  const kind = how === '-NEXT' ? 'next' : how === '-NOT' ? 'not' : 'check';
  return [{ kind, text: what.trim(), line: index + 1 }];
}

export function readGolden(text: string): GoldenFile {
  const at = text.indexOf(EXPECT);
  const exact = at >= 0;
  return {
    runs: [...text.matchAll(RUN)].map(([, command = '']) => wordsOf(command)),
    checks: text.split('\n').flatMap(checkLine),
    exact,
    withOutput(output) {
      const lines = output.trimEnd().split('\n');
      const comments = lines.map((line) => `// ${line}`.trimEnd());
      return `${exact ? text.slice(0, at) : text}${EXPECT}${comments.join('\n')}\n`;
    },
  };
}
