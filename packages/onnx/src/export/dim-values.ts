// Sizes as values of the exported graph: a size that values in reach have as an axis is read off their shape, any other is
// computed from such.
// Invariant: an answer is defined wherever the graph (or one inside it) can read it later: what a body computed is forgotten
// when the body ends.

import { type Dim, type DimAtom, dim } from '@afterglow/core';
import type { Type } from '@afterglow/ir';
import type { Emitter } from './emitter.js';

interface Level {
  /** Axes by size: the first value that has it. */
  readonly sources: Map<Dim, { readonly value: string; readonly axis: number }>;
  /** Vectors of one element that were made. */
  readonly made: Map<Dim, string>;
}

export class DimValues {
  /** Answers a vector of one element with a symbol that no value in reach determines, or refuses. */
  readonly #free: (symbol: string) => string;
  #levels: Level[] = [{ sources: new Map(), made: new Map() }];

  constructor(free: (symbol: string) => string) {
    this.#free = free;
  }

  /** Notes that the graph has a value of this type under this name from now on. */
  record(name: string, type: Type): void {
    if (type.kind !== 'tensor' || name === '') return;
    type.shape.forEach((size, axis) => {
      if (typeof size !== 'number' && !this.#source(size)) this.#top.sources.set(size, { value: name, axis });
    });
  }

  /** Runs `inside` for a graph inside this one. */
  nested<T>(inside: () => T): T {
    const outer = this.#levels;
    this.#levels = [...outer, { sources: new Map(), made: new Map() }];
    try {
      return inside();
    } finally {
      this.#levels = outer;
    }
  }

  get #top(): Level {
    // There is always the level of the function.
    return this.#levels.at(-1) as Level;
  }

  #source(size: Dim): { readonly value: string; readonly axis: number } | undefined {
    for (const level of this.#levels) {
      const found = level.sources.get(size);
      if (found) return found;
    }
    return undefined;
  }

  /** A vector of the sizes. */
  vector(dims: readonly Dim[], e: Emitter): string {
    const parts: string[] = [];
    for (let i = 0; i < dims.length; ) {
      const known: number[] = [];
      for (let d = dims[i]; typeof d === 'number'; d = dims[++i]) known.push(d);
      if (known.length > 0) parts.push(e.ints(known));
      const d = dims[i];
      if (d === undefined || typeof d === 'number') continue;
      parts.push(this.#one(d, e));
      i++;
    }
    if (parts.length === 0) return e.ints([]);
    return parts.length === 1 ? (parts[0] ?? '') : e.op('Concat', parts, { axis: 0 });
  }

  /** A vector of one size. */
  #one(d: Dim, e: Emitter): string {
    if (typeof d === 'number') return e.ints([d]);
    for (const level of this.#levels) {
      const known = level.made.get(d);
      if (known !== undefined) return known;
    }
    const made = this.#read(d, e) ?? this.#compute(d, e);
    this.#top.made.set(d, made);
    return made;
  }

  #read(d: Dim, e: Emitter): string | undefined {
    const source = this.#source(d);
    return source && e.op('Shape', [source.value], { start: source.axis, end: source.axis + 1 });
  }

  #compute(d: Exclude<Dim, number>, e: Emitter): string {
    const [only] = d.terms;
    if (d.constant === 0 && d.terms.length === 1 && only?.coeff === 1 && only.atoms.length === 1) {
      return this.#atom(only.atoms[0] as DimAtom, e);
    }
    const terms = d.terms.map(({ coeff, atoms }) => {
      const factors = atoms.map((atom) => this.#one(atomDim(atom), e));
      if (coeff !== 1) factors.push(e.ints([coeff]));
      return factors.reduce((product, factor) => e.op('Mul', [product, factor]));
    });
    if (d.constant !== 0) terms.push(e.ints([d.constant]));
    return terms.reduce((sum, term) => e.op('Add', [sum, term]));
  }

  #atom(atom: DimAtom, e: Emitter): string {
    switch (atom.kind) {
      case 'symbol':
        return this.#solve(atom.name, e) ?? this.#free(atom.name);
      case 'max':
      case 'min':
        return e.op(
          atom.kind === 'max' ? 'Max' : 'Min',
          atom.args.map((arg) => this.#one(arg, e)),
        );
      case 'mod':
        return e.op('Mod', [this.#one(atom.left, e), this.#one(atom.right, e)]);
      case 'div': {
        // Div truncates; the remainder by Mod has the sign of the divisor, so what is left divides evenly.
        const [left, right] = [this.#one(atom.left, e), this.#one(atom.right, e)];
        return e.op('Div', [e.op('Sub', [left, e.op('Mod', [left, right])]), right]);
      }
      case 'let':
        return this.#one(atom.value, e);
    }
  }

  /** A symbol from an axis whose size is a multiple of it and a number. */
  #solve(name: string, e: Emitter): string | undefined {
    for (const level of this.#levels) {
      for (const [size] of level.sources) {
        if (typeof size === 'number' || size.terms.length !== 1) continue;
        const [term] = size.terms;
        const [atom] = term?.atoms ?? [];
        if (term?.atoms.length !== 1 || atom?.kind !== 'symbol' || atom.name !== name) continue;
        const rest = e.op('Sub', [this.#one(size, e), e.ints([size.constant])]);
        return e.op('Div', [rest, e.ints([term.coeff])]);
      }
    }
    return undefined;
  }
}

function atomDim(atom: DimAtom): Dim {
  switch (atom.kind) {
    case 'symbol':
      return dim.symbol(atom.name);
    case 'div':
      return dim.floorDiv(atom.left, atom.right);
    case 'mod':
      return dim.mod(atom.left, atom.right);
    case 'max':
      return dim.max(...atom.args);
    case 'min':
      return dim.min(...atom.args);
    case 'let':
      return atom.value;
  }
}
