// Symbols of the model's sizes, and what the operators make known about them. Where an operator needs two sizes to be
// equal, one symbol is solved for and replaced: at once in every answer of `resolve`, at the end in the whole graph.
// Invariant: replacements are fully resolved, and no symbol is replaced by something that contains it.

import { type Dim, type DimRange, dim } from '@afterglow/core';
import { type Func, setRange, substituteType, type Type } from '@afterglow/ir';

export type SymbolEvent =
  | { readonly kind: 'equation'; readonly symbol: string; readonly value: Dim; readonly node: string }
  | { readonly kind: 'range'; readonly symbol: string; readonly least: number; readonly node: string }
  | { readonly kind: 'assumption'; readonly left: Dim; readonly right: Dim; readonly node: string };

interface Solution {
  readonly symbol: string;
  readonly value: Dim;
  readonly score: number;
}

export class Symbols {
  readonly #func: Func;
  readonly #replaced = new Map<string, Dim>();
  /** Symbols of the model's own, which a user may bind; the others stand for sizes that follow from data. */
  readonly #declared = new Set<string>();
  readonly events: SymbolEvent[] = [];
  /** Whom to name as the one that needs an equation. */
  node = '';

  constructor(func: Func) {
    this.#func = func;
  }

  /** The dim of a name in the model; a range of one size is that size. */
  declare(name: string, range: DimRange | undefined): Dim {
    if (range && range.lo === range.hi) {
      this.#replaced.set(name, range.lo);
      return range.lo;
    }
    if (!this.#func.ranges.has(name)) setRange(this.#func, name, range ?? { lo: 0, hi: Number.POSITIVE_INFINITY });
    this.#declared.add(name);
    return this.resolve(dim.symbol(name));
  }

  /** A name that only outputs declare says nothing about the inputs: it is free to stand for what is computed. */
  isDeclared(name: string): boolean {
    return this.#declared.has(name);
  }

  readonly lookup = (name: string): Dim | undefined => this.#replaced.get(name);

  get hasReplacements(): boolean {
    return this.#replaced.size > 0;
  }

  resolve(d: Dim): Dim {
    if (typeof d === 'number') return d;
    return this.#replaced.size === 0 ? d : dim.substitute(d, this.lookup);
  }

  resolveType(type: Type): Type {
    return this.#replaced.size === 0 ? type : substituteType(type, this.lookup);
  }

  rangeOf(d: Dim): DimRange {
    return dim.dimRange(d, this.#func.ranges);
  }

  /** `min` and `max` that use the ranges of the symbols. */
  min(a: Dim, b: Dim): Dim {
    const { lo, hi } = this.rangeOf(dim.sub(a, b));
    return hi <= 0 ? a : lo >= 0 ? b : dim.min(a, b);
  }

  max(a: Dim, b: Dim): Dim {
    const { lo, hi } = this.rangeOf(dim.sub(a, b));
    return lo >= 0 ? a : hi <= 0 ? b : dim.max(a, b);
  }

  /** True when a dim is 0 or more whatever the sizes are. */
  isNonNegative(d: Dim): boolean {
    return this.rangeOf(d).lo >= 0;
  }

  /**
   * True when a dim is below 0 whatever the sizes are. `-n` is, unless a size `n` of the model is 0: then that is ruled
   * out, because 0 as a bound would mean something else.
   */
  isNegative(d: Dim): boolean {
    const { hi } = this.rangeOf(d);
    if (hi < 0) return true;
    if (hi > 0 || this.rangeOf(this.#withoutZero(d)).hi >= 0) return false;
    for (const symbol of dim.symbolsOf(d)) this.#raise(symbol);
    return true;
  }

  /** Takes two dims as equal from now on, or answers false when they cannot be. */
  readonly unify = (left: Dim, right: Dim): boolean => {
    const [a, b] = [this.resolve(left), this.resolve(right)];
    if (a === b) return true;
    const difference = dim.sub(a, b);
    if (this.#excludesZero(difference)) return false;
    if (this.#solve(difference)) return true;
    const raised = this.#withoutZero(difference);
    if (raised !== difference) {
      if (this.#excludesZero(raised)) return false;
      if (raised === 0 || this.#solve(raised)) {
        for (const symbol of dim.symbolsOf(difference)) this.#raise(symbol);
        return true;
      }
    }
    this.events.push({ kind: 'assumption', left: a, right: b, node: this.node });
    return true;
  };

  #excludesZero(d: Dim): boolean {
    const { lo, hi } = this.rangeOf(d);
    return lo > 0 || hi < 0;
  }

  /** `d` as it is when none of its declared symbols is zero. */
  #withoutZero(d: Dim): Dim {
    const raised = (offset: number) => (name: string) =>
      this.#declared.has(name) && this.#func.ranges.get(name)?.lo === 0 ? dim.add(dim.symbol(name), offset) : undefined;
    // In between, a symbol stands for its value less one, which is what makes minima and maxima simplify.
    return dim.substitute(dim.substitute(d, raised(1)), raised(-1));
  }

  #raise(symbol: string): void {
    const range = this.#func.ranges.get(symbol);
    if (!this.#declared.has(symbol) || !range || range.lo > 0) return;
    setRange(this.#func, symbol, { lo: 1, hi: range.hi });
    this.events.push({ kind: 'range', symbol, least: 1, node: this.node });
  }

  /** Solves `d = 0` for one symbol. */
  #solve(d: Dim): boolean {
    const solutions = this.#solutions(d);
    const best = solutions.reduce<Solution | undefined>((a, b) => (a && a.score >= b.score ? a : b), undefined);
    if (!best) return false;
    const { symbol, value } = best;
    const range = this.#func.ranges.get(symbol) ?? { lo: 0, hi: Number.POSITIVE_INFINITY };
    const { lo, hi } = this.rangeOf(value);
    if (lo > range.hi || hi < range.lo) return false;
    this.#narrow(value, range);
    for (const [name, old] of this.#replaced) {
      this.#replaced.set(
        name,
        dim.substitute(old, (other) => (other === symbol ? value : undefined)),
      );
    }
    this.#replaced.set(symbol, value);
    if (this.#declared.has(symbol)) this.events.push({ kind: 'equation', symbol, value, node: this.node });
    return true;
  }

  #solutions(d: Dim): Solution[] {
    if (typeof d === 'number') return [];
    const order = [...this.#func.ranges.keys()];
    const solutions: Solution[] = [];
    for (const term of d.terms) {
      const [atom] = term.atoms;
      if (term.atoms.length !== 1 || atom?.kind !== 'symbol') continue;
      const rest = dim.sub(d, dim.mul(term.coeff, dim.symbol(atom.name)));
      if (dim.symbolsOf(rest).has(atom.name)) continue;
      const numerator = term.coeff > 0 ? dim.negate(rest) : rest;
      const divisor = Math.abs(term.coeff);
      if (dim.mod(numerator, divisor) !== 0) continue;
      const value = dim.floorDiv(numerator, divisor);
      // Sizes that follow from data go first, then whatever needs no subtraction (its range stays exact), then the
      // symbol the model mentions last.
      const score =
        (this.#declared.has(atom.name) ? 0 : 2 ** 41) +
        (this.rangeOf(value).lo >= 0 ? 2 ** 40 : 0) +
        order.indexOf(atom.name);
      solutions.push({ symbol: atom.name, value, score });
    }
    return solutions;
  }

  /** The range of a replaced symbol goes on holding for the one symbol of its replacement. */
  #narrow(value: Dim, range: DimRange): void {
    if (typeof value === 'number' || value.terms.length !== 1) return;
    const [term] = value.terms;
    if (term?.atoms.length !== 1 || term.coeff <= 0) return;
    const [atom] = term.atoms;
    if (atom?.kind !== 'symbol') return;
    const old = this.#func.ranges.get(atom.name) ?? { lo: 0, hi: Number.POSITIVE_INFINITY };
    const lo = Math.max(old.lo, Math.ceil((range.lo - value.constant) / term.coeff));
    const hi = Math.min(old.hi, Math.floor((range.hi - value.constant) / term.coeff));
    if (lo <= hi && (lo !== old.lo || hi !== old.hi)) setRange(this.#func, atom.name, { lo, hi });
  }
}
