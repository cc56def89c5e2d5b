// Compares an inferred type with the one a value has. Inference invents a placeholder symbol for a size that only the data
// know; a placeholder matches any dim, the same one everywhere.

import { type Dim, dim } from '@afterglow/core';
import { coveringType } from '../extensions/join-types.js';
import { anySize, substituteType, type Type } from '../graph/type.js';

const PREFIX = '\u0000fresh.';

/** Makes placeholders for `InferInput.freshDim`, and matches types that contain them. */
export class Placeholders {
  #count = 0;
  readonly #bound = new Map<string, Dim>();

  readonly fresh = (): Dim => dim.symbol(`${PREFIX}${this.#count++}`);

  /** True when `actual` is `inferred` for some choice of the placeholders consistent with earlier calls. */
  matches(inferred: Type, actual: Type): boolean {
    if (inferred === actual) return true;
    if (this.#count > 0) this.#bind(inferred, actual);
    const resolved = this.#count > 0 ? substituteType(inferred, (name) => this.#bound.get(name)) : inferred;
    return resolved === actual || saysLess(actual, resolved);
  }

  #bind(inferred: Type, actual: Type): void {
    if (inferred.kind === 'sequence' || inferred.kind === 'optional' || inferred.kind === 'map') {
      if (actual.kind === inferred.kind) this.#bind(inferred.of, actual.of);
      return;
    }
    if (inferred.kind === 'open') return;
    if (actual.kind !== 'tensor' || actual.shape.length !== inferred.shape.length) return;
    inferred.shape.forEach((d, axis) => {
      const name = bareSymbol(d);
      const size = actual.shape[axis];
      if (name?.startsWith(PREFIX) && size !== undefined && !this.#bound.has(name)) this.#bound.set(name, size);
    });
  }
}

/** The type of a sequence may leave open what is known of its items: sizes that turn out to be equal stay `?`. */
function saysLess(actual: Type, inferred: Type): boolean {
  return actual.kind !== 'tensor' && coveringType([inferred, actual], anySize) === actual;
}

/** The name of the symbol when `d` is nothing but one. */
export function bareSymbol(d: Dim): string | undefined {
  if (typeof d === 'number' || d.constant !== 0 || d.terms.length !== 1) return undefined;
  const [term] = d.terms;
  const [atom] = term?.atoms ?? [];
  return term?.coeff === 1 && term.atoms.length === 1 && atom?.kind === 'symbol' ? atom.name : undefined;
}
