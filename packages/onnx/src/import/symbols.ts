// Symbols of the model's sizes, and what the operators make known about them. Where an operator needs two sizes to be
// equal, one symbol is solved for and replaced, or a range is narrowed: at once in every answer of `resolve`, at the end
// in the whole graph, which then proves its shapes without knowing how they were found.
// Invariant: replacements are fully resolved, and no symbol is replaced by something that contains it.

import { type Dim, type DimRange, dim } from '@afterglow/core';
import {
  type Func,
  optionalType,
  sequenceType,
  setRange,
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
  /** Symbols of the model's own, which a user may bind; the others stand for sizes that follow from data. */
  readonly #declared = new Set<string>();
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
      case 'sequence':
        return sequenceType(this.resolveType(type.of));
      case 'optional':
        return optionalType(this.resolveType(type.of));
    }
  }

  /** Minima and maxima that the ranges decide, decided: see `shifts`. */
  #simplified(d: Dim): Dim {
    let result = d;
    for (const lookup of shifts([...dim.symbolsOf(d)].map((name) => [name, this.#rangeOfSymbol(name)]))) {
      result = dim.substitute(result, lookup);
    }
    return result;
  }

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
    const names = [...dim.symbolsOf(d)].filter((name) => this.#mayBeZero(name));
    const positive = new Map([
      ...this.#func.ranges,
      ...names.map((name) => [name, { lo: 1, hi: this.#rangeOfSymbol(name).hi }] as const),
    ]);
    if (dim.dimRange(d, positive).hi >= 0) return false;
    this.#ruleOutZero(names);
    return true;
  }

  /** Takes two dims as equal from now on, or answers false when nothing would make them so. */
  readonly unify = (left: Dim, right: Dim): boolean => {
    const [a, b] = [this.resolve(left), this.resolve(right)];
    if (a === b) return true;
    const difference = dim.sub(a, b);
    return (
      !this.#excludesZero(difference) &&
      (this.#solve(difference, ({ symbol }) => !this.#declared.has(symbol)) ||
        this.#solve(difference, ({ value }) => isPlain(value)) ||
        this.#solveWithoutZero(difference) ||
        this.#solveByRange(difference) ||
        this.#solveByMultiple(difference) ||
        this.#solve(difference, () => true))
    );
  };

  #excludesZero(d: Dim): boolean {
    const { lo, hi } = this.rangeOf(d);
    return lo > 0 || hi < 0;
  }

  /** Solves `d = 0` for one symbol. */
  #solve(d: Dim, admits: (solution: Solution) => boolean): boolean {
    const order = [...this.#func.ranges.keys()];
    // What needs no subtraction goes first, since its range stays exact; then the symbol that the model mentions last.
    const score = ({ symbol, value }: Solution) =>
      (this.rangeOf(value).lo >= 0 ? order.length : 0) + order.indexOf(symbol);
    const solutions = solutionsOf(d)
      .filter(admits)
      .filter(({ symbol, value }) => {
        const [range, { lo, hi }] = [this.#rangeOfSymbol(symbol), this.rangeOf(value)];
        return lo <= range.hi && hi >= range.lo;
      })
      .sort((x, y) => score(y) - score(x));
    const [best] = solutions;
    if (!best) return false;
    // The range of a replaced symbol goes on holding for the one symbol of its replacement.
    const { lo, hi } = this.#rangeOfSymbol(best.symbol);
    this.#atLeast(dim.sub(best.value, lo));
    if (Number.isFinite(hi)) this.#atLeast(dim.sub(hi, best.value));
    this.#replace(best.symbol, best.value);
    const { symbol, value } = best;
    if (this.#declared.has(symbol)) this.#events.push({ kind: 'equation', symbol, value, node: this.node });
    return true;
  }

  #replace(symbol: string, value: Dim): void {
    for (const [name, old] of this.#replaced) {
      this.#replaced.set(
        name,
        dim.substitute(old, (other) => (other === symbol ? value : undefined)),
      );
    }
    this.#replaced.set(symbol, value);
  }

  /** Sizes of the model that may be 0 as far as is known. */
  #mayBeZero(name: string): boolean {
    return this.#declared.has(name) && this.#rangeOfSymbol(name).lo === 0;
  }

  /** `d` as it is when no size of the model is 0. */
  #withoutZero(d: Dim): Dim {
    const names = [...wrappedSymbols(d)].filter((name) => this.#mayBeZero(name));
    let result = d;
    for (const lookup of shifts(names.map((name) => [name, { lo: 1, hi: Number.POSITIVE_INFINITY }]))) {
      result = dim.substitute(result, lookup);
    }
    return result;
  }

  #solveWithoutZero(d: Dim): boolean {
    const raised = this.#withoutZero(d);
    if (raised === d || this.#excludesZero(raised)) return false;
    if (raised !== 0 && !solutionsOf(raised).some(({ value }) => isPlain(value))) return false;
    this.#ruleOutZero(wrappedSymbols(d));
    return raised === 0 || this.#solve(raised, ({ value }) => isPlain(value));
  }

  #ruleOutZero(names: Iterable<string>): void {
    for (const symbol of names) {
      if (this.#mayBeZero(symbol)) this.#narrow(symbol, { lo: 1, hi: Number.POSITIVE_INFINITY });
    }
  }

  /** Makes a minimum or maximum come out the right way by narrowing the range of a symbol. */
  #solveByRange(d: Dim): boolean {
    // An argument that makes both sides equal at once asks for less than one that needs another equation.
    const choices = extremaOf(d).sort((x, y) => Number(x.rest !== 0) - Number(y.rest !== 0));
    for (const { atom, winner, others, rest } of choices) {
      if (rest !== 0 && !solutionsOf(rest).some(({ value }) => isPlain(value))) continue;
      const conditions = others.map((other) => (atom.kind === 'min' ? dim.sub(other, winner) : dim.sub(winner, other)));
      if (!conditions.every((condition) => this.rangeOf(condition).hi >= 0 && linearIn(condition))) continue;
      for (const condition of conditions) this.#atLeast(condition);
      return rest === 0 || this.#solve(rest, ({ value }) => isPlain(value));
    }
    return false;
  }

  /** Makes a division come out even: one size becomes a multiple (and a rest) of a new symbol. */
  #solveByMultiple(d: Dim): boolean {
    for (const symbol of dim.symbolsOf(d)) {
      const factor = divisorsOf(d, symbol);
      if (factor === 1 || factor > LARGEST_FACTOR || !this.#declared.has(symbol)) continue;
      const name = `${symbol}.by${factor}`;
      for (let rest = 0; rest < factor; rest++) {
        const value = dim.add(dim.mul(factor, dim.symbol(name)), rest);
        if (dim.substitute(d, (other) => (other === symbol ? value : undefined)) !== 0) continue;
        const { lo, hi } = this.#rangeOfSymbol(symbol);
        const range = { lo: Math.max(0, Math.ceil((lo - rest) / factor)), hi: Math.floor((hi - rest) / factor) };
        if (range.lo > range.hi) continue;
        setRange(this.#func, name, range);
        this.#declared.add(name);
        this.#replace(symbol, value);
        this.#events.push({ kind: 'multiple', symbol, factor, rest, node: this.node });
        return true;
      }
    }
    return false;
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

  /** What was learnt; ranges of symbols that are replaced say no more than the replacement does. */
  get events(): readonly SymbolEvent[] {
    return this.#events.filter((event) => event.kind !== 'range' || !this.#replaced.has(event.symbol));
  }

  /** Puts everything known about the symbols into the types and attributes of the function. */
  apply(): void {
    const func = this.#func;
    if (this.#replaced.size > 0) substituteSymbols(func, this.#lookup);
    const ranges = [...func.ranges].filter(([, range]) => range.lo > 0 || Number.isFinite(range.hi));
    for (const lookup of shifts(ranges)) substituteSymbols(func, lookup);
    for (const [name, range] of ranges) setRange(func, name, range);
  }
}

/**
 * Substitutions that, one after the other, leave every dim what it is, but make minima and maxima see the ranges. Normal
 * forms know only that a symbol is not negative: with `n - 1` written as a symbol of its own, `min(1, n)` is 1; with
 * `8 - n` as one, `min(8, n)` is n.
 */
function shifts(ranges: readonly (readonly [string, DimRange])[]): ((name: string) => Dim | undefined)[] {
  const lows = new Map(ranges.filter(([, { lo }]) => lo > 0).map(([name, { lo }]) => [name, lo]));
  const highs = new Map(ranges.filter(([, { hi }]) => Number.isFinite(hi)).map(([name, { hi }]) => [name, hi]));
  const steps: ((name: string) => Dim | undefined)[] = [];
  const shift = (by: ReadonlyMap<string, number>, to: (symbol: Dim, amount: number) => Dim) => {
    if (by.size === 0) return;
    steps.push((name) => {
      const amount = by.get(name);
      return amount === undefined ? undefined : to(dim.symbol(name), amount);
    });
  };
  shift(lows, (symbol, lo) => dim.add(symbol, lo));
  shift(lows, (symbol, lo) => dim.sub(symbol, lo));
  shift(highs, (symbol, hi) => dim.sub(hi, symbol));
  shift(highs, (symbol, hi) => dim.sub(hi, symbol));
  return steps;
}
