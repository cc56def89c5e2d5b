// Numbers the origins of a module for the table at its end. Equal origins share an entry, parts come before the whole, and
// an origin that only stands inside fused ones stays inline as its name.
// Invariant: numbers follow the order of first use in the text, so that equal modules print equal tables.

import type { Origin } from '@afterglow/core';

function leafText(origin: Extract<Origin, { kind: 'node' }>): string {
  const name = JSON.stringify(origin.name);
  return origin.source === undefined ? name : `${name} at ${JSON.stringify(origin.source)}`;
}

export class OriginTable {
  /** Leaves that some node has as its whole origin, by text. */
  readonly #direct = new Set<string>();
  readonly #numbers = new Map<string, number>();
  readonly #known = new Map<Origin, number>();
  readonly #lines: string[] = [];

  /** `used`: the origin of each node, in text order. */
  constructor(used: Iterable<Origin | undefined>) {
    for (const origin of used) if (origin?.kind === 'node') this.#direct.add(leafText(origin));
  }

  /** The number of `origin`, giving numbers to its parts first. */
  number(origin: Origin): number {
    const known = this.#known.get(origin);
    if (known !== undefined) return known;
    // Fusions of fusions may be deep: an explicit stack, not recursion.
    const pending: Origin[] = [origin];
    for (let top = pending.at(-1); top; top = pending.at(-1)) {
      const missing = top.kind === 'fused' ? top.parts.find((part) => this.#needsNumber(part)) : undefined;
      if (missing) {
        pending.push(missing);
        continue;
      }
      pending.pop();
      this.#known.set(top, this.#enter(this.#text(top)));
    }
    return this.#known.get(origin) ?? 0;
  }

  #needsNumber(part: Origin): boolean {
    if (this.#known.has(part)) return false;
    return part.kind === 'fused' || this.#direct.has(leafText(part));
  }

  #text(origin: Origin): string {
    if (origin.kind === 'node') return leafText(origin);
    const parts = origin.parts.map((part) => {
      const number = this.#known.get(part);
      return number === undefined && part.kind === 'node' ? leafText(part) : `#${number}`;
    });
    return `fused(${JSON.stringify(origin.by)}: ${parts.join(', ')})`;
  }

  #enter(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#lines.length;
    this.#numbers.set(text, number);
    this.#lines.push(`#${number} = loc ${text}`);
    return number;
  }

  lines(): readonly string[] {
    return this.#lines;
  }
}
