// Classes in brackets, and escapes.

import {
  type CharClass,
  complementOf,
  PERL,
  POSIX,
  propertyClass,
  type Ranges,
  rangeClass,
  unionOf,
} from './char-class.js';
import type { PatternCursor } from './pattern-cursor.js';
import { PatternProblem } from './syntax.js';

const CONTROL: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };

/** Behind `\`: one of the classes `\d`, `\D`, `\pN`, `\p{Greek}`, … or undefined. */
function escapedClass(at: PatternCursor, fold: boolean): CharClass | undefined {
  const c = at.peek();
  const perl = Object.hasOwn(PERL, c.toLowerCase()) ? PERL[c.toLowerCase()] : undefined;
  if (perl) {
    at.next();
    return c === c.toLowerCase() ? rangeClass(perl, fold) : complementOf(rangeClass(perl, fold));
  }
  if (c !== 'p' && c !== 'P') return undefined;
  at.next();
  const written = at.accept('{') ? at.until('}') : at.next();
  const name = written.replace(/^\^/, '');
  const found = propertyClass(name, fold);
  if (!found) throw new PatternProblem(`there is no class of characters \\${c}{${written}}`);
  return (c === 'P') !== written.startsWith('^') ? complementOf(found) : found;
}

/** Behind `\`: one character. */
function escapedCharacter(at: PatternCursor): number {
  const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(at.rest(3))?.[0];
  if (octal !== undefined) {
    at.accept(octal);
    return Number.parseInt(octal, 8);
  }
  const [text, short, long] = /^x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,8})\})/.exec(at.rest(12)) ?? [];
  if (text !== undefined) {
    at.accept(text);
    const code = Number.parseInt(short ?? long ?? '', 16);
    if (code > 0x10ffff) throw new PatternProblem(`\\${text} is no character`);
    return code;
  }
  const c = at.next();
  const control = Object.hasOwn(CONTROL, c) ? CONTROL[c] : undefined;
  if (control !== undefined) return control;
  const code = c.codePointAt(0) ?? 0;
  if (code < 128 && !/[A-Za-z0-9]/.test(c)) return code;
  throw new PatternProblem(`\\${c} is no escape of RE2`);
}

/** Behind `\`: a class or a character. */
export function parseEscape(at: PatternCursor, fold: boolean): CharClass {
  const found = escapedClass(at, fold);
  if (found) return found;
  const code = escapedCharacter(at);
  return rangeClass([code, code], fold);
}

/** Behind `[:`: a class of POSIX, or undefined when it is none after all. */
function posixClass(at: PatternCursor, fold: boolean): CharClass | undefined {
  const [text, not, name = ''] = /^\[:(\^?)([a-z]{1,6}):\]/.exec(at.rest(12)) ?? [];
  if (text === undefined) return undefined;
  const list = Object.hasOwn(POSIX, name) ? POSIX[name] : undefined;
  if (!list) throw new PatternProblem(`there is no class of characters [:${name}:]`);
  at.accept(text);
  return not === '^' ? complementOf(rangeClass(list, fold)) : rangeClass(list, fold);
}

function classCharacter(at: PatternCursor): number {
  const c = at.next();
  return c === '\\' ? escapedCharacter(at) : (c.codePointAt(0) ?? 0);
}

/** Behind `[`. A `]` that comes first stands for itself. */
export function parseClass(at: PatternCursor, fold: boolean): CharClass {
  const negated = at.accept('^');
  const parts: CharClass[] = [];
  const single: number[] = [];
  for (let first = true; first || at.peek() !== ']'; first = false) {
    if (at.done) throw new PatternProblem('a [ is not closed');
    const posix = posixClass(at, fold);
    if (posix) {
      parts.push(posix);
      continue;
    }
    if (/^\\[dDsSwWpP]/.test(at.rest(2))) {
      at.next();
      const found = escapedClass(at, fold);
      if (found) parts.push(found);
      continue;
    }
    single.push(...range(at));
  }
  at.next();
  if (single.length > 0) parts.push(rangeClass(single, fold));
  const all = unionOf(parts);
  return negated ? complementOf(all) : all;
}

/** One character, or a range of them. */
function range(at: PatternCursor): Ranges {
  const low = classCharacter(at);
  if (!/^-[^\]]/.test(at.rest(2))) return [low, low];
  at.next();
  const high = classCharacter(at);
  if (high < low) throw new PatternProblem('a range of characters runs backwards');
  return [low, high];
}
