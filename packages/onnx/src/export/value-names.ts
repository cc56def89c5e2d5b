// Names of values in an exported graph: those of the module, verbatim, except where ONNX has no room for them: a name that is
// empty, or one that an input or output of the graph needs for itself.

import type { Value } from '@afterglow/ir';

export class ValueNames {
  readonly #taken = new Set<string>();
  readonly #next = new Map<string, number>();
  readonly #names = new Map<Value, string>();

  /** Sets a name aside; false when it is taken. */
  reserve(name: string): boolean {
    if (name === '' || this.#taken.has(name)) return false;
    this.#taken.add(name);
    return true;
  }

  /** A name nothing else has. */
  fresh(wanted: string): string {
    const base = wanted === '' ? 'unnamed' : wanted;
    let name = base;
    // Going on where the last search for this name ended keeps many of one name linear.
    let k = this.#next.get(base) ?? 1;
    while (!this.reserve(name)) name = `${base}.${k++}`;
    this.#next.set(base, k);
    return name;
  }

  /** Fixes the name of a value, which was reserved for it. */
  assign(value: Value, name: string): void {
    this.#names.set(value, name);
  }

  has(value: Value): boolean {
    return this.#names.has(value);
  }

  of(value: Value): string {
    const known = this.#names.get(value);
    if (known !== undefined) return known;
    const name = this.fresh(value.name);
    this.#names.set(value, name);
    return name;
  }
}
