// Names while a function is read: what is visible, what exists elsewhere, and what a faulty line was going to define.

import type { Module, Value } from '../graph/graph.js';

export type Lookup =
  | { readonly kind: 'value'; readonly value: Value }
  /** Its definition was refused; whoever reads it is skipped without another message. */
  | { readonly kind: 'poisoned' }
  | { readonly kind: 'undefined'; readonly elsewhere: boolean };

const POISONED: Lookup = { kind: 'poisoned' };

export class Scope {
  readonly #module: Module;
  readonly #visible = new Map<string, Value>();
  readonly #defined = new Set<string>();
  readonly #poisoned = new Set<string>();
  readonly #levels: string[][] = [];

  constructor(module: Module) {
    this.#module = module;
  }

  open(): void {
    this.#levels.push([]);
  }

  close(): void {
    for (const name of this.#levels.pop() ?? []) this.#visible.delete(name);
  }

  /** True when the name is taken, visible or not. */
  isTaken(name: string): boolean {
    return this.#defined.has(name) || this.#module.consts.has(name);
  }

  define(name: string, value: Value): void {
    this.#defined.add(name);
    this.#visible.set(name, value);
    this.#levels.at(-1)?.push(name);
  }

  poison(name: string): void {
    this.#poisoned.add(name);
  }

  lookup(name: string): Lookup {
    const value = this.#visible.get(name) ?? this.#module.consts.get(name);
    if (value) return { kind: 'value', value };
    if (this.#poisoned.has(name)) return POISONED;
    return { kind: 'undefined', elsewhere: this.#defined.has(name) };
  }
}
