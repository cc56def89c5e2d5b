// Symbols of the model's sizes, and what the operators make known about them. Where an operator needs two sizes to be
// equal, one symbol is solved for and replaced, or a range is narrowed: at once in every answer of `resolve`, at the end
// in the whole graph.
// Invariants: replacements are fully resolved, and no symbol is replaced by something that contains it. Types stay what
// inference gives, which knows no ranges: what needs a size to be at least 1 replaces it by another size plus 1.

import { type Dim, type DimRange, dim } from '@afterglow/core';
import {
  type Func,
  mapType,
  optionalType,
  sequenceType,
  setRange,
  sizesSharing,
  substituteSymbols,
  type Type,
  tensorType,
} from '@afterglow/ir';
import { divisorsOf, extremaOf, isPlain, linearIn, type Solution, solutionsOf, wrappedSymbols } from './solve-dims.js';

/** Something that holds for every input the compiled model accepts, and the node that needs it. */
export type SymbolEvent =
  | { readonly kind: 'equation'; readonly symbol: string; readonly value: Dim; readonly node: string }
  | {
      readonly kind: 'multiple';
      readonly symbol: string;
      readonly factor: number;
      readonly rest: number;
      readonly node: string;
    }
  | { readonly kind: 'range'; readonly symbol: string; readonly range: DimRange; readonly node: string };

const UNBOUNDED: DimRange = { lo: 0, hi: Number.POSITIVE_INFINITY };
/** Networks halve their images a few times; a larger common divisor is no structure of a model. */
const LARGEST_FACTOR = 256;

export class Symbols {
  readonly #func: Func;
  readonly #replaced = new Map<string, Dim>();
  /** Upper bounds that decide minima. */
  readonly #bounds = new Map<string, number>();
  /** Symbols of the model's own, which a user may bind; the others stand for sizes that follow from data. */
  readonly #declared = new Set<string>();
  /** Symbols of sizes that begin as 1 and change from one iteration to the next: they broadcast in one, and are equal in another. */
  readonly #apart = new Set<string>();
  /** Sizes that stand by themselves until the end, as other sizes may be found equal to them, and what they are if none is. */
  readonly #expected = new Map<string, Dim>();
  /** How many bodies that may never run are being imported. */
  #conditional = 0;
  readonly #events: SymbolEvent[] = [];
  /** Whom to name as the one that needs an equation. */
  node = '';

  constructor(func: Func) {
    this.#func = func;
  }

  /** The dim of a name in the model; a range of one size is that size. */
  declare(name: string, range: DimRange = UNBOUNDED): Dim {
    if (range.lo === range.hi) this.#replaced.set(name, range.lo);
    else if (!this.#declared.has(name)) {
      setRange(this.#func, name, range);
      this.#declared.add(name);
    }
    return this.resolve(dim.symbol(name));
  }

  /** A name that only outputs declare says nothing about the inputs: it is free to stand for what is computed. */
  isDeclared(name: string): boolean {
    return this.#declared.has(name) || this.#replaced.has(name);
  }

  readonly #lookup = (name: string): Dim | undefined => this.#replaced.get(name);

  #rangeOfSymbol(name: string): DimRange {
    return this.#func.ranges.get(name) ?? UNBOUNDED;
  }

  rangeOf(d: Dim): DimRange {
    return dim.dimRange(d, this.#func.ranges);
  }

  /** `d` with everything known about its symbols put in. */
  resolve(d: Dim): Dim {
    if (typeof d === 'number') return d;
    const solved = this.#replaced.size === 0 ? d : dim.substitute(d, this.#lookup);
    return typeof solved === 'number' || isPlain(solved) ? solved : this.#simplified(solved);
  }

  resolveType(type: Type): Type {
    switch (type.kind) {
      case 'tensor':
        if (type.shape.every((d) => typeof d === 'number')) return type;
        return tensorType(
          type.elem,
          type.shape.map((d) => this.resolve(d)),
          type.encoding,
        );
      case 'open':
        return type;
      case 'sequence':
        return sequenceType(this.resolveType(type.of));
      case 'optional':
        return optionalType(this.resolveType(type.of));
      case 'map':
        return mapType(type.keys, this.resolveType(type.of));
    }
  }

  /** Minima decided by the bounds: with `8 - n` as a symbol of its own, a normal form knows that `min(8, n)` is n. */
  #simplified(d: Dim): Dim {
    return this.#bounds.size === 0 ? d : dim.substitute(dim.substitute(d, this.#mirror), this.#mirror);
  }

