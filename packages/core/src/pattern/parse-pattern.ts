// Reads RE2 syntax (github.com/google/re2/wiki/Syntax). What RE2 refuses is refused: look-around and back references, which
// is why a match takes linear time; `\C`, a single byte, is refused too, because strings have characters here.

import { ANY, ANY_BUT_NEWLINE, type CharClass, rangeClass } from './char-class.js';
import { type Assertion, EMPTY, type PatternNode, PatternProblem } from './syntax.js';
import { parseClass, parseEscape } from './parse-class.js';
import { PatternCursor } from './pattern-cursor.js';

/** `i`: fold case; `m`: ^ and $ at lines; `s`: . takes newlines. `U` swaps greed, which makes no difference. */
export interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

/** RE2's own limit. */
const MOST_REPEATS = 1000;
const DEEPEST = 200;
/** A repetition: a sign, or counts in braces. */
const REPEAT = /^(?:[*+?]|\{(\d{1,9})(,(\d{0,9}))?\})/;
const LONGEST_REPEAT = 24;

const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  A: 'text-begin',
  z: 'text-end',
  b: 'word-edge',
  B: 'no-word-edge',
};

export function parsePattern(text: string): PatternNode {
  const parser = new Parser(text);
  return parser.whole();
}

class Parser {
  readonly #at: PatternCursor;
  #depth = 0;

  constructor(text: string) {
    this.#at = new PatternCursor(text);
  }

  whole(): PatternNode {
    const node = this.#either({ i: false, m: false, s: false });
    if (!this.#at.done) throw new PatternProblem('a ) has no (');
    return node;
  }

  #either(flags: Flags): PatternNode {
    const parts: PatternNode[] = [];
    let current = flags;
    do {
      const [node, after] = this.#concat(current);
      parts.push(node);
      current = after;
    } while (this.#at.accept('|'));
    const [only] = parts;
    return parts.length === 1 && only ? only : { kind: 'either', parts };
  }

  /** Parts up to `|`, `)` or the end, and the flags that hold there: `(?i)` holds to the end of its group. */
  #concat(flags: Flags): [PatternNode, Flags] {
    const parts: PatternNode[] = [];
    let current = flags;
    while (!this.#at.done && this.#at.peek() !== '|' && this.#at.peek() !== ')') {
      if (this.#at.accept('\\Q')) {
        const quoted = [...this.#at.until('\\E')].map((c) => literal(c, current));
        // What repeats is the last character alone.
        const last = quoted.pop();
        if (last) parts.push(...quoted, this.#repeated(last));
        continue;
      }
      if (this.#at.accept('(?')) {
        const next = this.#flagged(current);
        if ('flags' in next) {
          current = next.flags;
          continue;
        }
        parts.push(this.#repeated(next.node));
        continue;
      }
      parts.push(this.#repeated(this.#atom(current)));
    }
    return [{ kind: 'concat', parts }, current];
  }

  #atom(flags: Flags): PatternNode {
    const repeat = REPEAT.exec(this.#at.rest(LONGEST_REPEAT))?.[0];
    if (repeat !== undefined) throw new PatternProblem(`${repeat} has nothing to repeat`);
    const c = this.#at.next();
    switch (c) {
      case '(':
        return this.#group(flags);
      case '[':
        return char(parseClass(this.#at, flags.i));
      case '.':
        return char(flags.s ? ANY : ANY_BUT_NEWLINE);
      case '^':
        return { kind: 'assert', assertion: flags.m ? 'line-begin' : 'text-begin' };
      case '$':
        return { kind: 'assert', assertion: flags.m ? 'line-end' : 'text-end' };
      case '\\': {
        const assertion = Object.hasOwn(ASSERTIONS, this.#at.peek()) ? ASSERTIONS[this.#at.peek()] : undefined;
        if (assertion) {
          this.#at.next();
          return { kind: 'assert', assertion };
        }
        return char(parseEscape(this.#at, flags.i));
      }
      default:
        return literal(c, flags);
    }
  }

  #group(flags: Flags): PatternNode {
    if (++this.#depth > DEEPEST) throw new PatternProblem(`groups nest more than ${DEEPEST} deep`);
    const node = this.#either(flags);
    if (!this.#at.accept(')')) throw new PatternProblem('a ( is not closed');
    this.#depth--;
    return node;
  }

  /** Behind `(?`: a named group, a group with flags, or flags for what follows. */
  #flagged(flags: Flags): { readonly node: PatternNode } | { readonly flags: Flags } {
    if (
      this.#at.accept('P<') ||
      (this.#at.peek() === '<' && !/^<[=!]/.test(this.#at.rest(2)) && this.#at.accept('<'))
    ) {
      const name = this.#at.until('>');
      if (!/^\w+$/.test(name)) throw new PatternProblem(`"${name}" is no name of a group`);
      return { node: this.#group(flags) };
    }
    const next = { ...flags };
    let on = true;
    for (;;) {
      const c = this.#at.done ? '' : this.#at.next();
      if (c === 'i' || c === 'm' || c === 's') next[c] = on;
      else if (c === '-' && on) on = false;
      else if (c === ':') return { node: this.#group(next) };
      else if (c === ')') return { flags: next };
      else if (c !== 'U') throw new PatternProblem(`(?${c} is no group of RE2`);
    }
  }

  #repeated(node: PatternNode): PatternNode {
    const bounds = this.#bounds();
    if (!bounds) return node;
    this.#at.accept('?');
    if (REPEAT.test(this.#at.rest(LONGEST_REPEAT))) throw new PatternProblem('a repetition is repeated');
    return { kind: 'repeat', of: node, min: bounds[0], max: bounds[1] };
  }

  #bounds(): readonly [number, number | undefined] | undefined {
    if (this.#at.accept('*')) return [0, undefined];
    if (this.#at.accept('+')) return [1, undefined];
    if (this.#at.accept('?')) return [0, 1];
    // Braces that are no counts stand for themselves.
    const [text, low, comma, high = ''] = REPEAT.exec(this.#at.rest(LONGEST_REPEAT)) ?? [];
    if (text === undefined || low === undefined) return undefined;
    this.#at.accept(text);
    const min = Number(low);
    const max = comma === undefined ? min : high === '' ? undefined : Number(high);
    if (min > MOST_REPEATS || (max !== undefined && (max > MOST_REPEATS || max < min))) {
      throw new PatternProblem(`${text} is no count from 0 to ${MOST_REPEATS}`);
    }
    return [min, max];
  }
}

function char(matches: CharClass): PatternNode {
  return { kind: 'char', matches };
}

function literal(c: string, { i }: Flags): PatternNode {
  const code = c.codePointAt(0) ?? 0;
  return c === '' ? EMPTY : char(rangeClass([code, code], i));
}
