// Structural equality of modules: same constants to the bit, same functions, nodes in the same order.

import { type Origin, tensorsEqual } from '@afterglow/core';
import { constTensor, type Func, type Module, type Node, type Region, type Value } from '../graph/graph.js';
import type { AttrValue } from '../graph/op-def.js';

export interface EqualityOptions {
  /** Compare names of values too; on by default. Names of constants, functions and results always count. */
  readonly names?: boolean;
  /** Compare origins too; on by default. */
  readonly origins?: boolean;
}

/** What differs between two modules, in words; undefined when nothing does. */
export function graphDifference(a: Module, b: Module, options: EqualityOptions = {}): string | undefined {
  return new Comparison(options).modules(a, b);
}

export function graphsEqual(a: Module, b: Module, options: EqualityOptions = {}): boolean {
  return graphDifference(a, b, options) === undefined;
}

/** Equality of attribute values; types and dims are interned, so they compare by identity. */
export function attrsEqual(a: AttrValue | undefined, b: AttrValue | undefined): boolean {
  if (Object.is(a, b)) return true;
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((item, i) => attrsEqual(item, b[i]));
}

class Comparison {
  readonly #names: boolean;
  readonly #origins: boolean;
  readonly #pairs = new Map<Value, Value>();
  readonly #sameOrigins = new Map<Origin, Origin>();

  constructor({ names = true, origins = true }: EqualityOptions) {
    this.#names = names;
    this.#origins = origins;
  }

  modules(a: Module, b: Module): string | undefined {
    if (a.name !== b.name) return `module @${a.name} is @${b.name}`;
    const consts = this.#keys('constants', a.consts, b.consts);
    if (consts !== undefined) return consts;
    for (const [name, value] of a.consts) {
      const other = b.consts.get(name);
      const [left, right] = [constTensor(value), constTensor(other)];
      if (!other || !left || !right || value.type !== other.type || !tensorsEqual(left, right)) {
        return `constant %${name} differs`;
      }
      this.#pairs.set(value, other);
    }
    const funcs = this.#keys('functions', a.funcs, b.funcs);
    if (funcs !== undefined) return funcs;
    for (const [name, func] of a.funcs) {
      const other = b.funcs.get(name);
      const difference = other ? this.#func(func, other) : 'is missing';
      if (difference !== undefined) return `@${name}: ${difference}`;
    }
    return undefined;
  }

  #keys(what: string, a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): string | undefined {
    const [left, right] = [[...a.keys()], [...b.keys()]];
    if (left.length !== right.length) return `${left.length} ${what} are ${right.length}`;
    const odd = left.find((name, i) => right[i] !== name);
    return odd === undefined ? undefined : `the ${what} differ from ${odd} on`;
  }

  #func(a: Func, b: Func): string | undefined {
    if (a.resultNames.join('\0') !== b.resultNames.join('\0')) return 'the result names differ';
    const symbols = this.#keys('symbols', a.ranges, b.ranges);
    if (symbols !== undefined) return symbols;
    for (const [symbol, range] of a.ranges) {
      const other = b.ranges.get(symbol);
      if (other?.lo !== range.lo || other.hi !== range.hi) return `the range of ${symbol} differs`;
    }
    return this.#region(a.body, b.body);
  }

  #define(a: readonly Value[], b: readonly Value[]): string | undefined {
    if (a.length !== b.length) return `${a.length} values are ${b.length}`;
    for (const [i, left] of a.entries()) {
      const right = b[i];
      if (!right || left.type !== right.type) return `%${left.name} has type ${left.type.key}, not ${right?.type.key}`;
      if (this.#names && left.name !== right.name) return `%${left.name} is %${right.name}`;
      this.#pairs.set(left, right);
    }
    return undefined;
  }

  #reads(a: readonly (Value | undefined)[], b: readonly (Value | undefined)[]): boolean {
    return a.length === b.length && a.every((value, i) => (value ? this.#pairs.get(value) : undefined) === b[i]);
  }

  #region(a: Region, b: Region): string | undefined {
    const params = this.#define(a.params, b.params);
    if (params !== undefined) return params;
    let other = b.first;
    for (let node = a.first; node; node = node.next) {
      if (!other) return `%${node.results[0]?.name} is missing`;
      const difference = this.#node(node, other);
      if (difference !== undefined) return difference;
      other = other.next;
    }
    if (other) return `%${other.results[0]?.name} is added`;
    return this.#reads(a.results, b.results) ? undefined : 'the results of a region differ';
  }

  #node(a: Node, b: Node): string | undefined {
    const name = `%${a.results[0]?.name}`;
    if (a.op.name !== b.op.name) return `${name} is ${a.op.name}, not ${b.op.name}`;
    if (!this.#reads(a.operands, b.operands)) return `${name} reads other values`;
    const keys = new Set([...Object.keys(a.attrs), ...Object.keys(b.attrs)]);
    for (const key of keys) if (!attrsEqual(a.attrs[key], b.attrs[key])) return `${name}: attribute ${key} differs`;
    if (a.regions.length !== b.regions.length) return `${name} has other regions`;
    for (const [i, region] of a.regions.entries()) {
      const other = b.regions[i];
      const difference = other ? this.#region(region, other) : 'a region is missing';
      if (difference !== undefined) return difference;
    }
    if (this.#origins && !this.#origin(a.origin, b.origin)) return `${name} has another origin`;
    return this.#define(a.results, b.results);
  }

  #origin(a: Origin | undefined, b: Origin | undefined): boolean {
    const pending: [Origin | undefined, Origin | undefined][] = [[a, b]];
    for (let pair = pending.pop(); pair; pair = pending.pop()) {
      const [left, right] = pair;
      if (left === right || (left && this.#sameOrigins.get(left) === right)) continue;
      if (!left || !right) return false;
      if (left.kind === 'node') {
        if (right.kind !== 'node' || left.name !== right.name || left.source !== right.source) return false;
      } else {
        if (right.kind !== 'fused' || left.by !== right.by || left.parts.length !== right.parts.length) return false;
        left.parts.forEach((part, i) => {
          pending.push([part, right.parts[i]]);
        });
      }
      this.#sameOrigins.set(left, right);
    }
    return true;
  }
}
