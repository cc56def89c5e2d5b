// Names that a pattern binds, and what expressions see of them. Alternatives bind what all of them bind; a name that only some
// bind is remembered, so that its use can be explained.

import type { Variable } from '../scope.js';
import { nameType } from '../value-type.js';

export interface Bound extends Variable {
  /** It may be missing: an optional operand or attribute. */
  readonly optional: boolean;
  /** An element type variable. */
  readonly element: boolean;
}

export class BoundNames {
  readonly all = new Map<string, Bound>();
  /** Bound in some alternatives only. */
  readonly partial = new Set<string>();

  /** Binds a name, or answers why it cannot be what it is elsewhere. */
  bind(name: string, bound: Bound): string | undefined {
    const before = this.all.get(name);
    if (before && before.code !== bound.code) {
      return `${name} is ${nameType(before.type)} elsewhere, and ${nameType(bound.type)} here`;
    }
    // Where one place needs it, it is there.
    if (!before || (before.optional && !bound.optional)) this.all.set(name, bound);
    return undefined;
  }

  copy(): BoundNames {
    const made = new BoundNames();
    for (const [name, bound] of this.all) made.all.set(name, bound);
    for (const name of this.partial) made.partial.add(name);
    return made;
  }

  /** Takes over what all alternatives bind. */
  merge(alternatives: readonly BoundNames[]): void {
    const [first, ...others] = alternatives;
    for (const [name, bound] of first?.all ?? []) {
      const all = [bound, ...others.map((other) => other.all.get(name))];
      if (all.every((other) => other?.code === bound.code)) {
        const optional = all.some((other) => other?.optional);
        this.all.set(name, optional && !bound.optional ? { ...bound, optional, needs: [name] } : bound);
      }
    }
    for (const { all, partial } of alternatives) {
      for (const name of [...all.keys(), ...partial]) if (!this.all.has(name)) this.partial.add(name);
    }
  }

  optionals(): ReadonlySet<string> {
    return new Set([...this.all].filter(([, bound]) => bound.optional).map(([name]) => name));
  }

  /** Names that `quantized` and `bits` may ask about: element type variables and values. */
  elements(): ReadonlySet<string> {
    return new Set(
      [...this.all].filter(([name, { element }]) => element || name.startsWith('%')).map(([name]) => name),
    );
  }
}
