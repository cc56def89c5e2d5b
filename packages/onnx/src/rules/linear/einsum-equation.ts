// The equation of an Einsum, parsed: one label an axis. An ellipsis stands for axes that count from the back, `…0` being the
// last; letters stand for themselves.

export interface Equation {
  /** Labels of each operand's axes. */
  readonly terms: readonly (readonly string[])[];
  readonly output: readonly string[];
}

const ELLIPSIS = '...';

/** Reads an equation for operands of the given ranks. Answers what is wrong with it as text. */
export function parseEquation(text: string, ranks: readonly number[]): Equation | string {
  const [left = '', right, ...more] = text.replaceAll(' ', '').split('->');
  if (more.length > 0) return 'it has more than one ->';
  const sides = left.split(',');
  if (sides.length !== ranks.length) return `it has ${sides.length} terms for ${ranks.length} operands`;
  const terms: (readonly string[])[] = [];
  for (const [i, side] of sides.entries()) {
    const letters = lettersOf(side);
    if (!letters) return `"${side}" is not a term`;
    const open = (ranks[i] ?? 0) - letters.filter((label) => label !== ELLIPSIS).length;
    if (open < 0 || (open > 0 && !letters.includes(ELLIPSIS))) return `"${side}" does not fit rank ${ranks[i]}`;
    terms.push(spread(letters, open));
  }
  const widest = terms.reduce((most, term) => Math.max(most, term.filter(isOpen).length), 0);
  if (right === undefined) return { terms, output: implicitOutput(terms, widest) };
  const output = lettersOf(right);
  if (!output) return `"${right}" is not a term`;
  const known = new Set(terms.flat());
  const stray = output.find((label, i) => label !== ELLIPSIS && (!known.has(label) || output.indexOf(label) !== i));
  if (stray !== undefined) return `"${stray}" of the result is not one axis of the operands`;
  return { terms, output: spread(output, widest) };
}

/** True for an axis that an ellipsis stands for. */
export function isOpen(label: string): boolean {
  return label.startsWith('…');
}

/** The letters of a term, with the ellipsis as one; undefined where it is malformed. */
function lettersOf(term: string): readonly string[] | undefined {
  if (!/^[A-Za-z]*(\.\.\.)?[A-Za-z]*$/.test(term)) return undefined;
  return term.match(/\.\.\.|[A-Za-z]/g) ?? [];
}

function spread(letters: readonly string[], open: number): readonly string[] {
  const axes = Array.from({ length: open }, (_, i) => `…${open - 1 - i}`);
  return letters.flatMap((label) => (label === ELLIPSIS ? axes : [label]));
}

/** The ellipsis, then the letters that occur just once, in ASCII order. */
function implicitOutput(terms: readonly (readonly string[])[], widest: number): readonly string[] {
  const all = terms.flat().filter((label) => !isOpen(label));
  const once = all.filter((label) => all.indexOf(label) === all.lastIndexOf(label)).sort();
  return [...spread([ELLIPSIS], widest), ...once];
}