  /** Replaces each bounded symbol by its distance from the bound; twice is once around. */
  readonly #mirror = (name: string): Dim | undefined => {
    const bound = this.#bounds.get(name);
    return bound === undefined ? undefined : dim.sub(bound, dim.symbol(name));
  };

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
    if (hi !== 0) return hi < 0;
    const zeros = [...dim.symbolsOf(d)].filter(
      (name) => this.#declared.has(name) && this.#rangeOfSymbol(name).lo === 0,
    );
    const positive = new Map(this.#func.ranges);
    for (const name of zeros) positive.set(name, { lo: 1, hi: this.#rangeOfSymbol(name).hi });
    if (dim.dimRange(d, positive).hi >= 0) return false;
    for (const name of zeros) this.#narrow(name, { lo: 1, hi: Number.POSITIVE_INFINITY });
    return true;
  }

  /** Runs `body`, which imports what may never run: what it needs of sizes of the model is no fact about the model. */
  conditionally<T>(body: () => T): T {
    this.#conditional++;
    try {
      return body();
    } finally {
      this.#conditional--;
    }
  }

  #onlyDeclared(d: Dim): boolean {
    return [...dim.symbolsOf(d)].every((name) => this.#declared.has(name));
  }

  /** Takes two dims as equal from now on, or answers false when nothing would make them so. */
  readonly unify = (left: Dim, right: Dim): boolean => {
    const [a, b] = [this.resolve(left), this.resolve(right)];
    if (a === b) return true;
    const difference = dim.sub(a, b);
    if (this.#conditional > 0 && this.#onlyDeclared(difference)) return false;
    return (
      !this.#excludesZero(difference) &&
      (this.#solve(difference, ({ symbol }) => !this.#declared.has(symbol)) ||
        this.#solve(difference, ({ value }) => isPlain(value)) ||
        this.#solveAboveZero(difference) ||
        this.#solveByBound(difference) ||
        this.#solveByMultiple(difference) ||
        this.#solve(difference, () => true))
    );
  };

  /** What a size that data decide comes to, unless something else is found equal to it. */
  expect(symbol: Dim, value: Dim): void {
    for (const name of dim.symbolsOf(symbol)) this.#expected.set(name, value);
  }

  #replaceExpected(): void {
    for (const [name, value] of this.#expected) {
      const resolved = this.resolve(value);
      if (!this.#replaced.has(name) && !dim.symbolsOf(resolved).has(name)) this.#replace(name, resolved);
    }
  }

  /** From now on broadcasting alone takes this size as equal to none that the model's inputs decide. */
  leaveApart(size: Dim): void {
    for (const name of dim.symbolsOf(size)) this.#apart.add(name);
  }

  /**
   * Like `unify`, for sizes that may also differ if one of them is 1: those that the model names itself are left alone, and so
   * is a size that is 1 in the first iteration only beside those that follow from the model's. One that data decide is taken on trust.
   */
  readonly unifyBroadcast = (left: Dim, right: Dim): boolean => {
    const [a, b] = [this.resolve(left), this.resolve(right)];
    const areTheirOwn =
      (sizesSharing(a).every(this.#isDeclared) && sizesSharing(b).every(this.#isDeclared)) ||
      (this.#isApart(a) && this.#onlyDeclared(b)) ||
      (this.#isApart(b) && this.#onlyDeclared(a));
    return areTheirOwn ? a === b : this.unify(a, b);
  };

  #isApart(d: Dim): boolean {
    return this.#apart.size > 0 && [...dim.symbolsOf(d)].some((name) => this.#apart.has(name));
  }

  readonly #isDeclared = (d: Dim): boolean => {
    const [name, ...others] = dim.symbolsOf(d);
    return name !== undefined && others.length === 0 && d === dim.symbol(name) && this.#declared.has(name);
  };

  readonly provablyEqual = (left: Dim, right: Dim): boolean => this.resolve(left) === this.resolve(right);

  #excludesZero(d: Dim): boolean {
    const { lo, hi } = this.rangeOf(d);
    return lo > 0 || hi < 0;
  }

  /** Solves `d = 0` for one symbol. */
  #solve(d: Dim, admits: (solution: Solution) => boolean): boolean {
    const order = [...this.#func.ranges.keys()];
    // What needs no subtraction goes first: it is never negative, whatever is known. Then the last symbol of the model.
    const score = ({ symbol, value }: Solution) =>
      (dim.dimRange(value).lo >= 0 ? order.length : 0) + order.indexOf(symbol);
    const [best] = solutionsOf(d)
      .filter(({ symbol, value }) => {
        // A size of the model is known before one that the data decide, and outside of the body that one may belong to.
        if (this.#declared.has(symbol) && [...dim.symbolsOf(value)].some((name) => !this.#declared.has(name)))
          return false;
        const [range, { lo, hi }] = [this.#rangeOfSymbol(symbol), this.rangeOf(value)];
        return lo <= range.hi && hi >= range.lo;
      })
      .filter(admits)
      .sort((x, y) => score(y) - score(x));
    if (!best) return false;
    const { symbol, value } = best;
    // The range of a replaced symbol goes on holding for the one symbol of its replacement.
    const { lo, hi } = this.#rangeOfSymbol(symbol);
    this.#atLeast(dim.sub(value, lo));
    if (Number.isFinite(hi)) this.#atLeast(dim.sub(hi, value));
    this.#replace(symbol, value);
    if (this.#declared.has(symbol)) this.#events.push({ kind: 'equation', symbol, value, node: this.node });
    return true;
  }

  #replace(symbol: string, value: Dim): void {
    for (const [name, old] of this.#replaced) this.#replaced.set(name, dim.substitute(old, only(symbol, value)));
    this.#replaced.set(symbol, value);
  }

  /** Sizes of the model inside minima and maxima of `d`, with the least they may be if none is zero. */
  #leastOf(d: Dim): Map<string, number> {
    const names = [...wrappedSymbols(d)].filter((name) => this.#declared.has(name));
    return new Map(names.map((name) => [name, Math.max(1, this.#rangeOfSymbol(name).lo)]));
  }

  /** Solves what holds when no size is zero, in a way that holds whatever the sizes are. */
  #solveAboveZero(d: Dim): boolean {
    const least = this.#leastOf(d);
    if (least.size === 0) return false;
    const shift = (sign: 1 | -1) => (name: string) => {
      const amount = least.get(name);
      return amount === undefined ? undefined : dim.add(dim.symbol(name), sign * amount);
    };
    // In between, a symbol stands for what it is above the least, which is never negative.
    const above = dim.substitute(d, shift(1));
    const raised = dim.substitute(above, shift(-1));
    if (raised === d || this.#excludesZero(raised)) return false;
    const holds = ({ symbol, value }: Solution) => dim.substitute(d, only(symbol, value)) === 0;
    if (this.#solve(raised, (solution) => isPlain(solution.value) && holds(solution))) return true;
    if (above !== 0) return false;
    for (const [symbol, amount] of least) this.#introduce(symbol, 1, amount);
    return true;
  }

  /** Makes a minimum come out the right way by bounding a symbol. */
  #solveByBound(d: Dim): boolean {
    for (const { atom, others, winner, rest } of extremaOf(d)) {
      if (atom.kind !== 'min' || rest !== 0) continue;
      const conditions = others.map((other) => linearIn(dim.sub(other, winner)));
      const bounds = conditions.filter((condition) => condition !== undefined && condition.coeff < 0);
      if (bounds.length < others.length) continue;
      for (const bound of bounds) {
        if (!bound) continue;
        this.#narrow(bound.symbol, { lo: 0, hi: Math.floor(bound.constant / -bound.coeff) });
        this.#bounds.set(bound.symbol, this.#rangeOfSymbol(bound.symbol).hi);
      }
      return true;
    }
    return false;
  }

  /** Makes a division come out even: one size becomes a multiple (and a rest) of a new symbol. */
  #solveByMultiple(d: Dim): boolean {
    for (const symbol of dim.symbolsOf(d)) {
      const largest = divisorsOf(d, symbol);
      if (largest === 1 || largest > LARGEST_FACTOR || !this.#declared.has(symbol)) continue;
      // The smallest that does leaves most sizes possible: half of 2 * A comes out even whatever A is, a quarter where A is a multiple of 2.
      for (let factor = 1; factor <= largest; factor++) {
        if (largest % factor !== 0) continue;
        const rests = this.#restsSolving(d, symbol, factor);
        const [rest] = rests;
        if (rest === undefined) continue;
        // Where every rest solves it, the sizes are equal as they are.
        if (rests.length < factor) this.#introduce(symbol, factor, rest);
        return true;
      }
    }
    return false;
  }

  /** For which rests `d` is 0 when `symbol` is that rest more than a multiple of `factor`. */
  #restsSolving(d: Dim, symbol: string, factor: number): number[] {
    const name = dim.symbol(partName(symbol, factor, 0));
    return Array.from({ length: factor }, (_, rest) => rest).filter(
      (rest) => dim.substitute(d, only(symbol, dim.add(dim.mul(factor, name), rest))) === 0,
    );
  }

  /** Replaces a size of the model by `factor` times a new one plus `rest`. */
  #introduce(symbol: string, factor: number, rest: number): void {
    const name = partName(symbol, factor, rest);
    const { lo, hi } = this.#rangeOfSymbol(symbol);
    setRange(this.#func, name, {
      lo: Math.max(0, Math.ceil((lo - rest) / factor)),
      hi: Math.floor((hi - rest) / factor),
    });
    this.#declared.add(name);
    this.#replace(symbol, dim.add(dim.mul(factor, dim.symbol(name)), rest));
    const { node } = this;
    if (factor > 1) this.#events.push({ kind: 'multiple', symbol, factor, rest, node });
    else this.#events.push({ kind: 'range', symbol, range: { lo: Math.max(lo, rest), hi }, node });
  }

  /** Takes `d` to be at most `most`, which the run checks; false where its range cannot say so. */
  atMost(d: Dim, most: number): boolean {
    const left = dim.sub(most, this.resolve(d));
    if (this.#conditional === 0 || !this.#onlyDeclared(left)) this.#atLeast(left);
    return this.rangeOf(left).lo >= 0;
  }

  /** Narrows the range of the symbol in `d` so that `d >= 0`; nothing to do where that holds already. */
  #atLeast(d: Dim): void {
    const linear = this.rangeOf(d).lo >= 0 ? undefined : linearIn(d);
    if (!linear) return;
    const { symbol, coeff, constant } = linear;
    if (coeff > 0) this.#narrow(symbol, { lo: Math.ceil(-constant / coeff), hi: Number.POSITIVE_INFINITY });
    else this.#narrow(symbol, { lo: 0, hi: Math.floor(constant / -coeff) });
  }

  #narrow(symbol: string, to: DimRange): void {
    const old = this.#rangeOfSymbol(symbol);
    const range = { lo: Math.max(old.lo, to.lo), hi: Math.min(old.hi, to.hi) };
    if (range.lo > range.hi || (range.lo === old.lo && range.hi === old.hi)) return;
    setRange(this.#func, symbol, range);
    if (this.#declared.has(symbol)) this.#events.push({ kind: 'range', symbol, range, node: this.node });
  }

  /** What was learnt, in the order in which it was. */
  get events(): readonly SymbolEvent[] {
    return this.#events;
  }

  /** Puts everything known about the symbols into the types and attributes of the function. */
  apply(): void {
    const func = this.#func;
    this.#replaceExpected();
    if (this.#replaced.size > 0) substituteSymbols(func, this.#lookup);
    if (this.#bounds.size === 0) return;
    const ranges = [...this.#bounds.keys()].map((name) => [name, this.#rangeOfSymbol(name)] as const);
    substituteSymbols(func, this.#mirror);
    substituteSymbols(func, this.#mirror);
    for (const [name, range] of ranges) setRange(func, name, range);
  }
}

/** Name of the symbol that counts what is left of another: `height.by4`, `rows.less1`. */
function partName(symbol: string, factor: number, rest: number): string {
  return factor > 1 ? `${symbol}.by${factor}` : `${symbol}.less${rest}`;
}

function only(symbol: string, value: Dim): (name: string) => Dim | undefined {
  return (name) => (name === symbol ? value : undefined);
}
