// What a pattern is once it is read. Groups leave no trace, and neither does greed: a whole string matches or does not.

import type { CharClass } from './char-class.js';

/** A place between characters: edges of the text or of a line, or of a word. */
export type Assertion = 'text-begin' | 'text-end' | 'line-begin' | 'line-end' | 'word-edge' | 'no-word-edge';

export type PatternNode =
  | { readonly kind: 'char'; readonly matches: CharClass }
  | { readonly kind: 'assert'; readonly assertion: Assertion }
  | { readonly kind: 'concat' | 'either'; readonly parts: readonly PatternNode[] }
  /** `max` undefined: any number. */
  | { readonly kind: 'repeat'; readonly of: PatternNode; readonly min: number; readonly max: number | undefined };

export const EMPTY: PatternNode = { kind: 'concat', parts: [] };

/** What is wrong with a pattern. Thrown while reading, caught in `compilePattern`. */
export class PatternProblem extends Error {
  override readonly name = 'PatternProblem';
}
