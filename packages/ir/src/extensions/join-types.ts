// The type of a value that may come from several places, such as the two regions of `if` or the items of a sequence.

import type { Dim } from '@afterglow/core';
import {
  anySize,
  type OpenType,
  openType,
  optionalType,
  sequenceType,
  type TensorType,
  type Type,
  tensorType,
} from '../graph/type.js';
import type { Inference } from '../infer/inference.js';

/** Where the types stand decides what may be said of tensors that differ. */
type Place = 'value' | 'optional' | 'sequence';

/**
 * The least type that covers all of `types`. Sizes that differ become `?` in a sequence and a fresh symbol elsewhere; where
 * ranks differ the item of a sequence or the content of an optional becomes open. Undefined when nothing covers them all.
 */
export function coveringType(types: readonly Type[], fresh: () => Dim): Type | undefined {
  return cover(types, 'value', fresh);
}

/** The least type of the items of a sequence that holds tensors of all these types. */
export function coveringItem(types: readonly Type[]): Type | undefined {
  return cover(types, 'sequence', anySize);
}

function cover(types: readonly Type[], place: Place, fresh: () => Dim): Type | undefined {
  const [first, ...rest] = types;
  if (!first || rest.every((type) => type === first)) return first;
  if (first.kind === 'sequence' || first.kind === 'optional') {
    const inner = types.flatMap((type) => (type.kind === first.kind ? [type.of] : []));
    if (inner.length < types.length) return undefined;
    const inSequence = first.kind === 'sequence' || place === 'sequence';
    const of = cover(inner, inSequence ? 'sequence' : 'optional', inSequence ? anySize : fresh);
    return of && (first.kind === 'sequence' ? sequenceType(of) : optionalType(of));
  }
  const leaves = types.filter((type) => type.kind === 'tensor' || type.kind === 'open');
  return leaves.length < types.length ? undefined : coverLeaves(leaves, place, fresh);
}

function coverLeaves(
  leaves: readonly (TensorType | OpenType)[],
  place: Place,
  fresh: () => Dim,
): TensorType | OpenType | undefined {
  const tensors = leaves.filter((type) => type.kind === 'tensor');
  const [first] = tensors;
  const elem = leaves[0]?.elem;
  if (elem === undefined || leaves.some((type) => type.elem !== elem)) return undefined;
  const isOpen = leaves.some((type) => type.kind === 'open' && type.holds === 'any');
  if (!first) return openType(elem, isOpen ? 'any' : 'none');
  const encoded = tensors.some((type) => tensorType(elem, [], type.encoding) !== tensorType(elem, [], first.encoding));
  if (encoded) return undefined;
  if (isOpen || tensors.some((type) => type.shape.length !== first.shape.length)) {
    return place === 'value' || first.encoding ? undefined : openType(elem, 'any');
  }
  const shape = first.shape.map((d, axis) => (tensors.every((type) => type.shape[axis] === d) ? d : fresh()));
  return tensorType(elem, shape, first.encoding);
}

/** `coveringType`; without one, notes a problem about `what` and answers undefined. */
export function joinTypes(t: Inference, what: string, types: readonly Type[]): Type | undefined {
  const joined = coveringType(types, () => t.fresh('joined'));
  if (!joined && types.length > 0) {
    const keys = [...new Set(types.map((type) => type.key))];
    t.problem(`${what} has type ${keys.join(' in one place, ')} in another`);
  }
  return joined;
}
