// A place in the text of a pattern, in characters.

import { PatternProblem } from './syntax.js';

export class PatternCursor {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  /** The next character, or '' at the end. */
  peek(): string {
    const code = this.#text.codePointAt(this.#at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  next(): string {
    const c = this.peek();
    if (c === '') throw new PatternProblem('the pattern ends early');
    this.#at += c.length;
    return c;
  }

  accept(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  /** The next `length` units, to look ahead. */
  rest(length: number): string {
    return this.#text.slice(this.#at, this.#at + length);
  }

  /** What stands before `end`, which is passed; all that is left where there is none. */
  until(end: string): string {
    const found = this.#text.indexOf(end, this.#at);
    const stop = found < 0 ? this.#text.length : found;
    const text = this.#text.slice(this.#at, stop);
    this.#at = found < 0 ? stop : stop + end.length;
    return text;
  }
}
