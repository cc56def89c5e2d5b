// Dim expressions: integers, or polynomials over non-negative symbols with floor division, remainder, minimum and
// maximum as atoms. Expressions are kept in a normal form and interned, so equality is `===`.
// Invariant: a `Dim` that is a known integer is a plain `number`, never a `DimExpr`, and never -0.

import { sha256Hex } from '../digest.js';
import { utf8Bytes } from '../utf8.js';

/** A dim: a known integer, or an expression over symbols. Compare with `===`. Integers beyond 2^53 are not exact. */
export type Dim = number | DimExpr;

/** Anything that multiplies: a symbol, or an operation the polynomial form cannot absorb. */
export type DimAtom =
  | { readonly kind: 'symbol'; readonly key: string; readonly name: string }
  | { readonly kind: 'div' | 'mod'; readonly key: string; readonly left: Dim; readonly right: Dim }
  | { readonly kind: 'max' | 'min'; readonly key: string; readonly args: readonly Dim[] }
  /** Stands for an expression too long to write out. Its text does not parse back; nothing a person writes gets here. */
  | { readonly kind: 'let'; readonly key: string; readonly value: Dim };

/** `coeff · atoms[0] · atoms[1] · …`; atoms sorted by key. */
export interface DimTerm {
  readonly coeff: number;
  readonly atoms: readonly DimAtom[];
}

/** A sum of terms plus a constant, interned by `key` (which is also its printed form). */
export interface DimExpr {
  readonly kind: 'expr';
  readonly key: string;
  readonly constant: number;
  readonly terms: readonly DimTerm[];
}

/**
 * Longest text of an expression, in characters. Beyond it the expression gets a short name of its own, because a chain
 * of operations that use their operand twice doubles the text each time, and such chains come in files.
 */
const LONGEST = 1 << 14;

const interned = new Map<string, DimExpr>();

export function termKey(term: DimTerm): string {
  const [first] = term.atoms;
  if (term.atoms.length === 1 && first) return first.key;
  return term.atoms.map((atom) => atom.key).join('*');
}

function printTerm(coeff: number, product: string): string {
  return coeff === 1 ? product : `${coeff}*${product}`;
}

function printSum(constant: number, terms: readonly (readonly [string, DimTerm])[]): string {
  let text = '';
  for (const [product, { coeff }] of terms) {
    if (text === '') text = coeff === -1 ? `-1*${product}` : printTerm(coeff, product);
    else if (coeff < 0) text += ` - ${printTerm(-coeff, product)}`;
    else text += ` + ${printTerm(coeff, product)}`;
  }
  if (constant > 0) return `${text} + ${constant}`;
  return constant < 0 ? `${text} - ${-constant}` : text;
}

/** The dim with these terms, no two of which have the same atoms. */
export function make(constant: number, terms: readonly DimTerm[]): Dim {
  const keyed = terms.flatMap((term) => (term.coeff === 0 ? [] : [[termKey(term), term] as const]));
  if (keyed.length === 0) return constant + 0;
  keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const key = printSum(constant, keyed);
  const known = interned.get(key);
  if (known) return known;
  const expr: DimExpr = { kind: 'expr', key, constant, terms: keyed.map(([, term]) => term) };
  if (key.length > LONGEST) return abbreviate(expr);
  interned.set(key, expr);
  return expr;
}

/** `expr` as one atom. The name is a digest of its text, so that equal expressions still get the same one. */
export function abbreviate(expr: DimExpr): Dim {
  const key = `~${sha256Hex([utf8Bytes(expr.key)]).slice(0, 32)}`;
  const known = interned.get(key);
  if (known) return known;
  const atom: DimAtom = { kind: 'let', key, value: expr };
  const dim: DimExpr = { kind: 'expr', key, constant: 0, terms: [{ coeff: 1, atoms: [atom] }] };
  interned.set(key, dim);
  return dim;
}

export function constantOf(d: Dim): number {
  return typeof d === 'number' ? d : d.constant;
}

export function termsOf(d: Dim): readonly DimTerm[] {
  return typeof d === 'number' ? [] : d.terms;
}

/** The atom when `d` is nothing but that atom. */
export function soleAtom(d: Dim): DimAtom | undefined {
  if (typeof d === 'number' || d.constant !== 0 || d.terms.length !== 1) return undefined;
  const [term] = d.terms;
  return term?.coeff === 1 && term.atoms.length === 1 ? term.atoms[0] : undefined;
}

/** Text of an operand of `div` and `mod`: in parentheses unless it is one number or atom. */
export function printOperand(d: Dim): string {
  if (typeof d === 'number') return d < 0 ? `(${d})` : String(d);
  return soleAtom(d) ? d.key : `(${d.key})`;
}

/** Name of the symbol for a size that each item of a sequence has of its own. No function declares it. */
export const ANY_SIZE = '?';

/** True for names that need no quotes in text. */
function isPlainSymbol(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_.]*$/.test(name) && !/^(div|mod|min|max)$/.test(name);
}

export function atomDim(atom: DimAtom): Dim {
  return make(0, [{ coeff: 1, atoms: [atom] }]);
}

/** The dim that is the symbol `name`, a non-negative integer fixed at launch. */
export function symbol(name: string): Dim {
  const key = isPlainSymbol(name) ? name : JSON.stringify(name);
  return interned.get(key) ?? atomDim({ kind: 'symbol', key, name });
}

export function isKnown(d: Dim): d is number {
  return typeof d === 'number';
}

/** Canonical text, such as `2*S + 1` or `((H + 2) div 2)`; parses back to the same dim. */
export function printDim(d: Dim): string {
  return typeof d === 'number' ? String(d) : d.key;
}

/** Text of a size in the shape of a type, where a size of each item's own is a bare `?`. */
export function printSize(d: Dim): string {
  return d === symbol(ANY_SIZE) ? ANY_SIZE : printDim(d);
}
