// Patterns in RE2 syntax, held against whole strings by re2js, whose time is linear in a string whatever the pattern.

import { RE2JS, RE2JSException } from 're2js';

/** Tells whether a whole string matches. */
export type Pattern = (text: string) => boolean;

const longestPattern = 10_000;
/** RE2 bounds its programs to about as many. A step on a character may look at all of them. */
const mostInstructions = 10_000;

/** Compiles a pattern, or says what is wrong with it. */
export function compilePattern(text: string): Pattern | { readonly problem: string } {
  if (text.length > longestPattern) return { problem: `it is longer than ${longestPattern} characters` };
  // What is written as a count is as many instructions, which compiling would make first.
  const counted = [...text.matchAll(/(?<!\\[xpP])\{(\d{1,9})(?:,(\d{0,9}))?\}/g)].map(([, least, most]) =>
    Number(most || least),
  );
  if (counted.reduce((sum, count) => sum + count, 0) > mostInstructions) {
    return { problem: `its repetitions need more than ${mostInstructions} instructions` };
  }
  try {
    const compiled = RE2JS.compile(text);
    if (compiled.programSize() > mostInstructions) {
      return { problem: `it needs more than ${mostInstructions} instructions` };
    }
    return (candidate) => compiled.testExact(candidate);
  } catch (error) {
    if (error instanceof RE2JSException) return { problem: error.message };
    throw error;
  }
}
