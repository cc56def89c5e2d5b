// Sets of characters in patterns. Each part is a JavaScript expression that is only ever asked about one character, which
// takes constant time; with the flags `iu` it folds case as Unicode's simple folding does, which is what RE2 has.

/** True for code points in the set. */
export type CharClass = (codePoint: number) => boolean;

/** Inclusive ranges of code points, from and to in turn. */
export type Ranges = readonly number[];

export const ANY: CharClass = () => true;
export const ANY_BUT_NEWLINE: CharClass = (c) => c !== 10;

const ranges = (text: string): Ranges => [...text].map((c) => c.codePointAt(0) ?? 0);

/** Perl classes are ASCII in RE2. */
export const PERL: Readonly<Record<string, Ranges>> = {
  d: ranges('09'),
  w: ranges('09AZ__az'),
  s: [9, 10, 12, 13, 32, 32],
};

export const POSIX: Readonly<Record<string, Ranges>> = {
  alnum: ranges('09AZaz'),
  alpha: ranges('AZaz'),
  ascii: [0, 127],
  blank: [9, 9, 32, 32],
  cntrl: [0, 31, 127, 127],
  digit: ranges('09'),
  graph: [33, 126],
  lower: ranges('az'),
  print: [32, 126],
  punct: [33, 47, 58, 64, 91, 96, 123, 126],
  space: [9, 13, 32, 32],
  upper: ranges('AZ'),
  word: ranges('09AZ__az'),
  xdigit: ranges('09AFaf'),
};

function inRanges(list: Ranges): CharClass {
  return (c) => {
    for (let i = 0; i < list.length; i += 2) if (c >= (list[i] ?? 0) && c <= (list[i + 1] ?? 0)) return true;
    return false;
  };
}

const escaped = (c: number) => `\\u{${c.toString(16)}}`;

/** The characters in the ranges, and with `fold` those that differ from one of them in case only. */
export function rangeClass(list: Ranges, fold: boolean): CharClass {
  if (!fold) return inRanges(list);
  let body = '';
  for (let i = 0; i < list.length; i += 2) body += `${escaped(list[i] ?? 0)}-${escaped(list[i + 1] ?? 0)}`;
  return expressionClass(`[${body}]`, fold);
}

/** A general category or script by its name, or undefined when there is none. */
export function propertyClass(name: string, fold: boolean): CharClass | undefined {
  if (!/^\w+$/.test(name)) return undefined;
  if (name === 'Any') return ANY;
  for (const property of [`General_Category=${name}`, `Script=${name}`]) {
    try {
      return expressionClass(`\\p{${property}}`, fold);
    } catch {
      // No such category; a script may have the name.
    }
  }
  return undefined;
}

function expressionClass(body: string, fold: boolean): CharClass {
  const expression = new RegExp(`^${body}$`, fold ? 'iu' : 'u');
  const known = new Map<number, boolean>();
  return (c) => {
    let answer = known.get(c);
    if (answer === undefined) {
      answer = expression.test(String.fromCodePoint(c));
      known.set(c, answer);
    }
    return answer;
  };
}

export function unionOf(parts: readonly CharClass[]): CharClass {
  const [only] = parts;
  return parts.length === 1 && only ? only : (c) => parts.some((part) => part(c));
}

export function complementOf(part: CharClass): CharClass {
  return (c) => !part(c);
}
