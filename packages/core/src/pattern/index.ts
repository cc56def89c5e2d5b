// Patterns in RE2 syntax that whole strings are held against, in time linear in the string whatever the pattern.

import { Automaton } from './automaton.js';
import { parsePattern } from './parse-pattern.js';
import { PatternProblem } from './syntax.js';

/** Tells whether a whole string matches. */
export type Pattern = (text: string) => boolean;

/**
 * Compiles a pattern, or says what is wrong with it.
 *
 * @example
 * const pattern = compilePattern('\\d+'); // typeof pattern === 'function' && pattern('12') === true
 */
export function compilePattern(text: string): Pattern | { readonly problem: string } {
  try {
    const automaton = new Automaton(parsePattern(text));
    return (candidate) => automaton.matches(candidate);
  } catch (error) {
    if (error instanceof PatternProblem) return { problem: error.message };
    throw error;
  }
}
