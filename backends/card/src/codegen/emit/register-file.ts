// Which register holds the value of which dim, while words are written in order. Values that must survive are pinned (loop
// indices, loaded integers, values kept through a loop); the others are a cache, evicted least recently used first.

import { type Dim, invariant } from '@afterglow/core';
import { REGISTER_COUNT } from '../../isa/index.js';

export class RegisterFile {
  readonly #registerOf = new Map<Dim, number>();
  readonly #valueOf = new Map<number, Dim>();
  readonly #pinned = new Set<number>();
  readonly #locked = new Set<number>();
  /** Unpinned registers that hold a value, least recently used first. */
  readonly #recent = new Set<number>();
  readonly #free: number[] = Array.from({ length: REGISTER_COUNT }, (_, i) => REGISTER_COUNT - 1 - i);

  /** The register that holds `value`, which counts as a use of it. */
  find(value: Dim): number | undefined {
    const register = this.#registerOf.get(value);
    if (register === undefined) return undefined;
    if (this.#recent.delete(register)) this.#recent.add(register);
    return register;
  }

  /** A register that is to hold `value`; the caller writes the word that fills it. */
  allocate(value: Dim): number {
    const register = this.#free.pop() ?? this.#evict();
    this.#registerOf.set(value, register);
    this.#valueOf.set(register, value);
    this.#recent.add(register);
    return register;
  }

  #evict(): number {
    for (const register of this.#recent) {
      if (this.#locked.has(register)) continue;
      this.#forget(register);
      return this.#free.pop() ?? register;
    }
    invariant(false, 'an instruction needs more registers than there are');
  }

  #forget(register: number): void {
    const value = this.#valueOf.get(register);
    if (value !== undefined) this.#registerOf.delete(value);
    this.#valueOf.delete(register);
    this.#recent.delete(register);
    this.#pinned.delete(register);
    this.#free.push(register);
  }

  /** Keeps a register from being evicted until it is unlocked; false when it was kept before. */
  lock(register: number): boolean {
    if (this.#locked.has(register)) return false;
    this.#locked.add(register);
    return true;
  }

  unlock(register: number): void {
    this.#locked.delete(register);
  }

  unlockAll(): void {
    this.#locked.clear();
  }

  /** Keeps a register until `release`; false when it was kept before. */
  pin(register: number): boolean {
    if (this.#pinned.has(register)) return false;
    this.#pinned.add(register);
    this.#recent.delete(register);
    return true;
  }

  release(registers: Iterable<number>): void {
    for (const register of registers) if (this.#pinned.has(register)) this.#forget(register);
  }

  /** Forgets everything that is not pinned: at borders of loops, where registers may hold something else on another way. */
  clearCache(): void {
    for (const register of [...this.#recent]) this.#forget(register);
  }

  get unpinned(): number {
    return REGISTER_COUNT - this.#pinned.size;
  }
}
